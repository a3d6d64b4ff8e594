import { civilOfEpochDay, epochDayOf } from '#domain/calendar/epoch-day.js';
import type { FirstDay } from '#domain/calendar/first-day.js';
import type { CalendarLength } from '#domain/calendar/length.js';

/** Local days from the first through the last, both inclusive, each as the number of days since 1 January 1970. */
export interface Days {
  readonly from: number;
  readonly through: number;
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

/**
 * The first day, inclusive, from which a length that ends with the day reaches it. Where the first day counts, this is
 * the earliest whose own period still covers the day, which a window needs: four months from 31 December end with 30
 * April, and so a window of four months that ends with 30 April begins with 31 December. The calendar's firstDayOfPeriod
 * gives the whole months that end with the day instead, here from 1 January.
 */
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
  const from = civilOfEpochDay(first);
  const { year, month, day } = civilOfEpochDay(second);
  const months = (year - from.year) * 12 + month - from.month;
  const reached = Math.min(from.day, daysInMonth(year, month));
  if (reached <= day) return { months, days: day - reached };
  const before = month === 1 ? daysInMonth(year - 1, 12) : daysInMonth(year, month - 1);
  return { months: months - 1, days: before - Math.min(from.day, before) + day };
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
  const { year, month, day } = civilOfEpochDay(start);
  const index = year * 12 + month - 1 + sign * length.months;
  const reachedYear = Math.floor(index / 12);
  const reached = index - reachedYear * 12 + 1;
  const last = daysInMonth(reachedYear, reached);
  return {
    day: epochDayOf({ year: reachedYear, month: reached, day: Math.min(day, last) }),
    isShortened: day > last,
  };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
