/**
 * How much one request, one person, one partnership and one process may ask for. Each is a setting of the deployment
 * (`LIMIT_…`); nothing over a limit is clamped, it is refused by name.
 */
export interface Limits {
  /** Bytes of an HTTP body. */
  readonly bodyBytes: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /** Fields one inside the other, the root field counted. */
  readonly depth: number;
  /** Aliased fields, fragments written out. */
  readonly aliases: number;
  /** Fields at the top of an operation. */
  readonly rootFields: number;
  /** Directives, fragments written out. */
  readonly directives: number;
  /** Fields of a document with its fragments written out. */
  readonly selections: number;
  /** Objects and list items that a member's operation may ask for. */
  readonly cost: number;
  /** The same for the public. */
  readonly anonymousCost: number;
  /** Largest `first` of a list. */
  readonly pageSize: number;
  /** Cost points a second, and at once, of one user in one partnership. */
  readonly userRate: number;
  readonly userBurst: number;
  /** The same for everybody without an account behind one client address. */
  readonly addressRate: number;
  readonly addressBurst: number;
  /** Applications for a review in any minute from behind one client address; nothing else there can use them up. */
  readonly applicationsPerAddress: number;
  /** The same for all of a partnership together. */
  readonly partnershipRate: number;
  readonly partnershipBurst: number;
  /** Operations that run at the same time over HTTP. */
  readonly operationsPerUser: number;
  readonly operationsPerPartnership: number;
  readonly operationsPerProcess: number;
  /** Milliseconds from the start of an operation to its end. */
  readonly operationMs: number;
  /** Bytes of one WebSocket message. */
  readonly messageBytes: number;
  /** Messages of one socket in any ten seconds. */
  readonly messagesPer10s: number;
  readonly subscriptionsPerSocket: number;
  readonly socketsPerUser: number;
  readonly socketsPerPartnership: number;
  readonly socketsPerProcess: number;
  /** Sockets of one client address on which nobody has signed in yet. */
  readonly socketsAwaitingPerAddress: number;
  /** Milliseconds from opening a socket to its `connection_init`. */
  readonly signInWithinMs: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 65_536,
  tokens: 1_000,
  depth: 12,
  aliases: 15,
  rootFields: 10,
  directives: 20,
  selections: 1_000,
  cost: 1_000,
  anonymousCost: 200,
  pageSize: 100,
  userRate: 300,
  userBurst: 2_000,
  addressRate: 100,
  addressBurst: 1_000,
  applicationsPerAddress: 60,
  partnershipRate: 15_000,
  partnershipBurst: 60_000,
  operationsPerUser: 10,
  operationsPerPartnership: 50,
  operationsPerProcess: 250,
  operationMs: 8_000,
  messageBytes: 16_384,
  messagesPer10s: 50,
  subscriptionsPerSocket: 10,
  socketsPerUser: 5,
  socketsPerPartnership: 2_000,
  socketsPerProcess: 10_000,
  socketsAwaitingPerAddress: 20,
  signInWithinMs: 3_000,
};
