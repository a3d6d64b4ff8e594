import type { CalendarLength } from '#domain/calendar/length.js';
import { compareDates, type LocalDate } from '#domain/calendar/local-date.js';
import { overlapOf, periodFrom, type Span } from './span.js';

/** One thing that is counted, with the days on which it surely lies and those on which it possibly lies. */
export interface Place {
  readonly id: string;
  readonly sure: readonly Span[];
  readonly possible: readonly Span[];
}

/** What a count in freely chosen periods comes to. */
export interface PeriodCount {
  /** Ids in the period that surely holds the most. */
  readonly sureIds: ReadonlySet<string>;
  /** Ids in the period that may hold the most, sure ones among them. */
  readonly possibleIds: ReadonlySet<string>;
  /** The period that surely holds the most; undefined when nothing surely lies anywhere. */
  readonly period?: Span;
}

/**
 * Counts in the best period of the length, for what is sure and for what is possible, apart; without a length, over
 * all time. Of equal periods the one that may hold more is taken, then the earliest.
 *
 * Moving a period later until its first day is the last day of something in it loses nothing from it, so those days
 * are the only beginnings to try.
 */
export function bestPeriod(places: readonly Place[], length?: CalendarLength): PeriodCount {
  if (length === undefined) {
    const having = (days: (place: Place) => readonly Span[]) =>
      new Set(places.filter((place) => days(place).length > 0).map((place) => place.id));
    return { sureIds: having((place) => place.sure), possibleIds: having(allDays) };
  }
  const inPeriod = (start: LocalDate) => {
    const period = periodFrom(start, length);
    return {
      period,
      sure: idsIn(places, period, (place) => place.sure),
      possible: idsIn(places, period, allDays),
    };
  };
  const tried = beginnings(places).map(inPeriod);
  const bySure = [...tried].sort((a, b) => b.sure.size - a.sure.size || b.possible.size - a.possible.size)[0];
  const byPossible = [...tried].sort(
    (a, b) => b.possible.size - a.possible.size || b.sure.size - a.sure.size,
  )[0];
  return {
    sureIds: bySure?.sure ?? new Set(),
    possibleIds: byPossible?.possible ?? new Set(),
    ...(bySure && bySure.sure.size > 0 ? { period: bySure.period } : {}),
  };
}

function allDays(place: Place): readonly Span[] {
  return [...place.sure, ...place.possible];
}

function idsIn(places: readonly Place[], period: Span, days: (place: Place) => readonly Span[]): Set<string> {
  const inside = places.filter((place) => days(place).some((span) => overlapOf(span, period) !== undefined));
  return new Set(inside.map((place) => place.id));
}

function beginnings(places: readonly Place[]): LocalDate[] {
  return places
    .flatMap(allDays)
    .map((span) => span.through)
    .sort(compareDates);
}
