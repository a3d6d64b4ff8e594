import type { Reads } from '#casework/read-ports.js';
import type { AskedFields } from './asked-fields.js';

/** What an operation reads with. */
export interface Reading {
  readonly reads: Reads;
  /** What the client asks for: read ahead with it, and record no more as read than was asked. */
  readonly asked: AskedFields;
}
