import { NOBODY_KNOWN, type Atom } from './atoms.js';
import {
  firstNumber,
  isBetter,
  outcomeOf,
  possibleOutcome,
  sureOutcome,
  type Counting,
  type Outcome,
  type Together,
} from './best-period.js';
import { furthestOf, NONE_OUT, waysOf, type IsOut } from './leaving-out.js';
import type { Grouping } from './relation-groups.js';

/** What is counted together: of one person or household, where each is counted alone, about incidents of one group. */
export interface Selection {
  /** Number of the person or household; left out where none is counted alone; NOBODY_KNOWN: of one whom nobody knows. */
  readonly whose?: number;
  readonly grouping: Grouping;
  readonly group: number;
  readonly sure: Outcome;
  readonly possible: Outcome;
  readonly atoms: Together;
}

/** The selections of one person or household, or of everybody, the furthest of them first. */
export type Selections = readonly [Selection, ...Selection[]];

/**
 * The selections of everybody together, or where each is counted alone those of each, who are in the order of
 * their first complaint. Somebody whom nobody knows stands beside them where complaints of unknown people may count.
 */
export function selectionsOf(
  counting: Counting,
  atoms: readonly Atom[],
  { groupings, isAlone }: { readonly groupings: readonly Grouping[]; readonly isAlone: boolean },
): readonly Selections[] {
  if (!isAlone) return [selectionsAmong(counting, togetherOf(atoms), { groupings })];
  const ofAnybody = atoms.filter((atom) => atom.whose === NOBODY_KNOWN || atom.mayBeOfOthers);
  const byHolder = new Map<number, Atom[]>();
  for (const atom of atoms) {
    if (atom.whose === NOBODY_KNOWN) continue;
    const own = byHolder.get(atom.whose);
    if (own) own.push(atom);
    else byHolder.set(atom.whose, [atom]);
  }
  const shared = {
    atoms: ofAnybody,
    outcome: possibleOutcome(counting, { sure: [], possible: ofAnybody }),
  };
  const earliest = atoms.reduce((first, { begins }) => Math.min(first, begins.from), Infinity);
  const known = [...byHolder].map(([whose, own]) => {
    const isOpen = own.some((atom) => atom.mayBeOfOthers);
    const together = {
      sure: sureOf(own),
      possible: isOpen ? ofAnybody : [...own, ...ofAnybody],
      ...(isOpen ? { earliest } : {}),
    };
    return selectionsAmong(counting, together, { groupings, whose, shared });
  });
  const needsUnknown = known.length === 0 || counting.fromFirst || ofAnybody.some((atom) => atom.isSure);
  if (!needsUnknown) return known;
  const whose = NOBODY_KNOWN;
  const unknown = {
    ...togetherOf(ofAnybody),
    // What is of an unknown person alone is surely one of something; which of its numbers it reaches, the first decides.
    ...(counting.measures.length > 1 ? { earliest } : {}),
  };
  return [...known, selectionsAmong(counting, unknown, { groupings, whose })];
}

/** Sorts the furthest first: met, then what may be, then by what is sure and by what is possible; of equals the first. */
export function compareSelections(one: Selection, other: Selection): number {
  return (
    rankOf(other) - rankOf(one) ||
    one.sure.shortfall - other.sure.shortfall ||
    firstNumber(other.sure) - firstNumber(one.sure) ||
    compareNumbers(firstNumber(other.possible), firstNumber(one.possible))
  );
}

/** Atoms that may belong to each of several selections, and what they come to by themselves. */
interface Shared {
  readonly atoms: readonly Atom[];
  readonly outcome: Outcome;
}

interface Choice {
  readonly groupings: readonly Grouping[];
  readonly whose?: number;
  /** What may be of any person. */
  readonly shared?: Shared;
}

function selectionsAmong(counting: Counting, atoms: Together, choice: Choice): Selections {
  const { groupings, whose, shared } = choice;
  const own = whose === undefined ? {} : { whose };
  const found = groupings
    .flatMap((grouping) => selectionsBy(counting, atoms, { ...own, grouping, ...(shared ? { shared } : {}) }))
    .sort((one, other) => compareSelections(one, other) || one.group - other.group);
  const [first, ...others] = found;
  if (first) return [first, ...others];
  const [grouping = { groupOf: [], isOpen: [], apart: [] }] = groupings;
  return [{ ...own, grouping, group: 0, sure: counting.none, possible: counting.none, atoms }];
}

/**
 * What is surely of one group is counted by itself; at most, everything of which nobody said where it belongs belongs to
 * it too. Such a group may come as far as any other, since it may belong to that one.
 */
function selectionsBy(
  counting: Counting,
  atoms: Together,
  { shared, ...chosen }: Pick<Selection, 'whose' | 'grouping'> & Pick<Choice, 'shared'>,
): Selection[] {
  const { whose, grouping } = chosen;
  const first = atoms.earliest === undefined ? {} : { earliest: atoms.earliest };
  const sure = byGroup(atoms.sure, grouping);
  const possible = byGroup(atoms.possible, grouping);
  const isOpen = (group: number) => grouping.isOpen[group] ?? false;
  const open = [...possible].flatMap(([group, own]) => (isOpen(group) ? own : []));
  const ways = waysOf(grouping, possible.size);
  const { outcome } = furthestOf(ways(), (isOut) =>
    possibleOutcome(counting, { sure: [], possible: open.filter((atom) => !isOut(atom)) }),
  );
  const apart = { atoms: open, outcome };
  const unbound = open.length > 0 ? apart : grouping.relation === undefined ? shared : undefined;
  const among = grouping.apart.length === 0 ? unbound : undefined;
  const closed = [...possible].flatMap(([group, own]): Selection[] => {
    if (isOpen(group)) return [];
    const surely = ofOne(whose, sure.get(group));
    const together = { ...first, sure: surely, possible: [...own, ...open] };
    return [{ ...chosen, group, ...outcomesOf(counting, together, { ways: ways(group), among }) }];
  });
  const furthest = closed.reduce(
    (best, each) => (isBetter(each.possible, best) ? each.possible : best),
    apart.outcome,
  );
  const opened = [...possible.keys()].filter(isOpen).map((group): Selection => {
    const together = { ...first, sure: ofOne(whose, sure.get(group)), possible: atoms.possible };
    return { ...chosen, group, sure: sureOutcome(counting, together), possible: furthest, atoms: together };
  });
  return [...closed, ...opened];
}

interface Leaving {
  readonly ways: readonly [IsOut, ...IsOut[]];
  readonly among: Shared | undefined;
}

/** What is surely of a group, and what may be where not all of the others belong to it. */
function outcomesOf(
  counting: Counting,
  together: Together,
  { ways, among }: Leaving,
): Pick<Selection, 'sure' | 'possible' | 'atoms'> {
  const leaving = (isOut: IsOut) =>
    isOut === NONE_OUT
      ? together
      : { ...together, possible: together.possible.filter((atom) => !isOut(atom)) };
  const sure = sureOutcome(counting, together);
  if (ways[0] === NONE_OUT && isSettled(counting, together)) return { sure, possible: sure, atoms: together };
  const { isOut, outcome } = furthestOf(ways, (each) => possibleWith(counting, leaving(each), among));
  return { sure, possible: outcome, atoms: leaving(isOut) };
}

/** Whether nothing of what may count is open, so that what is possible is no other than what is sure. */
function isSettled({ hasUnknowns, fromFirst }: Counting, { sure, possible, earliest }: Together): boolean {
  return !hasUnknowns && !(fromFirst && earliest !== undefined) && sure.length === possible.length;
}

/**
 * Whether a selection may reach the numbers, as an outcome: where what is shared with others reaches them already, that;
 * where nothing of its own could make up for what is then short, a bound. Only between is it worked out.
 */
function possibleWith(counting: Counting, together: Together, shared: Shared | undefined): Outcome {
  if (shared === undefined || counting.fromFirst) return possibleOutcome(counting, together);
  if (shared.outcome.shortfall === 0) return shared.outcome;
  const more = together.possible.length - shared.atoms.length;
  const bound = outcomeOf(
    counting.measures,
    shared.outcome.numbers.map((number) => number + more),
  );
  return bound.shortfall > 0 ? bound : possibleOutcome(counting, together);
}

/** Complaints of people whom nobody knows may each be somebody else's, so only one of them is surely of one person. */
function ofOne(whose: number | undefined, sure: readonly Atom[] = []): readonly Atom[] {
  return whose === NOBODY_KNOWN ? sure.slice(0, 1) : sure;
}

function byGroup(atoms: readonly Atom[], { groupOf }: Grouping): Map<number, Atom[]> {
  const found = new Map<number, Atom[]>();
  for (const atom of atoms) {
    const group = groupOf[atom.incident] ?? 0;
    const own = found.get(group);
    if (own) own.push(atom);
    else found.set(group, [atom]);
  }
  return found;
}

function togetherOf(atoms: readonly Atom[]): Together {
  return { sure: sureOf(atoms), possible: atoms };
}

function sureOf(atoms: readonly Atom[]): readonly Atom[] {
  return atoms.filter((atom) => atom.isSure);
}

function rankOf({ sure, possible }: Selection): number {
  if (sure.shortfall === 0) return 2;
  return possible.shortfall === 0 ? 1 : 0;
}

/** Two infinities are equal. */
function compareNumbers(one: number, other: number): number {
  return one === other ? 0 : one - other;
}
