import type { Atom } from './atoms.js';
import { haveCommonDay, type Days } from './day-number.js';
import { inDayOrder, type DayOrder } from './day-order.js';
import { matchPeople } from './matching.js';
import { KIN, type Kin } from './kin.js';
import type { Measure } from './measures.js';
import { atomsOfParts, isNone, type Parts } from './parts.js';
import type { Bound, Tally } from './tally.js';
import type { UnitKeys } from './unit-keys.js';

/** How selections are counted, the same for all of one rule. */
export interface Counting {
  readonly measures: readonly [Measure, ...Measure[]];
  readonly keys: ReadonlyMap<Measure['unit'], UnitKeys>;
  readonly tallies: Readonly<Record<Bound, Tally>>;
  readonly dayOrder: DayOrder;
  /** The last day of a period that begins with the day; left out where the rule has no such period. */
  readonly endOf?: (start: number) => number;
  /** Whether the period begins with the first of what counts. */
  readonly fromFirst: boolean;
  /** Whether each who is counted needs an incident of their own. */
  readonly separateIncidents: boolean;
  /** Whether of something that counts it is not known what it is, so that even what is sure may come to more. */
  readonly hasUnknowns: boolean;
  /** The outcome of counting nothing. */
  readonly none: Outcome;
}

/** What the best period of a selection comes to. */
export interface Outcome {
  /** The numbers of the measures, in their order. */
  readonly numbers: readonly number[];
  /** By how much the numbers fall short together; 0 when all are reached. */
  readonly shortfall: number;
  /** Left out where the rule has no period, or nothing lies in any. */
  readonly period?: Days;
}

/** Atoms that are counted together, if a period holds them. */
export interface Together {
  /** Those that surely belong together. */
  readonly sure: readonly Atom[];
  /** Those that may, the sure ones among them, in parts of which several selections share some. */
  readonly possible: Parts;
  /** The first day of anything that may be the first of them, where more may belong to them than is possible here. */
  readonly earliest: number | undefined;
}

/**
 * What surely counts in the best period; of equal periods in the earliest. Where the period begins with the first of
 * what counts, anything that may have been earlier begins it, since an earlier period never holds more of what is sure.
 */
export function sureOutcome(counting: Counting, { sure, possible, earliest = Infinity }: Together): Outcome {
  if (sure.length === 0) return counting.none;
  if (!counting.fromFirst) return bestOutcome(counting, 'sure', { parts: [sure] });
  const first = possible.reduce((day, part) => Math.min(day, firstDayOf(part)), firstDayOf(sure));
  return bestOutcome(counting, 'sure', { parts: [sure], starts: [Math.min(earliest, first)] });
}

/**
 * What counts at most in the period that may hold the most. Where the period begins with the first of what counts, it
 * begins no later than the first that surely does.
 */
export function possibleOutcome(
  counting: Counting,
  { sure, possible }: Pick<Together, 'sure' | 'possible'>,
): Outcome {
  if (isNone(possible)) return counting.none;
  if (!counting.fromFirst) return bestOutcome(counting, 'possible', { parts: possible });
  const starts = beginningsOf(possible, firstDayOf(sure));
  return bestOutcome(counting, 'possible', { parts: possible, starts });
}

/** Whether the one comes closer: by less that is short, then by a higher first number. */
export function isBetter(one: Outcome, other: Outcome): boolean {
  if (one.shortfall !== other.shortfall) return one.shortfall < other.shortfall;
  return firstNumber(one) > firstNumber(other);
}

/** The number of the rule itself. */
export function firstNumber({ numbers }: Outcome): number {
  return numbers[0] ?? 0;
}

/**
 * Who is given which incident, both by number, among the atoms. Surely, all unknown ones of one kin are taken for one and
 * the same, and left out where any of their kin is known; a number below 0 stands for them.
 */
export function pairsOf(
  { keys, measures }: Counting,
  bound: Bound,
  atoms: readonly Atom[],
): ReadonlyMap<number, number> {
  const own = keys.get(measures[0].unit);
  if (own === undefined) return new Map();
  const keyed = atoms.flatMap((atom) => {
    const key = own.of[atom.index];
    return key ? [{ key, incident: atom.incident }] : [];
  });
  if (bound === 'possible')
    return matchPeople(
      keyed.map(({ key, incident }) => ({ person: key.isMany ? own.size + incident : key.key, incident })),
    );
  const known = keyed.filter(({ key }) => key.isKnown);
  const kins = new Set(known.map(({ key }) => key.kin));
  const unknown = keyed.filter(({ key }) => !key.isKnown && key.kin !== KIN.anybody && !kins.has(key.kin));
  return matchPeople([
    ...known.map(({ key, incident }) => ({ person: key.key, incident })),
    ...unknown.map(({ key, incident }) => ({ person: unknownOf(key.kin), incident })),
  ]);
}

/** The number that stands for all unknown ones of the kin. */
export function unknownOf(kin: Kin): number {
  return -1 - kin;
}

interface Tried {
  readonly parts: Parts;
  /** The only first days of periods that are tried, in their order. */
  readonly starts?: readonly number[];
}

/**
 * Moving a period later until its first day is the last possible day of something in it loses nothing from it, so those
 * days are the only beginnings to try. Periods that begin later end no earlier, so one pass over the atoms is enough.
 */
function bestOutcome(counting: Counting, bound: Bound, { parts, starts }: Tried): Outcome {
  const { endOf, dayOrder } = counting;
  if (endOf === undefined) return outcomeWithoutPeriod(counting, bound, parts);
  const tally = counting.tallies[bound];
  const byFirst = inDayOrder(parts, dayOrder.byFirst);
  const byLast = dayOrder.byFirst === dayOrder.byLast ? byFirst : inDayOrder(parts, dayOrder.byLast);
  let best = counting.none;
  let added = 0;
  let removed = 0;
  for (const from of starts ?? startsOf(byLast)) {
    const through = endOf(from);
    for (let next = byFirst[added]; next && next.days.from <= through; next = byFirst[added]) {
      tally.add(next);
      added++;
    }
    for (let next = byLast[removed]; next && next.days.through < from; next = byLast[removed]) {
      tally.remove(next);
      removed++;
    }
    if (!isTallyBetter(tally, best)) continue;
    const period = { from, through };
    const found = numbersOf(counting, bound, { parts, period });
    if (isBetter(found, best)) best = { ...found, period };
    if (best.shortfall === 0 && firstNumber(best) === Infinity) break;
  }
  const end = byFirst[added - 1]?.days.from ?? -Infinity;
  for (let n = removed; n < byLast.length; n++) {
    const atom = byLast[n];
    if (atom && atom.days.from <= end) tally.remove(atom);
  }
  return best;
}

function outcomeWithoutPeriod(counting: Counting, bound: Bound, parts: Parts): Outcome {
  const tally = counting.tallies[bound];
  for (const part of parts) for (const atom of part) tally.add(atom);
  const found = numbersOf(counting, bound, { parts });
  for (const part of parts) for (const atom of part) tally.remove(atom);
  return found;
}

/** The last days of the atoms, each once. */
function startsOf(byLast: readonly Atom[]): number[] {
  const starts: number[] = [];
  for (const { days } of byLast) if (days.through !== starts.at(-1)) starts.push(days.through);
  return starts;
}

/** The last days on which each of the atoms may begin a period, each once and in order, none later than the latest. */
function beginningsOf(parts: Parts, latest: number): number[] {
  const starts = new Set<number>();
  for (const part of parts)
    for (const { begins } of part) if (begins.from <= latest) starts.add(Math.min(begins.through, latest));
  return [...starts].sort((one, other) => one - other);
}

interface Counted {
  readonly parts: Parts;
  readonly period?: Days;
}

/** What the tally comes to; where each needs an incident of their own, no more than what it says. */
function numbersOf(counting: Counting, bound: Bound, { parts, period }: Counted): Outcome {
  const outcome = outcomeOf(counting.measures, counting.tallies[bound].numbers());
  if (!counting.separateIncidents) return outcome;
  const atoms = atomsOfParts(parts);
  const inside = period ? atoms.filter((atom) => haveCommonDay(atom.days, period)) : atoms;
  const [, ...others] = outcome.numbers;
  const pairs = pairsOf(counting, bound, inside).size;
  // Where no person is known, each of several may be the same one.
  const anybody = bound === 'sure' && pairs === 0 && inside.length > 0 ? 1 : pairs;
  return outcomeOf(counting.measures, [anybody, ...others]);
}

/** Whether what the tally holds comes closer than the outcome. */
function isTallyBetter(tally: Tally, than: Outcome): boolean {
  const shortfall = tally.shortfall();
  return shortfall === than.shortfall ? tally.first() > firstNumber(than) : shortfall < than.shortfall;
}

/** The outcome of the numbers, in the order of the measures. */
export function outcomeOf(measures: readonly Measure[], numbers: readonly number[]): Outcome {
  const shortfall = measures.reduce(
    (sum, { needed }, index) => sum + Math.max(0, needed - (numbers[index] ?? 0)),
    0,
  );
  return { numbers, shortfall };
}

function firstDayOf(atoms: readonly Atom[]): number {
  let first = Infinity;
  for (const { begins } of atoms) if (begins.from < first) first = begins.from;
  return first;
}
