import type { Casework } from '#casework/ports.js';
import type { Principal } from '#casework/principal.js';
import type { CaseFeed } from '#casework/live-ports.js';
import type { Loaders } from './loaders.js';
import type { Reading } from './reading.js';

/** Seals places of a partnership's log, and page positions, so that clients cannot read or make them. */
export interface Cursors {
  seal(position: bigint): string;
  /** Undefined for a cursor that is forged, broken or of another partnership. */
  open(cursor: string): bigint | undefined;
}

/** What the resolvers of one operation are given. Loaders and reads live exactly as long as the operation. */
export interface OperationContext extends Reading {
  readonly principal: Principal;
  readonly correlationId: string;
  readonly loaders: Loaders;
  readonly casework: Casework;
  readonly cursors: Cursors;
  /** Live updates; only where the transport carries subscriptions. */
  readonly feed?: CaseFeed;
}
