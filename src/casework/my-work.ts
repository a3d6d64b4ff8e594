import type { Member } from './principal.js';

/** Something that waits for a member in one partnership. It names nobody. */
export interface WorkItem {
  /** A request that their agency has to answer, a clock that they run, or a case whose next step is theirs. */
  readonly kind: 'REQUEST' | 'CLOCK' | 'CASE';
  readonly caseId: string;
  readonly reference: string;
  /** What is to be done, or the step of the clock. */
  readonly what: string;
  /** Local date; null where no day is set. */
  readonly dueOn: string | null;
}

export interface WorkPage {
  /** What is due first comes first. */
  readonly items: readonly WorkItem[];
  readonly hasMore: boolean;
}

/** The first so many things that wait for somebody under one membership, read in a transaction of its own. */
export type ListWork = (
  member: Member,
  asked: { readonly first: number; readonly transactionMs: () => number },
) => Promise<WorkPage>;
