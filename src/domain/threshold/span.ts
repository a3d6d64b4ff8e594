import { dateOfEpochDay, epochDayOf } from '#domain/calendar/epoch-day.js';
import type { CalendarLength } from '#domain/calendar/length.js';
import { compareDates, earlierOf, isBefore, laterOf, type LocalDate } from '#domain/calendar/local-date.js';
import type { FirstDay } from '#domain/calendar/first-day.js';
import type { WindowBeforeApplication } from '#domain/policy/criterion.js';
import { firstDayWithin, lastDayWithin as lastDayNumberWithin } from './day-number.js';

/** Local days from the first through the last, both inclusive. */
export interface Span {
  readonly from: LocalDate;
  readonly through: LocalDate;
}

/** The span of one day. */
export function onlyOn(date: LocalDate): Span {
  return { from: date, through: date };
}

/** The last day, inclusive, that lies within the length of a start; see the function of day numbers. */
export function lastDayWithin(start: LocalDate, length: CalendarLength, firstDay?: FirstDay): LocalDate {
  return dateOfEpochDay(lastDayNumberWithin(epochDayOf(start), length, firstDay));
}

/** The days of a window that ends with the day of receipt. */
export function daysBefore(
  receivedOn: LocalDate,
  { length, firstDay }: Pick<WindowBeforeApplication, 'length' | 'firstDay'>,
): Span {
  return {
    from: dateOfEpochDay(firstDayWithin(epochDayOf(receivedOn), length, firstDay)),
    through: receivedOn,
  };
}

/** Whether the day lies in the span. */
export function isWithin(date: LocalDate, span: Span): boolean {
  return !isBefore(date, span.from) && !isBefore(span.through, date);
}

/** The days that both spans have, or undefined when there is none. */
export function overlapOf(one: Span, other: Span): Span | undefined {
  const from = laterOf(one.from, other.from);
  const through = earlierOf(one.through, other.through);
  return compareDates(from, through) <= 0 ? { from, through } : undefined;
}
