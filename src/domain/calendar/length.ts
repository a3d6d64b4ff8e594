import type { BankHolidays } from './bank-holidays.js';
import type { LocalDate } from './local-date.js';
import { addWorkingDays } from './working-days.js';

/** A length of time that needs no knowledge of holidays. Whole positive numbers. */
export type CalendarLength =
  { readonly days: number } | { readonly weeks: number } | { readonly months: number };

/** A length of time as policies print it, in exactly one unit. */
export type Length = CalendarLength | { readonly workingDays: number };

/**
 * The day that lies the length after the date; the date itself is day 0. Months keep the day of the month, or take the
 * last day of a shorter month: 31 January plus one month is 28 February (29 in a leap year).
 * @throws HolidaysUnknown when a count of working days leaves the known range
 */
export function addLength(date: LocalDate, length: Length, holidays: BankHolidays): LocalDate {
  if ('workingDays' in length) return addWorkingDays(date, length.workingDays, holidays);
  return addCalendarLength(date, length);
}

/** As addLength, for lengths that know nothing of holidays. */
export function addCalendarLength(date: LocalDate, length: CalendarLength): LocalDate {
  return date.add(length, { overflow: 'constrain' });
}

/** The day that lies the length before the date, months constrained: 31 August less six months is 28 February. */
export function subtractCalendarLength(date: LocalDate, length: CalendarLength): LocalDate {
  return date.subtract(length, { overflow: 'constrain' });
}

/** The length in words: "1 working day", "14 days", "6 months". */
export function lengthInWords(length: Length): string {
  if ('workingDays' in length) return counted(length.workingDays, 'working day');
  if ('days' in length) return counted(length.days, 'day');
  if ('weeks' in length) return counted(length.weeks, 'week');
  return counted(length.months, 'month');
}

function counted(n: number, unit: string): string {
  return `${String(n)} ${unit}${n === 1 ? '' : 's'}`;
}
