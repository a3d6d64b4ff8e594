import type { Temporal } from 'temporal-polyfill';
import type { ConflictGround } from '#domain/review/conflict.js';
import type { CaseStage } from '#domain/review/stage.js';

/** That a member cannot be independent in a case. */
export interface NewConflict {
  readonly id: string;
  readonly caseId: string;
  /** The version of the case that was seen. */
  readonly version: number;
  readonly membershipId: string;
  /** The person of the case who they are; null where that is not the conflict. */
  readonly personId: string | null;
  readonly reason: string;
  readonly declaredAt: Temporal.Instant;
}

/** What came of declaring one; the case is at that version and stage now. */
export type ConflictAnswer =
  | { readonly answer: 'DECLARED' | 'STALE'; readonly version: number; readonly stage: CaseStage }
  | { readonly answer: 'NO_CASE' | 'NO_MEMBER' | 'NO_PERSON' | 'STANDS_ALREADY' };

export interface ConflictRecord {
  readonly id: string;
  readonly caseId: string;
  readonly userId: string;
  readonly isLifted: boolean;
}

export interface ConflictStore {
  /** Locks the case, declares the conflict in the principal's name and raises the case's version, or says why not. */
  declare(conflict: NewConflict): Promise<ConflictAnswer>;
  /** Undefined when there is none or this principal may not see it. */
  find(id: string): Promise<ConflictRecord | undefined>;
  lift(id: string, by: { userId: string; at: Temporal.Instant; reason: string }): Promise<void>;
  /** Why the principal cannot be independent in a case; none where they can. */
  listOwnGrounds(caseId: string): Promise<readonly ConflictGround[]>;
}
