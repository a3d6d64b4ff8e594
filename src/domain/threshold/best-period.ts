import type { Atom } from './atoms.js';
import { haveCommonDay, type Days } from './day-number.js';
import { matchPeople } from './matching.js';
import type { Measure } from './measures.js';
import type { Bound, Tally } from './tally.js';
import type { UnitKeys } from './unit-keys.js';

/** How selections are counted, the same for all of one rule. */
export interface Counting {
  readonly measures: readonly [Measure, ...Measure[]];
  readonly keys: ReadonlyMap<Measure['unit'], UnitKeys>;
  readonly tallies: Readonly<Record<Bound, Tally>>;
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
  /** Those that may, the sure ones among them. */
  readonly possible: readonly Atom[];
  /** The first day of anything that may be the first of them, where more may belong to them than is possible here. */
  readonly earliest?: number;
}

/**
 * What surely counts in the best period; of equal periods in the earliest. Where the period begins with the first of
 * what counts, anything that may have been earlier begins it, since an earlier period never holds more of what is sure.
 */
export function sureOutcome(counting: Counting, { sure, possible, earliest = Infinity }: Together): Outcome {
  if (sure.length === 0) return counting.none;
  if (!counting.fromFirst) return bestOutcome(counting, 'sure', { atoms: sure, starts: lastDaysOf(sure) });
  const first = Math.min(earliest, ...beginningsOf(sure), ...beginningsOf(possible));
  return bestOutcome(counting, 'sure', { atoms: sure, starts: [first] });
}

/**
 * What counts at most in the period that may hold the most. Where the period begins with the first of what counts, it
 * begins no later than the first that surely does.
 */
export function possibleOutcome(counting: Counting, { sure, possible }: Together): Outcome {
  if (possible.length === 0) return counting.none;
  if (!counting.fromFirst)
    return bestOutcome(counting, 'possible', { atoms: possible, starts: lastDaysOf(possible) });
  const firstSure = Math.min(...beginningsOf(sure));
  const early = possible.filter(({ begins }) => begins.from <= firstSure);
  const starts = early.map(({ begins }) => Math.min(begins.through, firstSure));
  return bestOutcome(counting, 'possible', { atoms: possible, starts });
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

/** Who is given which incident, both by number, among the atoms; unknown ones apart. */
export function pairsOf(
  { keys, measures }: Counting,
  bound: Bound,
  atoms: readonly Atom[],
): ReadonlyMap<number, number> {
  const own = keys.get(measures[0].unit);
  if (own === undefined) return new Map();
  return matchPeople(
    atoms.flatMap((atom) => {
      const key = own.of[atom.index];
      if (!key || (bound === 'sure' && !key.isKnown)) return [];
      const person = key.isMany ? own.size + atom.incident : key.key;
      return [{ person, incident: atom.incident }];
    }),
  );
}

interface Tried {
  readonly atoms: readonly Atom[];
  /** First days of periods, in any order. */
  readonly starts: readonly number[];
}

/**
 * Moving a period later until its first day is the last possible day of something in it loses nothing from it, so those
 * days are the only beginnings to try. Periods that begin later end no earlier, so one pass over the atoms is enough.
 */
function bestOutcome(counting: Counting, bound: Bound, { atoms, starts }: Tried): Outcome {
  const { endOf, tallies } = counting;
  const tally = tallies[bound];
  if (endOf === undefined) {
    for (const atom of atoms) tally.add(atom);
    const found = numbersOf(counting, bound, { atoms });
    for (const atom of atoms) tally.remove(atom);
    return found;
  }
  const byFirstDay = [...atoms].sort((a, b) => a.days.from - b.days.from);
  const byLastDay = [...atoms].sort((a, b) => a.days.through - b.days.through);
  let best = counting.none;
  let added = 0;
  let removed = 0;
  for (const from of new Set([...starts].sort((a, b) => a - b))) {
    const period = { from, through: endOf(from) };
    for (let next = byFirstDay[added]; next && next.days.from <= period.through; next = byFirstDay[added]) {
      tally.add(next);
      added++;
    }
    for (let next = byLastDay[removed]; next && next.days.through < from; next = byLastDay[removed]) {
      tally.remove(next);
      removed++;
    }
    const found = numbersOf(counting, bound, { atoms, period, best });
    if (isBetter(found, best)) best = { ...found, period };
  }
  const end = byFirstDay[added - 1]?.days.from ?? -Infinity;
  for (const atom of byLastDay.slice(removed)) if (atom.days.from <= end) tally.remove(atom);
  return best;
}

interface Counted {
  readonly atoms: readonly Atom[];
  readonly period?: Days;
  /** What has to be beaten; what cannot beat it even without incidents of their own is not worked out further. */
  readonly best?: Outcome;
}

function numbersOf(counting: Counting, bound: Bound, { atoms, period, best }: Counted): Outcome {
  const outcome = outcomeOf(counting.measures, counting.tallies[bound].numbers());
  if (!counting.separateIncidents || (best && !isBetter(outcome, best))) return outcome;
  const inside = period ? atoms.filter((atom) => haveCommonDay(atom.days, period)) : atoms;
  const [, ...others] = outcome.numbers;
  const pairs = pairsOf(counting, bound, inside).size;
  // Where no person is known, each of several may be the same one.
  const anybody = bound === 'sure' && pairs === 0 && inside.length > 0 ? 1 : pairs;
  return outcomeOf(counting.measures, [anybody, ...others]);
}

/** The outcome of the numbers, in the order of the measures. */
export function outcomeOf(measures: readonly Measure[], numbers: readonly number[]): Outcome {
  const shortfall = measures.reduce(
    (sum, { needed }, index) => sum + Math.max(0, needed - (numbers[index] ?? 0)),
    0,
  );
  return { numbers, shortfall };
}

function beginningsOf(atoms: readonly Atom[]): number[] {
  return atoms.map(({ begins }) => begins.from);
}

function lastDaysOf(atoms: readonly Atom[]): number[] {
  return atoms.map((atom) => atom.days.through);
}
