import { findBankHoliday, HolidaysUnknown, type BankHolidays } from './bank-holidays.js';
import { dateOfEpochDay, epochDayOf, isoOfEpochDay, weekdayOf } from './epoch-day.js';
import type { LocalDate } from './local-date.js';

/** A bank holiday, or a day on which the office is closed, that a count of working days stepped over. */
export interface PassedHoliday {
  readonly date: LocalDate;
  readonly title: string;
}

/** Where a count of working days ended, and the bank holidays on weekdays that it stepped over. */
export interface WorkingDayWalk {
  readonly date: LocalDate;
  readonly passedOver: readonly PassedHoliday[];
  /** The first day met outside the range for which the bank holidays are known; null when the count stayed inside. */
  readonly firstUnknown: LocalDate | null;
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
  const walk = walkWorkingDays(date, n, holidays);
  if (walk.firstUnknown) throw new HolidaysUnknown(walk.firstUnknown, holidays);
  return walk.date;
}

/**
 * As addWorkingDays, and tells which bank holidays were passed over, in the order met. Outside the known range it passes
 * over weekends, and over such days as are listed all the same, and tells where the range was left.
 * @throws RangeError when n is no whole number
 */
export function walkWorkingDays(date: LocalDate, n: number, holidays: BankHolidays): WorkingDayWalk {
  if (!Number.isInteger(n)) throw new RangeError(`expected a whole number of working days, got ${String(n)}`);
  const step = Math.sign(n);
  const start = epochDayOf(date);
  const passedOver: PassedHoliday[] = [];
  let day = start;
  let weekday = weekdayOf(day);
  for (let left = Math.abs(n); left > 0;) {
    day += step;
    weekday = step > 0 ? (weekday % 7) + 1 : ((weekday + 5) % 7) + 1;
    if (weekday > 5) continue;
    const title = holidays.dates.get(isoOfEpochDay(day));
    if (title === undefined) left -= 1;
    else passedOver.push({ date: dateOfEpochDay(day), title });
  }
  const reached = day === start ? date : dateOfEpochDay(day);
  return { date: reached, passedOver, firstUnknown: firstUnknown(start, day, holidays) };
}

/** The first day outside the known range on the way from a day, which is not asked about itself, to another. */
function firstUnknown(start: number, end: number, holidays: BankHolidays): LocalDate | null {
  if (start === end) return null;
  const from = epochDayOf(holidays.from);
  const through = epochDayOf(holidays.through);
  const step = Math.sign(end - start);
  const next = start + step;
  if (next < from || next > through) return dateOfEpochDay(next);
  if (end > through) return dateOfEpochDay(through + 1);
  return end < from ? dateOfEpochDay(from - 1) : null;
}
