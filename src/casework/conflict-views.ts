import type { InstantText } from './views.js';

/** A conflict as whoever leads the review reads it. */
export interface ConflictView {
  readonly id: string;
  readonly caseId: string;
  readonly membershipId: string;
  /** Null for who may not read members. */
  readonly name: string | null;
  readonly personId: string | null;
  readonly reason: string;
  readonly declaredAt: InstantText;
  readonly liftedAt: InstantText | null;
  readonly liftedReason: string | null;
}

/** All that somebody sees of a case in which they have a conflict. */
export interface OwnConflictView {
  readonly id: string;
  readonly reference: string;
  readonly declaredAt: InstantText;
}
