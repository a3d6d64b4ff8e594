import { Kind, OperationTypeNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { Limits } from '#platform/limits.js';
import type { Metrics } from '#platform/metrics.js';
import type { Caller } from './caller.js';
import { DocumentGuard, type AskedOperation } from './document-guard.js';
import { OperationSlots, type Slot } from './operation-slots.js';
import { Rates } from './rates.js';
import { SocketSlots } from './socket-slots.js';

export interface GuardSettings {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly metrics: Pick<Metrics, 'refusals'>;
  readonly production: boolean;
}

/** A caller who may ask something. */
export interface Admission {
  readonly caller: Caller;
  /** Cost points that were taken already. */
  readonly prepaid: number;
  /** Why nothing but an application for a review may follow. */
  readonly onlyApplications?: GraphQLError | undefined;
}

/** A caller whose request has its place. */
export interface Placed extends Admission {
  readonly slot: Slot;
}

/** The only value with which the scope of an operation opens; nothing but the guard makes one. */
class GuardedOperation {
  readonly #passed = true;

  constructor(
    readonly asked: AskedOperation,
    readonly caller: Caller,
  ) {}

  static is(value: object): value is GuardedOperation {
    return #passed in value && value.#passed;
  }
}
export type { GuardedOperation };

export function isGuarded(passed: GuardedOperation | readonly GraphQLError[]): passed is GuardedOperation {
  return GuardedOperation.is(passed);
}

/** What every operation passes before anything of it runs, whichever transport brings it. */
export class Guard {
  readonly limits: Limits;
  readonly sockets: SocketSlots;
  readonly operations: OperationSlots;
  readonly #documents: DocumentGuard;
  readonly #rates: Rates;

  constructor(private readonly settings: GuardSettings) {
    const { schema, limits, production } = settings;
    this.limits = limits;
    this.sockets = new SocketSlots(limits);
    this.operations = new OperationSlots(limits);
    this.#documents = new DocumentGuard({ schema, limits, suggests: !production });
    this.#rates = new Rates(limits);
  }

  /** Before the body of a request is read: one point of the rate. */
  async admit(caller: Caller): Promise<Admission | GraphQLError> {
    const overdrawn = await this.#rates.charge(caller, 1);
    if (overdrawn && caller.principal.kind === 'member') return this.refused(overdrawn);
    return { caller, prepaid: overdrawn ? 0 : 1, onlyApplications: overdrawn };
  }

  /**
   * Once the body is read, a place among what runs. Not before: clients that never finish theirs would hold the places
   * of those who do.
   */
  place(admission: Admission): Placed | GraphQLError {
    const slot = this.operations.take(admission.caller);
    if (!('release' in slot)) return this.refused(slot);
    return { ...admission, slot, onlyApplications: admission.onlyApplications ?? slot.crowded };
  }

  /** After parsing and validation: what the operation asks for, and its cost. */
  async pass(
    asked: AskedOperation,
    { caller, prepaid, onlyApplications }: Admission,
  ): Promise<GuardedOperation | readonly GraphQLError[]> {
    const applies = caller.principal.kind === 'public' && isApplication(asked);
    if (onlyApplications && !applies) return [this.refused(onlyApplications)];
    const { cost, anonymousCost } = this.limits;
    const found = this.#documents.inspect(asked, caller.principal.kind === 'member' ? cost : anonymousCost);
    if (found.refused) return found.refused.map((error) => this.refused(error));
    const overdrawn = applies
      ? await this.#rates.chargeApplication(caller)
      : await this.#charge(caller, found.cost - prepaid);
    return overdrawn ? [this.refused(overdrawn)] : new GuardedOperation(asked, caller);
  }

  /** Somebody could not be signed in; the answer is a refusal when that happened too often. */
  async signInFailed(address: string): Promise<GraphQLError | undefined> {
    const refusal = await this.#rates.chargeFailedSignIn(address);
    return refusal && this.refused(refusal);
  }

  /** Counts a refusal. */
  refused(refusal: GraphQLError): GraphQLError {
    const { limit } = refusal.extensions;
    if (typeof limit === 'string') this.countRefusal(limit);
    return refusal;
  }

  countRefusal(limit: string): void {
    this.settings.metrics.refusals.inc({ limit });
  }

  async #charge(caller: Caller, points: number): Promise<GraphQLError | undefined> {
    return points > 0 ? this.#rates.charge(caller, points) : undefined;
  }
}

function isApplication({ operation }: AskedOperation): boolean {
  const [field, ...more] = operation.selectionSet.selections;
  return (
    operation.operation === OperationTypeNode.MUTATION &&
    more.length === 0 &&
    field?.kind === Kind.FIELD &&
    field.name.value === 'applyForReview'
  );
}
