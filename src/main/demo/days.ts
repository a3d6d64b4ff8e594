/*
 * The calendar of the demo: days as text such as 2026-11-23, counted one by one. It shares nothing with the calendar of
 * the rules, so that each can show a mistake of the other.
 */

const dayMs = 86_400_000;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const inLondon = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day in London at a moment in milliseconds since 1970. */
export function londonDay(milliseconds: number): string {
  const [day, month, year] = inLondon.format(milliseconds).split('/');
  return `${year ?? ''}-${month ?? ''}-${day ?? ''}`;
}

/** So many days later, or earlier when negative. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The first day after this one that is no Saturday, no Sunday and no bank holiday. */
export function nextWorkingDay(day: string, isBankHoliday: (day: string) => boolean): string {
  let next = plusDays(day, 1);
  while (weekdayOf(next) === 0 || weekdayOf(next) === 6 || isBankHoliday(next)) next = plusDays(next, 1);
  return next;
}

/** "Monday 23 November 2026" */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${weekdays[weekdayOf(day)] ?? ''} ${String(date)} ${months[(month ?? 0) - 1] ?? ''} ${String(year)}`;
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
