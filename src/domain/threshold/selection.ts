import { firstNumber, type Outcome, type Together } from './best-period.js';
import type { Grouping } from './relation-groups.js';

/** What is counted together: of one person or household, where each is counted alone, about incidents of one group. */
export interface Selection {
  /** Number of the person or household; undefined where none is counted alone; NOBODY_KNOWN: of one whom nobody knows. */
  readonly whose: number | undefined;
  readonly grouping: Grouping;
  readonly group: number;
  readonly sure: Outcome;
  readonly possible: Outcome;
  readonly atoms: Together;
}

/**
 * The selections of one person or household, or of everybody: the furthest of them first. Those of one grouping follow
 * one another, the furthest of each first; groupings are in the order of their furthest.
 */
export type Selections = readonly [Selection, ...Selection[]];

/** Sorts the furthest first: met, then what may be, then by what is sure and by what is possible; of equals the first. */
export function compareSelections(one: Selection, other: Selection): number {
  return (
    rankOf(other) - rankOf(one) ||
    one.sure.shortfall - other.sure.shortfall ||
    firstNumber(other.sure) - firstNumber(one.sure) ||
    compareNumbers(firstNumber(other.possible), firstNumber(one.possible))
  );
}

/** Whether the selection may still reach all numbers. */
export function mayReach({ possible }: Selection): boolean {
  return possible.shortfall === 0;
}

function rankOf({ sure, possible }: Selection): number {
  if (sure.shortfall === 0) return 2;
  return possible.shortfall === 0 ? 1 : 0;
}

/** Two infinities are equal. */
function compareNumbers(one: number, other: number): number {
  return one === other ? 0 : one - other;
}
