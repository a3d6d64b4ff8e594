import type { GraphQLError } from 'graphql';
import type { Limits } from '#platform/limits.js';
import { Allowance } from './allowance.js';
import { nameOf, type Caller } from './caller.js';
import { householdOf } from './client-address.js';
import { tooManyRequests } from './refusals.js';

export type RateLimits = Pick<
  Limits,
  | 'userRate'
  | 'userBurst'
  | 'addressRate'
  | 'addressBurst'
  | 'partnershipRate'
  | 'partnershipBurst'
  | 'applicationsPerAddress'
>;

const failedSignInCosts = 20;

/** Cost points by user, by client address for the public, and by partnership; nobody's use takes from another's. */
export class Rates {
  readonly #users: Allowance;
  readonly #addresses: Allowance;
  readonly #partnerships: Allowance;
  readonly #publics: Allowance;
  readonly #applications: Allowance;

  constructor(limits: RateLimits) {
    this.#users = new Allowance({ atOnce: limits.userBurst, perSecond: limits.userRate });
    this.#addresses = new Allowance({ atOnce: limits.addressBurst, perSecond: limits.addressRate });
    this.#partnerships = new Allowance({
      atOnce: limits.partnershipBurst,
      perSecond: limits.partnershipRate,
    });
    this.#publics = new Allowance({
      atOnce: Math.ceil(limits.partnershipBurst / 2),
      perSecond: limits.partnershipRate / 2,
    });
    this.#applications = new Allowance({
      atOnce: limits.applicationsPerAddress,
      perSecond: limits.applicationsPerAddress / 60,
    });
  }

  /**
   * Takes points of whoever asks and of their partnership, or of neither and says why. The public has half as much
   * again as a partnership's members, of its own: from however many addresses it asks, members are not kept out.
   */
  async charge(caller: Caller, points: number): Promise<GraphQLError | undefined> {
    const [own, together] =
      caller.principal.kind === 'member'
        ? [this.#users, this.#partnerships]
        : [this.#addresses, this.#publics];
    const wait = await own.take(nameOf(caller), points);
    if (wait !== undefined) return refusedTo(caller, wait);
    const partnershipWait = await together.take(caller.principal.tenantId, points);
    if (partnershipWait === undefined) return undefined;
    await own.giveBack(nameOf(caller), points);
    return tooManyRequests('The partnership has asked for too much at once.', {
      limit: 'RATE_PER_PARTNERSHIP',
      afterMs: partnershipWait,
    });
  }

  /** An application for a review is a right: it takes from nothing that other people behind the address can use up. */
  async chargeApplication({ address }: Caller): Promise<GraphQLError | undefined> {
    const wait = await this.#applications.take(householdOf(address), 1);
    return wait === undefined
      ? undefined
      : tooManyRequests('Too many applications came from your address.', {
          limit: 'APPLICATIONS_PER_ADDRESS',
          afterMs: wait,
        });
  }

  /** Takes from the address of somebody who failed to sign in, and says when it has nothing left. */
  async chargeFailedSignIn(address: string): Promise<GraphQLError | undefined> {
    const wait = await this.#addresses.take(householdOf(address), failedSignInCosts);
    return wait === undefined ? undefined : addressRefused(wait);
  }
}

function refusedTo({ principal }: Caller, wait: number): GraphQLError {
  return principal.kind === 'member'
    ? tooManyRequests('You have asked for too much at once.', { limit: 'RATE_PER_USER', afterMs: wait })
    : addressRefused(wait);
}

function addressRefused(wait: number): GraphQLError {
  return tooManyRequests('Your address has asked for too much at once.', {
    limit: 'RATE_PER_ADDRESS',
    afterMs: wait,
  });
}
