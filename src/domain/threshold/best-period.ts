import type { Atom } from './atoms.js';
import { haveCommonDay, type Days } from './day-number.js';
import type { DayOrder } from './day-order.js';
import { matchPeople } from './matching.js';
import { KIN } from './kin.js';
import type { Measure } from './measures.js';
import { atomsOfParts, isNone, sizeOf, type Parts } from './parts.js';
import type { Bound, Tally } from './tally.js';
import type { UnitKeys } from './unit-keys.js';

/** How selections are counted, the same for all of one rule. */
export interface Counting {
  readonly measures: readonly [Measure, ...Measure[]];
  readonly keys: ReadonlyMap<Measure['unit'], UnitKeys>;
  readonly tallies: Readonly<Record<Bound, Tally>>;
  /** The atoms in the order of their days, where the rule has a period. */
  readonly dayOrder: () => DayOrder;
  /** The last day of a period that begins with the day; undefined where the rule has no such period. */
  readonly endOf: ((start: number) => number) | undefined;
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
  /** Undefined where the rule has no period, or nothing lies in any. */
  readonly period: Days | undefined;
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
  let first = Math.min(earliest, firstDayOf(sure));
  for (const part of possible) first = Math.min(first, firstDayOf(part));
  return bestOutcome(counting, 'sure', { parts: [sure], starts: Int32Array.of(first) });
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

/** Whether nothing that is added could change the outcome: any number stands behind each of its numbers, in no period. */
export function isBoundless({ endOf }: Counting, { numbers }: Outcome): boolean {
  return endOf === undefined && numbers.every((each) => each === Infinity);
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
  const keyOf = ({ index }: Atom) => own.key[index] ?? 0;
  if (bound === 'possible')
    return matchPeople(
      atoms.map((atom) => ({
        person: own.isMany[atom.index] === 1 ? own.size + atom.incident : keyOf(atom),
        incident: atom.incident,
      })),
    );
  const known = atoms.filter(({ index }) => own.isKnown[index] === 1);
  const kins = new Set(known.map(({ index }) => own.kin[index]));
  const unknown = atoms.filter(({ index }) => {
    const kin = own.kin[index];
    return own.isKnown[index] === 0 && kin !== KIN.anybody && !kins.has(kin);
  });
  return matchPeople([
    ...known.map((atom) => ({ person: keyOf(atom), incident: atom.incident })),
    ...unknown.map(({ index, incident }) => ({ person: unknownOf(own.kin[index] ?? 0), incident })),
  ]);
}

/** The number that stands for all unknown ones of the kin. */
export function unknownOf(kin: number): number {
  return -1 - kin;
}

interface Tried {
  readonly parts: Parts;
  /** The only first days of periods that are tried, in their order, where not every last day of an atom is. */
  readonly starts?: Int32Array;
}

/**
 * Moving a period later until its first day is the last possible day of something in it loses nothing from it, so those
 * days are the only beginnings to try. Periods that begin later end no earlier, so one pass over the atoms is enough.
 */
function bestOutcome(counting: Counting, bound: Bound, { parts, starts }: Tried): Outcome {
  const { endOf } = counting;
  if (endOf === undefined) return outcomeWithoutPeriod(counting, bound, parts);
  const [only] = parts;
  if (only?.length === 1 && parts.length === 1 && !starts) return outcomeOfOne(counting, bound, only);
  const { byFirst, byLast } = counting.dayOrder();
  const coming = byFirst.placesOf(parts);
  const going = byFirst === byLast ? coming : byLast.placesOf(parts);
  const tally = counting.tallies[bound];
  let best = counting.none;
  let added = 0;
  let removed = 0;
  let last: number | undefined;
  const tries = starts ?? going;
  for (let n = 0; n < tries.length; n++) {
    const from = starts ? (tries[n] ?? 0) : (byLast.days[tries[n] ?? 0] ?? 0);
    if (from === last) continue;
    last = from;
    const through = endOf(from);
    for (; added < coming.length; added++) {
      const place = coming[added] ?? 0;
      if ((byFirst.days[place] ?? 0) > through) break;
      tally.add(byFirst.atoms[place] ?? 0);
    }
    for (; removed < going.length; removed++) {
      const place = going[removed] ?? 0;
      if ((byLast.days[place] ?? 0) >= from) break;
      tally.remove(byLast.atoms[place] ?? 0);
    }
    if (!isTallyBetter(tally, best)) continue;
    best = betterOf(best, numbersOf(counting, bound, { parts, period: { from, through } }));
    if (best.shortfall === 0 && firstNumber(best) === Infinity) break;
  }
  empty(tally, { byFirst, byLast, coming, going, added, removed });
  return best;
}

/** There may be hundreds of people of one complaint each: it begins the only period there is. */
function outcomeOfOne(counting: Counting, bound: Bound, only: readonly Atom[]): Outcome {
  const from = only[0]?.days.through ?? 0;
  const period = { from, through: counting.endOf?.(from) ?? from };
  const tally = counting.tallies[bound];
  for (const { index } of only) tally.add(index);
  const best = betterOf(counting.none, numbersOf(counting, bound, { parts: [only], period }));
  for (const { index } of only) tally.remove(index);
  return best;
}

interface Swept extends DayOrder {
  readonly coming: Int32Array;
  readonly going: Int32Array;
  readonly added: number;
  readonly removed: number;
}

/** Takes away what is left in the tally. */
function empty(tally: Tally, { byFirst, byLast, coming, going, added, removed }: Swept): void {
  const lastAdded = added === 0 ? -Infinity : (byFirst.days[coming[added - 1] ?? 0] ?? 0);
  for (let n = removed; n < going.length; n++) {
    const atom = byLast.atoms[going[n] ?? 0] ?? 0;
    if ((byFirst.dayOf[atom] ?? 0) <= lastAdded) tally.remove(atom);
  }
}

function betterOf(best: Outcome, found: Outcome): Outcome {
  return isBetter(found, best) ? found : best;
}

function outcomeWithoutPeriod(counting: Counting, bound: Bound, parts: Parts): Outcome {
  const tally = counting.tallies[bound];
  for (const part of parts) for (const { index } of part) tally.add(index);
  const found = numbersOf(counting, bound, { parts });
  for (const part of parts) for (const { index } of part) tally.remove(index);
  return found;
}

/** The last days on which each of the atoms may begin a period, in order, none later than the latest. */
function beginningsOf(parts: Parts, latest: number): Int32Array {
  const starts = new Int32Array(sizeOf(parts));
  let n = 0;
  for (const part of parts)
    for (const { begins } of part) if (begins.from <= latest) starts[n++] = Math.min(begins.through, latest);
  return starts.subarray(0, n).sort();
}

interface Counted {
  readonly parts: Parts;
  readonly period?: Days;
}

/** What the tally comes to; where each needs an incident of their own, no more than what it says. */
function numbersOf(counting: Counting, bound: Bound, { parts, period }: Counted): Outcome {
  const outcome = outcomeOf(counting.measures, counting.tallies[bound].numbers(), period);
  if (!counting.separateIncidents) return outcome;
  const atoms = atomsOfParts(parts);
  const inside = period ? atoms.filter((atom) => haveCommonDay(atom.days, period)) : atoms;
  const [, ...others] = outcome.numbers;
  const pairs = pairsOf(counting, bound, inside).size;
  // Where no person is known, each of several may be the same one.
  const anybody = bound === 'sure' && pairs === 0 && inside.length > 0 ? 1 : pairs;
  return outcomeOf(counting.measures, [anybody, ...others], period);
}

/** Whether what the tally holds comes closer than the outcome. */
function isTallyBetter(tally: Tally, than: Outcome): boolean {
  const shortfall = tally.shortfall();
  return shortfall === than.shortfall ? tally.first() > firstNumber(than) : shortfall < than.shortfall;
}

/** The outcome of the numbers, which are in the order of the measures, in the period. */
export function outcomeOf(measures: readonly Measure[], numbers: readonly number[], period?: Days): Outcome {
  let shortfall = 0;
  for (let n = 0; n < measures.length; n++)
    shortfall += Math.max(0, (measures[n]?.needed ?? 0) - (numbers[n] ?? 0));
  return { numbers, shortfall, period };
}

function firstDayOf(atoms: readonly Atom[]): number {
  let first = Infinity;
  for (const { begins } of atoms) if (begins.from < first) first = begins.from;
  return first;
}
