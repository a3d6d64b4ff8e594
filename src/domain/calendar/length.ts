import type { BankHolidays } from './bank-holidays.js';
import type { FirstDay } from './first-day.js';
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

/**
 * The last day, inclusive, of a period of the length that starts with the day. Where the first day does not count, the
 * day is day 0: a month from 10 January ends with 10 February. Where it counts, the period ends with the day before the
 * corresponding one: a month beginning with 10 January ends with 9 February, six months beginning with 1 March end with
 * 31 August. A month too short to have the corresponding day ends the period with its own last day, either way: a month
 * from 31 January ends with 28 February (29 in a leap year).
 */
export function lastDayOfPeriod(start: LocalDate, length: CalendarLength, firstDay: FirstDay): LocalDate {
  const corresponding = addCalendarLength(start, length);
  if (firstDay === 'does_not_count') return corresponding;
  const wasShortened = 'months' in length && corresponding.day < start.day;
  return wasShortened ? corresponding : corresponding.subtract({ days: 1 });
}

/**
 * The first day, inclusive, of a period of the length that ends with the day: as lastDayOfPeriod, backwards. Six months
 * before 10 July begin with 10 January. Where 10 July counts as day 1 they begin with 11 January, the day that
 * corresponds to the one after them: six months ending with 31 August begin with 1 March, four months ending with 30
 * April with 1 January. A month without the corresponding day is passed over: a month ending with 30 March begins with
 * 1 March.
 */
export function firstDayOfPeriod(end: LocalDate, length: CalendarLength, firstDay: FirstDay): LocalDate {
  if (firstDay === 'does_not_count') return subtractCalendarLength(end, length);
  const after = end.add({ days: 1 });
  const corresponding = subtractCalendarLength(after, length);
  const wasShortened = 'months' in length && corresponding.day < after.day;
  return wasShortened ? corresponding.add({ days: 1 }) : corresponding;
}

/** The length in words: "1 working day", "14 days", "6 months", "24 hours". */
export function lengthInWords(length: Length | { readonly hours: number }): string {
  if ('hours' in length) return counted(length.hours, 'hour');
  if ('workingDays' in length) return counted(length.workingDays, 'working day');
  if ('days' in length) return counted(length.days, 'day');
  if ('weeks' in length) return counted(length.weeks, 'week');
  return counted(length.months, 'month');
}

function counted(n: number, unit: string): string {
  return `${String(n)} ${unit}${n === 1 ? '' : 's'}`;
}
