import type { Member } from '#casework/principal.js';
import type { Limits } from '#platform/limits.js';
import { nameOf } from './caller.js';
import { householdOf } from './client-address.js';
import { RunningCount } from './running-count.js';

export type SocketLimits = Pick<
  Limits,
  'socketsPerUser' | 'socketsPerPartnership' | 'socketsPerProcess' | 'socketsAwaitingPerAddress'
>;

/** A socket that opens: whoever signs in on it, or closes it, gives back what their address has of those that wait. */
export interface OpenSocket {
  readonly seated: () => void;
  readonly closed: () => void;
}

/**
 * Counts open sockets: every one for the process, those that were signed in on for their user and partnership, and the
 * others for their address.
 */
export class SocketSlots {
  readonly #users = new RunningCount();
  readonly #partnerships = new RunningCount();
  readonly #awaiting = new RunningCount();
  #process = 0;

  constructor(private readonly limits: SocketLimits) {}

  get open(): number {
    return this.#process;
  }

  /** The name of the limit where the process, or the address, has no place left. */
  take(address: string): OpenSocket | 'SOCKETS_PER_PROCESS' | 'SOCKETS_AWAITING_PER_ADDRESS' {
    const household = householdOf(address);
    if (this.#process >= this.limits.socketsPerProcess) return 'SOCKETS_PER_PROCESS';
    if (this.#awaiting.of(household) >= this.limits.socketsAwaitingPerAddress)
      return 'SOCKETS_AWAITING_PER_ADDRESS';
    this.#process += 1;
    this.#awaiting.open(household);
    const seated = once(() => {
      this.#awaiting.close(household);
    });
    const closed = once(() => {
      seated();
      this.#process -= 1;
    });
    return { seated, closed };
  }

  /** The name of the limit where there is no place left for a person; else how to give it back. */
  takeFor(member: Member): (() => void) | 'SOCKETS_PER_USER' | 'SOCKETS_PER_PARTNERSHIP' {
    const name = nameOf({ principal: member, address: '' });
    const { tenantId } = member;
    if (this.#users.of(name) >= this.limits.socketsPerUser) return 'SOCKETS_PER_USER';
    if (this.#partnerships.of(tenantId) >= this.limits.socketsPerPartnership)
      return 'SOCKETS_PER_PARTNERSHIP';
    this.#users.open(name);
    this.#partnerships.open(tenantId);
    return () => {
      this.#users.close(name);
      this.#partnerships.close(tenantId);
    };
  }
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
