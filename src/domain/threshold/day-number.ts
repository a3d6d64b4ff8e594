import { Temporal } from 'temporal-polyfill';
import type { CalendarLength } from '#domain/calendar/length.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { FirstDay } from '#domain/calendar/first-day.js';

/** Local days from the first through the last, both inclusive, each as the number of days since 1 January 1970. */
export interface Days {
  readonly from: number;
  readonly through: number;
}

interface Civil {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** The local day as the number of days since 1 January 1970. */
export function dayNumberOf({ year, month, day }: Civil): number {
  // Years are taken from March on, so that the leap day is the last of its year; 400 of them have 146097 days.
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The day of the number. */
export function dateOf(dayNumber: number): LocalDate {
  return Temporal.PlainDate.from(civilOf(dayNumber));
}

/**
 * The last day, inclusive, that lies within the length of a start. Where the first day counts, a period of months ends
 * with the day before the one that corresponds to its start: from 10 January, six months end with 9 July. Where the
 * month that it reaches has no such day, it ends with the last day of that month: from 31 August with 28 February (29
 * in a leap year), whether the first day counts or not.
 */
export function lastDayWithin(
  start: number,
  length: CalendarLength,
  firstDay: FirstDay = 'does_not_count',
): number {
  const { day, isShortened } = moved(start, length, 1);
  return firstDay === 'counts' && !isShortened ? day - 1 : day;
}

/** The first day, inclusive, from which a length that ends with the day reaches it. */
export function firstDayWithin(
  end: number,
  length: CalendarLength,
  firstDay: FirstDay = 'does_not_count',
): number {
  const { day } = moved(end, length, -1);
  return firstDay === 'counts' ? day + 1 : day;
}

/** Whole months and the days beyond them that lie between two days, the first day being day 0. */
export function monthsBetween(first: number, second: number): { months: number; days: number } {
  const from = civilOf(first);
  const to = civilOf(second);
  const span = (to.year - from.year) * 12 + to.month - from.month;
  const months = moved(first, { months: span }, 1).day > second ? span - 1 : span;
  return { months, days: second - moved(first, { months }, 1).day };
}

/** The days that both have, or undefined when there is none. */
export function commonDays(one: Days, other: Days): Days | undefined {
  const from = Math.max(one.from, other.from);
  const through = Math.min(one.through, other.through);
  return from <= through ? { from, through } : undefined;
}

/** Whether the two have a day in common. */
export function haveCommonDay(one: Days, other: Days): boolean {
  return one.from <= other.through && other.from <= one.through;
}

function moved(start: number, length: CalendarLength, sign: 1 | -1): { day: number; isShortened: boolean } {
  if ('days' in length) return { day: start + sign * length.days, isShortened: false };
  if ('weeks' in length) return { day: start + sign * length.weeks * 7, isShortened: false };
  const { year, month, day } = civilOf(start);
  const index = year * 12 + month - 1 + sign * length.months;
  const reached = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
  const last = daysInMonth(reached.year, reached.month);
  return { day: dayNumberOf({ ...reached, day: Math.min(day, last) }), isShortened: day > last };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function civilOf(dayNumber: number): Civil {
  const shifted = dayNumber + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}
