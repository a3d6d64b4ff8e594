import { lengthInWords, type CalendarLength } from '#domain/calendar/length.js';
import type { FirstDay } from '#domain/calendar/first-day.js';
import { counted } from './awaits-in-words.js';
import { dayInWords } from './day-in-words.js';
import { monthsBetween } from './day-number.js';

/** How long something may take, or lie back. */
export interface Limit {
  readonly length: CalendarLength;
  readonly firstDay?: FirstDay;
}

/**
 * "within 6 months is asked"; where the first day counts, that it does and the last or first day that is in time, since
 * "30 days before; within 30 days is asked" would contradict itself.
 */
export function askedInWords(
  { length, firstDay }: Limit,
  limit: { readonly by?: number; readonly from?: number },
): string {
  const words = `within ${lengthInWords(length)}`;
  if (firstDay !== 'counts') return `${words} is asked`;
  const day = limit.by ?? limit.from;
  const until = day === undefined ? '' : ` (${limit.by === undefined ? 'from' : 'by'} ${dayInWords(day)})`;
  return `${words}, the first day counted, is asked${until}`;
}

/** How long the day lies before the application, in the unit of the limit: "6 months and 1 day before the application". */
export function beforeInWords(day: number, receivedOn: number, { length }: Limit): string {
  const { months, days } = monthsBetween(day, receivedOn);
  if (!('months' in length) || months === 0) return `${daysInWords(receivedOn - day)} before the application`;
  const beyond = days === 0 ? '' : ` and ${daysInWords(days)}`;
  return `${counted(months, 'month')}${beyond} before the application`;
}

/** "1 day", "41 days". */
export function daysInWords(days: number): string {
  return counted(days, 'day');
}
