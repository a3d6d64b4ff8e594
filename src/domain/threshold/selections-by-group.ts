import { NOBODY_KNOWN, type Atom } from './atoms.js';
import {
  isBetter,
  isBoundless,
  outcomeOf,
  possibleOutcome,
  sureOutcome,
  type Counting,
  type Outcome,
  type Together,
} from './best-period.js';
import { byGroup, type ByGroup } from './by-group.js';
import { furthestOf, NONE_OUT, waysOf, type IsOut } from './leaving-out.js';
import { atomsOfParts, sizeOf, type Parts } from './parts.js';
import type { Grouping } from './relation-groups.js';
import type { Selection } from './selection.js';

/** What one person or household holds, or everybody, and what may be theirs as well as anybody's. */
export interface Held {
  readonly whose: number | undefined;
  /** What may be theirs alone. */
  readonly own: readonly Atom[];
  /** What surely is theirs. */
  readonly sure: readonly Atom[];
  readonly shared: Shared;
  /** What is shared, taken together, for those to whom it adds something. */
  readonly among: Among | undefined;
  readonly earliest: number | undefined;
}

/** Atoms that may belong to each of several, looked at once for all of them. */
export interface Shared {
  readonly atoms: readonly Atom[];
  /** For each grouping. */
  readonly groupings: readonly SharedGroups[];
}

/** The shared atoms in one grouping. */
export interface SharedGroups {
  readonly grouping: Grouping;
  readonly groups: ByGroup;
  /** What those of its open groups come to by themselves. */
  readonly openOutcome: Outcome;
  /** What those of a group come to at most with them. */
  readonly outcomeWithOpen: (group: number) => Outcome;
}

/** Of atoms to which others are added, how many they are and what they come to at most. */
interface Among {
  readonly size: number;
  readonly outcome: Outcome;
}

/**
 * What is surely of one group is counted by itself; at most, everything of which nobody said where it belongs belongs to
 * it too. Such a group may come as far as any other, since it may belong to that one.
 */
export function selectionsBy(counting: Counting, held: Held, shared: SharedGroups): Selection[] {
  const { grouping } = shared;
  if (grouping.relation === undefined) return ofAllGroups(counting, held, grouping);
  const selecting = selectingOf(counting, held, shared);
  const { whose } = held;
  const found: Selection[] = [];
  const opened: number[] = [];
  let furthest = selecting.open.outcome;
  for (const group of selecting.groups.keys()) {
    if (grouping.isOpen[group]) opened.push(group);
    else {
      const { sure, possible, atoms } = ofClosedGroup(selecting, group);
      if (isBetter(possible, furthest)) furthest = possible;
      found.push({ whose, grouping, group, sure, possible, atoms });
    }
  }
  const all = [held.own, held.shared.atoms].filter(isNotEmpty);
  const unsure = togetherOf(held, [], all);
  for (const group of opened) {
    const own = selecting.sure.of.get(group);
    const atoms = own ? togetherOf(held, own, all) : unsure;
    const sure = own ? sureOutcome(counting, atoms) : counting.none;
    found.push({ whose, grouping, group, sure, possible: furthest, atoms });
  }
  return found;
}

/** Complaints of people whom nobody knows may each be somebody else's, so only one of them is surely of one person. */
export function togetherOf({ whose, earliest }: Held, sure: readonly Atom[], possible: Parts): Together {
  return { sure: whose === NOBODY_KNOWN ? sure.slice(0, 1) : sure, possible, earliest };
}

/** Where no relation is asked for, everything is one group; there may be hundreds of people, so it is done by itself. */
function ofAllGroups(counting: Counting, held: Held, grouping: Grouping): Selection[] {
  const atoms = togetherOf(held, held.sure, [held.own, held.shared.atoms].filter(isNotEmpty));
  if (atoms.possible.length === 0) return [];
  const sure = sureOutcome(counting, atoms);
  const possible = isSettled(counting, atoms) ? sure : possibleWith(counting, atoms, held.among);
  return [{ whose: held.whose, grouping, group: 0, sure, possible, atoms }];
}

interface Selecting {
  readonly counting: Counting;
  readonly held: Held;
  readonly shared: SharedGroups;
  readonly groups: ReturnType<typeof bothKeys>;
  readonly own: ByGroup;
  readonly sure: ByGroup;
  /** What is of open groups. */
  readonly openParts: Parts;
  readonly open: Among;
  readonly ways: ReturnType<typeof waysOf>;
}

function selectingOf(counting: Counting, held: Held, shared: SharedGroups): Selecting {
  const { grouping, groups, openOutcome } = shared;
  const own = byGroup(held.own, grouping);
  const sure = held.sure.length === held.own.length ? own : byGroup(held.sure, grouping);
  const numbers = bothKeys(groups.of, own.of);
  const ways = waysOf(grouping, numbers.size);
  const openParts = [own.open, groups.open].filter(isNotEmpty);
  const isSharedOnly =
    grouping.apart.length === 0 && (own.open.length === 0 || isBoundless(counting, openOutcome));
  const outcome = isSharedOnly
    ? openOutcome
    : furthestOf(ways(), (isOut) =>
        possibleOutcome(counting, { sure: [], possible: leaving(openParts, isOut) }),
      ).outcome;
  const open = { size: sizeOf(openParts), outcome };
  return {
    counting,
    held,
    shared,
    groups: numbers,
    own,
    sure,
    openParts,
    open,
    ways,
  };
}

/** What is surely of a group, and what may be where not all of the others belong to it. */
function ofClosedGroup(
  { counting, held, shared, own, sure, openParts, open, ways }: Selecting,
  group: number,
): Pick<Selection, 'sure' | 'possible' | 'atoms'> {
  const parts = [own.of.get(group) ?? [], shared.groups.of.get(group) ?? [], ...openParts];
  const together = togetherOf(held, sure.of.get(group) ?? [], parts.filter(isNotEmpty));
  const outcome = sureOutcome(counting, together);
  const [first, ...others] = ways(group);
  if (first === NONE_OUT && isSettled(counting, together))
    return { sure: outcome, possible: outcome, atoms: together };
  const boundless =
    shared.grouping.apart.length === 0 ? boundlessOf(counting, { shared, open }, group) : undefined;
  if (boundless) return { sure: outcome, possible: boundless, atoms: together };
  const mayBeBounded = shared.grouping.apart.length === 0 && open.size > 0 && !counting.fromFirst;
  const isBounded = mayBeBounded && !hasProspect(own, group) && !hasProspect(shared.groups, group);
  const among = isBounded ? open : undefined;
  const withoutThose = (isOut: IsOut) => ({ ...together, possible: leaving(together.possible, isOut) });
  const furthest = furthestOf([first, ...others], (isOut) =>
    possibleWith(counting, isOut === NONE_OUT ? together : withoutThose(isOut), among),
  );
  const atoms = furthest.isOut === NONE_OUT ? together : withoutThose(furthest.isOut);
  return { sure: outcome, possible: furthest.outcome, atoms };
}

/** Where the open groups, or what several share of the group, are boundless already, what each holds adds nothing. */
function boundlessOf(
  counting: Counting,
  { shared, open }: Pick<Selecting, 'shared' | 'open'>,
  group: number,
): Outcome | undefined {
  if (isBoundless(counting, open.outcome)) return open.outcome;
  if (counting.endOf !== undefined || !hasProspect(shared.groups, group)) return undefined;
  const outcome = shared.outcomeWithOpen(group);
  return isBoundless(counting, outcome) ? outcome : undefined;
}

function hasProspect({ of }: ByGroup, group: number): boolean {
  return of.get(group)?.some(({ prospectOf }) => prospectOf) === true;
}

/** Whether nothing of what may count is open, so that what is possible is no other than what is sure. */
function isSettled({ hasUnknowns, fromFirst }: Counting, { sure, possible, earliest }: Together): boolean {
  return !hasUnknowns && !(fromFirst && earliest !== undefined) && sure.length === sizeOf(possible);
}

/**
 * Whether a selection may reach the numbers, as an outcome: where those to which its own are added reach them already,
 * theirs; where nothing of its own could make up for what is then short, a bound, of its own each being one at most. Only
 * between is it worked out.
 */
function possibleWith(counting: Counting, together: Together, among: Among | undefined): Outcome {
  if (among === undefined || counting.fromFirst) return possibleOutcome(counting, together);
  const { size, outcome } = among;
  if (outcome.shortfall === 0) return outcome;
  const more = sizeOf(together.possible) - size;
  const bound = outcomeOf(
    counting.measures,
    outcome.numbers.map((number) => number + more),
  );
  return bound.shortfall > 0 ? bound : possibleOutcome(counting, together);
}

/** The keys of both, without copying those of one of them where the other has no more. */
function bothKeys(
  one: ReadonlyMap<number, unknown>,
  other: ReadonlyMap<number, unknown>,
): { readonly size: number; keys(): Iterable<number> } {
  if (one.size === 0) return other;
  for (const key of other.keys()) if (!one.has(key)) return new Set([...one.keys(), ...other.keys()]);
  return one;
}

function leaving(parts: Parts, isOut: IsOut): Parts {
  return isOut === NONE_OUT ? parts : [atomsOfParts(parts).filter((atom) => !isOut(atom))];
}

function isNotEmpty(atoms: readonly Atom[]): boolean {
  return atoms.length > 0;
}
