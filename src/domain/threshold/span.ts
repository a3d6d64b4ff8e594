import { addCalendarLength, subtractCalendarLength, type CalendarLength } from '#domain/calendar/length.js';
import { compareDates, earlierOf, isBefore, laterOf, type LocalDate } from '#domain/calendar/local-date.js';
import type { FirstDay, WindowBeforeApplication } from '#domain/policy/criterion.js';

/** Local days from the first through the last, both inclusive. */
export interface Span {
  readonly from: LocalDate;
  readonly through: LocalDate;
}

/** The span of one day. */
export function onlyOn(date: LocalDate): Span {
  return { from: date, through: date };
}

/** The last day, inclusive, that lies within the length of a start. */
export function lastDayWithin(
  start: LocalDate,
  length: CalendarLength,
  firstDay: FirstDay = 'does_not_count',
): LocalDate {
  const end = addCalendarLength(start, length);
  return firstDay === 'counts' ? end.subtract({ days: 1 }) : end;
}

/** The days of a window that ends with the day of receipt. */
export function daysBefore(receivedOn: LocalDate, window: WindowBeforeApplication): Span {
  const reached = subtractCalendarLength(receivedOn, window.length);
  return { from: window.firstDay === 'counts' ? reached.add({ days: 1 }) : reached, through: receivedOn };
}

/** The period of exactly the length that begins with the day: six months from 10 January end with 9 July. */
export function periodFrom(start: LocalDate, length: CalendarLength): Span {
  return { from: start, through: lastDayWithin(start, length, 'counts') };
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
