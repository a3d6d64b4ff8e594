import type { Temporal } from 'temporal-polyfill';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import {
  firstDayOfPeriod,
  lastDayOfPeriod,
  lengthInWords,
  type CalendarLength,
  type Length,
} from '#domain/calendar/length.js';
import {
  compareDates,
  inWords,
  inWordsWithoutWeekday,
  isBefore,
  type LocalDate,
} from '#domain/calendar/local-date.js';
import { walkWorkingDays, type WorkingDayWalk } from '#domain/calendar/working-days.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';

/** The day that a count comes to, with the count in a sentence that has no full stop. */
export interface Reckoned {
  /** Null where no day can be named yet. */
  readonly dueOn: LocalDate | null;
  /** The instant up to which it is in time, where it is counted in hours; otherwise the day is over when days are. */
  readonly dueAt?: Temporal.Instant;
  readonly words: string;
  /** Whether the day may still move because not all that it rests on is known. */
  readonly provisional: boolean;
}

/** How a length is counted: from its day forward or backward, that day being day 0 or day 1. */
export type Counting = Pick<TimescaleStep, 'direction' | 'firstDay'>;

/** The last day, inclusive, of the length from a day; backwards, the day by which it must be done. */
export function reckonLength(
  length: Length,
  { counting, on }: { counting: Counting; on: LocalDate },
  holidays: BankHolidays,
): Reckoned {
  return 'workingDays' in length
    ? reckonWorkingDays(length.workingDays, { counting, on }, holidays)
    : reckonCalendarLength(length, counting, on);
}

function reckonCalendarLength(length: CalendarLength, counting: Counting, on: LocalDate): Reckoned {
  const { direction, firstDay = 'does_not_count' } = counting;
  const dueOn =
    direction === 'before' ? firstDayOfPeriod(on, length, firstDay) : lastDayOfPeriod(on, length, firstDay);
  const shortened = 'months' in length && firstDay === 'does_not_count' && dueOn.day < on.day;
  const why = shortened ? `, as that month has no day ${String(on.day)}` : '';
  const day = firstDay === 'counts' ? 'day 1 counted' : 'day 0 not counted';
  return {
    dueOn,
    words: `${lengthInWords(length)} ${relationOf(counting)} ${inWords(on)}, ${day}: ${inWords(dueOn)}${why}`,
    provisional: false,
  };
}

function reckonWorkingDays(
  n: number,
  { counting, on }: { counting: Counting; on: LocalDate },
  holidays: BankHolidays,
): Reckoned {
  const step = counting.direction === 'before' ? -1 : 1;
  // Where the day itself may be day 1, the count sets out from the day on its other side.
  const from = counting.firstDay === 'counts' ? on.subtract({ days: step }) : on;
  const walk = walkWorkingDays(from, n * step, holidays);
  const length = lengthInWords({ workingDays: n });
  const dayOne =
    counting.firstDay === 'counts' ? dayOneInWords(walkWorkingDays(from, step, holidays), on) : '';
  return {
    dueOn: walk.date,
    words:
      `${length} ${relationOf(counting)} ${inWords(on)}${dayOne}${passingInWords(walk)}: ` +
      `${inWords(walk.date)}${cautionInWords(walk, holidays)}`,
    provisional: walk.firstUnknown !== null,
  };
}

function relationOf({ direction, firstDay }: Counting): string {
  if (firstDay === 'counts') return direction === 'before' ? 'ending with' : 'beginning with';
  return direction === 'before' ? 'before' : 'after';
}

function dayOneInWords({ date }: WorkingDayWalk, on: LocalDate): string {
  return compareDates(date, on) === 0 ? ', day 1 counted' : `, day 1 counted on ${inWords(date)}`;
}

/** The days passed over, as part of a sentence; empty when there are none. */
function passingInWords({ passedOver }: Pick<WorkingDayWalk, 'passedOver'>): string {
  if (passedOver.length === 0) return '';
  const each = passedOver.map(({ title, date }) => `${title} (${inWordsWithoutWeekday(date)})`);
  const last = each.at(-1) ?? '';
  return `, passing over ${each.length === 1 ? last : `${each.slice(0, -1).join(', ')} and ${last}`}`;
}

/** What is not known of the days walked, as part of a sentence; empty when all is known. */
export function cautionInWords({ firstUnknown }: WorkingDayWalk, holidays: BankHolidays): string {
  if (!firstUnknown) return '';
  const where = isBefore(firstUnknown, holidays.from)
    ? `before ${inWordsWithoutWeekday(holidays.from)} are not known`
    : `after ${inWordsWithoutWeekday(holidays.through)} are not known yet`;
  return `; bank holidays ${where} and were counted as working days`;
}
