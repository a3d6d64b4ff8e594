import { findBankHoliday, type BankHolidays } from './bank-holidays.js';
import type { LocalDate } from './local-date.js';

/** A bank holiday that a count of working days stepped over. */
export interface PassedHoliday {
  readonly date: LocalDate;
  readonly title: string;
}

/** Where a count of working days ended, and the bank holidays on weekdays that it stepped over. */
export interface WorkingDayWalk {
  readonly date: LocalDate;
  readonly passedOver: readonly PassedHoliday[];
}

/**
 * Whether the day is a Monday to Friday that is no bank holiday.
 * @throws HolidaysUnknown outside the known range, at weekends too
 */
export function isWorkingDay(date: LocalDate, holidays: BankHolidays): boolean {
  const holiday = findBankHoliday(date, holidays);
  return date.dayOfWeek <= 5 && holiday === undefined;
}

/**
 * The n-th working day after the date, which itself never counts: Thursday 2 April 2026 plus 1 is Tuesday 7 April.
 * A negative n counts backwards; 0 gives the date itself, whether or not it is a working day.
 * @throws HolidaysUnknown when the count leaves the known range
 * @throws RangeError when n is no whole number
 */
export function addWorkingDays(date: LocalDate, n: number, holidays: BankHolidays): LocalDate {
  return walkWorkingDays(date, n, holidays).date;
}

/** As addWorkingDays, and tells which bank holidays were passed over, in the order met. */
export function walkWorkingDays(date: LocalDate, n: number, holidays: BankHolidays): WorkingDayWalk {
  if (!Number.isInteger(n)) throw new RangeError(`expected a whole number of working days, got ${String(n)}`);
  const step = { days: Math.sign(n) };
  const passedOver: PassedHoliday[] = [];
  let day = date;
  for (let left = Math.abs(n); left > 0;) {
    day = day.add(step);
    const title = findBankHoliday(day, holidays);
    if (day.dayOfWeek > 5) continue;
    if (title === undefined) left -= 1;
    else passedOver.push({ date: day, title });
  }
  return { date: day, passedOver };
}
