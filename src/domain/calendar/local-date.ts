import { Temporal } from 'temporal-polyfill';

/** A calendar day in the local time of England and Wales. It has no time of day and no zone of its own. */
export type LocalDate = Temporal.PlainDate;

/** The zone whose midnights begin and end every local day. */
const LOCAL_ZONE = 'Europe/London';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const MONTHS = [
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
] as const;

/** The local day on which the instant falls. */
export function localDateOf(instant: Temporal.Instant): LocalDate {
  return instant.toZonedDateTimeISO(LOCAL_ZONE).toPlainDate();
}

/** The local day on which the instant falls, and the time of day that clocks in England and Wales show then. */
export function localTimeOf(instant: Temporal.Instant): { on: LocalDate; time: Temporal.PlainTime } {
  const local = instant.toZonedDateTimeISO(LOCAL_ZONE).toPlainDateTime();
  return { on: local.toPlainDate(), time: local.toPlainTime() };
}

/** What clocks in England and Wales show at the instant, to the minute, and how far they are ahead of UTC. */
export function clockTimeOf(instant: Temporal.Instant): {
  readonly words: string;
  readonly isMidnight: boolean;
  /** Nanoseconds. */
  readonly offset: number;
} {
  const local = instant.toZonedDateTimeISO(LOCAL_ZONE);
  const time = local.toPlainTime();
  return {
    words: time.toString({ smallestUnit: 'minute' }),
    isMidnight: time.equals(MIDNIGHT),
    offset: local.offsetNanoseconds,
  };
}

const MIDNIGHT = new Temporal.PlainTime();

/** The instant at which clocks in England and Wales show the time on the local day. */
export function instantAt(date: LocalDate, time: Temporal.PlainTime): Temporal.Instant {
  return date.toZonedDateTime({ timeZone: LOCAL_ZONE, plainTime: time }).toInstant();
}

/**
 * The instant at which the local day is over, which is the first instant of the next day and so no longer part of
 * this one. On the days on which the clocks change a local day lasts 23 or 25 hours.
 */
export function endOfLocalDay(date: LocalDate): Temporal.Instant {
  return date.add({ days: 1 }).toZonedDateTime(LOCAL_ZONE).toInstant();
}

/** The day as letters print it: "Tuesday 7 April 2026". */
export function inWords(date: LocalDate): string {
  return `${weekdayInWords(date.dayOfWeek)} ${inWordsWithoutWeekday(date)}`;
}

/** The day without its weekday: "7 April 2026". */
export function inWordsWithoutWeekday(date: LocalDate): string {
  return `${String(date.day)} ${monthInWords(date.month)} ${String(date.year)}`;
}

/** 1 is "Monday", 7 "Sunday". */
export function weekdayInWords(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? '';
}

/** 1 is "January", 12 "December". */
export function monthInWords(month: number): string {
  return MONTHS[month - 1] ?? '';
}

/** Whether the first day comes before the second. */
export function isBefore(first: LocalDate, second: LocalDate): boolean {
  return compareDates(first, second) < 0;
}

/** -1, 0 or 1 as the first day comes before, is, or comes after the second. */
export function compareDates(first: LocalDate, second: LocalDate): number {
  return Temporal.PlainDate.compare(first, second);
}

/** The later of two days. */
export function laterOf(first: LocalDate, second: LocalDate): LocalDate {
  return isBefore(first, second) ? second : first;
}
