import { lengthInWords, type CalendarLength } from '#domain/calendar/length.js';
import type { FirstDay } from '#domain/calendar/first-day.js';
import { counted } from './awaits-in-words.js';
import { monthsBetween } from './day-number.js';

interface Limit {
  readonly length: CalendarLength;
  readonly firstDay?: FirstDay;
}

/** "within 6 months is asked", and that the first day counts where it does. */
export function askedInWords({ length, firstDay }: Limit): string {
  const words = `within ${lengthInWords(length)}`;
  return firstDay === 'counts' ? `${words}, the first day counted, is asked` : `${words} is asked`;
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
