import { civilOfEpochDay } from '#domain/calendar/epoch-day.js';
import { monthInWords } from '#domain/calendar/local-date.js';

/** The day of that number without its weekday: "7 April 2026". */
export function dayInWords(epochDay: number): string {
  const { day, month, year } = civilOfEpochDay(epochDay);
  return `${String(day)} ${monthInWords(month)} ${String(year)}`;
}
