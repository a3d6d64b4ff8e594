import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from './local-date.js';

const DAYS_OF_400_YEARS = 146_097;
/** From 1 March of the year 0, with which the reckoning below begins, to 1 January 1970. */
const DAYS_TO_1970 = 719_468;

/**
 * The day as a whole number of days since 1 January 1970, by the Gregorian calendar. Counting in whole numbers is many
 * times as fast as adding days to dates.
 */
export function epochDayOf({ year, month, day }: Pick<LocalDate, 'year' | 'month' | 'day'>): number {
  // Years that begin with March, so that a leap day is the last of its year.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_400_YEARS + dayOfEra - DAYS_TO_1970;
}

/** The day of that number. */
export function dateOfEpochDay(epochDay: number): LocalDate {
  const { year, month, day } = civilOfEpochDay(epochDay);
  return new Temporal.PlainDate(year, month, day);
}

/** The day of that number in ISO form: 20545 is "2026-04-02". */
export function isoOfEpochDay(epochDay: number): string {
  const { year, month, day } = civilOfEpochDay(epochDay);
  return `${String(year)}-${month < 10 ? '0' : ''}${String(month)}-${day < 10 ? '0' : ''}${String(day)}`;
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(epochDay: number): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}

/** Year, month (1 to 12) and day of the month of that number. */
export function civilOfEpochDay(epochDay: number): { year: number; month: number; day: number } {
  const since = epochDay + DAYS_TO_1970;
  const era = Math.floor(since / DAYS_OF_400_YEARS);
  const dayOfEra = since - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}
