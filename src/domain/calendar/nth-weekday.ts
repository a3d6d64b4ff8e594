import { dateOfEpochDay, epochDayOf, weekdayOf } from './epoch-day.js';
import type { LocalDate } from './local-date.js';

interface Month {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
}

/** Which of the weekdays of a month: the first to the fourth, or the last, which is the fourth or the fifth. */
export type NthOfMonth = 1 | 2 | 3 | 4 | 'last';

/** The nth weekday of a month, 1 being Monday and 7 Sunday: the first Tuesday of September 2026 is the 1st. */
export function nthWeekdayOf({ year, month }: Month, weekday: number, nth: NthOfMonth): LocalDate {
  if (nth === 'last') {
    const end = epochDayOf({ ...next({ year, month }), day: 1 }) - 1;
    return dateOfEpochDay(end - ((weekdayOf(end) - weekday + 7) % 7));
  }
  const start = epochDayOf({ year, month, day: 1 });
  return dateOfEpochDay(start + ((weekday - weekdayOf(start) + 7) % 7) + (nth - 1) * 7);
}

function next({ year, month }: Month): Month {
  return month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
}
