import type { GraphQLError } from 'graphql';
import type { Limits } from '#platform/limits.js';
import { nameOf, type Caller } from './caller.js';
import { busy, inWords, tooManyRequests } from './refusals.js';
import { RunningCount } from './running-count.js';

export type SlotLimits = Pick<
  Limits,
  'operationsPerUser' | 'operationsPerPartnership' | 'operationsPerProcess'
>;

/** A place among the operations that run. It is free again when the request is over and nothing of it runs any more. */
export class Slot {
  #uses = 1;
  #isFree = false;

  constructor(
    private readonly free: () => void,
    /** Why nothing but an application for a review may run in this place: the others behind the address are many. */
    readonly crowded: GraphQLError | undefined,
  ) {}

  /** What runs for the request keeps its place, also when the client has gone. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#uses += 1;
    try {
      return await work;
    } finally {
      this.release();
    }
  }

  /** The request is over: answered, broken off, or its client gone. */
  release(): void {
    this.#uses -= 1;
    // Work that began when the request was over already has had no place to give back.
    if (this.#uses > 0 || this.#isFree) return;
    this.#isFree = true;
    this.free();
  }
}

/** Counts the operations that run at the same time: of a user, of a partnership, of this process. */
export class OperationSlots {
  readonly #users = new RunningCount();
  readonly #partnerships = new RunningCount();
  #process = 0;

  constructor(private readonly limits: SlotLimits) {}

  get running(): number {
    return this.#process;
  }

  /**
   * The public of one address shares the places of one user, with as many again in which only applications run; and of
   * a partnership it may take half, so that members find a place whatever the public does.
   */
  take(caller: Caller): Slot | GraphQLError {
    const { operationsPerUser, operationsPerPartnership, operationsPerProcess } = this.limits;
    const { kind, tenantId } = caller.principal;
    const name = nameOf(caller);
    if (this.#process >= operationsPerProcess)
      return busy(
        `The server runs ${inWords(this.#process)} operations: expected at most ${inWords(operationsPerProcess)}.`,
      );
    const mayApply = kind === 'public' && this.#users.of(name) < 2 * operationsPerUser;
    const crowded = this.#users.of(name) >= operationsPerUser ? tooManyOf(operationsPerUser) : undefined;
    if (crowded && !mayApply) return crowded;
    const pool = kind === 'member' ? tenantId : `${tenantId} public`;
    const allowed = kind === 'member' ? operationsPerPartnership : Math.ceil(operationsPerPartnership / 2);
    if (this.#partnerships.of(tenantId) >= operationsPerPartnership)
      return tooManyTogether('The partnership', operationsPerPartnership);
    if (this.#partnerships.of(pool) >= allowed)
      return tooManyTogether('The public of the partnership', allowed);
    const names = new Set([tenantId, pool]);
    for (const each of names) this.#partnerships.open(each);
    this.#users.open(name);
    this.#process += 1;
    return new Slot(() => {
      for (const each of names) this.#partnerships.close(each);
      this.#users.close(name);
      this.#process -= 1;
    }, crowded);
  }
}

function tooManyOf(allowed: number): GraphQLError {
  const message = `You have ${inWords(allowed)} operations running: expected at most ${inWords(allowed)}.`;
  return tooManyRequests(message, { limit: 'OPERATIONS_PER_USER', afterMs: 0 });
}

function tooManyTogether(who: string, allowed: number): GraphQLError {
  const message = `${who} has ${inWords(allowed)} operations running: expected at most ${inWords(allowed)}.`;
  return tooManyRequests(message, { limit: 'OPERATIONS_PER_PARTNERSHIP', afterMs: 0 });
}
