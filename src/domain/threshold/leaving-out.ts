import type { Atom } from './atoms.js';
import { isBetter, type Outcome } from './best-period.js';
import type { Grouping } from './relation-groups.js';
import { hittingSets } from './hitting-sets.js';

/** Whether an atom stays out. */
export type IsOut = (atom: Atom) => boolean;

/** Nothing does. */
export const NONE_OUT: IsOut = () => false;

const ONLY_NONE_OUT = [NONE_OUT] as const;

/** How many ways of leaving out are tried for all groups of a selection together. */
const MOST_WAYS = 256;

/** The ways in which open groups may stay out where not all belong together: with a group that is settled, or with none. */
export function waysOf(
  { apart, groupOf, isOpen }: Grouping,
  groups: number,
): (group?: number) => readonly [IsOut, ...IsOut[]] {
  if (apart.length === 0) return () => ONLY_NONE_OUT;
  const atMost = Math.max(8, Math.floor(MOST_WAYS / (groups + 1)));
  return (group) => {
    const own = apart.flatMap((each) => {
      const others = [...each].filter((n) => n !== group);
      return others.every((n) => isOpen[n]) ? [new Set(others)] : [];
    });
    const [first, ...others] = own.length === 0 ? [] : hittingSets(own, atMost);
    if (first === undefined) return ONLY_NONE_OUT;
    const isOutOf = (out: ReadonlySet<number>) => (atom: Atom) => out.has(groupOf[atom.incident] ?? 0);
    return [isOutOf(first), ...others.map(isOutOf)];
  };
}

/** The way that comes furthest, the first of equal ones. */
export function furthestOf(
  [first, ...others]: readonly [IsOut, ...IsOut[]],
  outcomeOfWay: (isOut: IsOut) => Outcome,
): { readonly isOut: IsOut; readonly outcome: Outcome } {
  let best = { isOut: first, outcome: outcomeOfWay(first) };
  for (const isOut of others) {
    const outcome = outcomeOfWay(isOut);
    if (isBetter(outcome, best.outcome)) best = { isOut, outcome };
  }
  return best;
}
