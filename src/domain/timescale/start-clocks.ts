import type { Temporal } from 'temporal-polyfill';
import { HolidaysUnknown, type BankHolidays } from '#domain/calendar/bank-holidays.js';
import { addCalendarLength, lengthInWords, type Length } from '#domain/calendar/length.js';
import {
  endOfLocalDay,
  inWords,
  inWordsWithoutWeekday,
  isBefore,
  type LocalDate,
} from '#domain/calendar/local-date.js';
import { walkWorkingDays, type PassedHoliday } from '#domain/calendar/working-days.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import { momentInWords, momentsOf } from './moments.js';

/** The event that starts clocks, and the local day on which it happened. */
export interface ClockStart {
  readonly anchor: CaseMoment;
  readonly on: LocalDate;
}

/** A clock to be started, with the arithmetic of its due date. */
export interface ClockPlan {
  readonly stepId: string;
  /** Any one of these moments ends it. */
  readonly endsWith: readonly CaseMoment[];
  readonly anchor: CaseMoment;
  readonly anchoredOn: LocalDate;
  /** The last local day, inclusive, on which the step is in time. */
  readonly dueOn: LocalDate;
  /** The instant at which that day is over in Europe/London: from then on the clock has fallen due. */
  readonly dueAt: Temporal.Instant;
  /** One sentence without a full stop; working days name the bank holidays passed over. */
  readonly arithmetic: string;
  /** Whether the policy lets the time be extended. */
  readonly extendable: boolean;
}

/**
 * The clocks that an event starts: one for every step that counts from it, in the order of the steps. The day of the
 * event is day 0.
 * @throws HolidaysUnknown when a count of working days begins before the known range
 */
export function startClocks(
  steps: readonly TimescaleStep[],
  start: ClockStart,
  holidays: BankHolidays,
): ClockPlan[] {
  return steps
    .filter((step) => momentsOf(step.from).includes(start.anchor))
    .flatMap((step) => ('meeting' in step.within ? [] : [planClock(step, step.within, { start, holidays })]));
}

function planClock(
  step: TimescaleStep,
  within: Length,
  { start: { anchor, on }, holidays }: { start: ClockStart; holidays: BankHolidays },
): ClockPlan {
  const { date, passedOver, unknownAfter } = walkAsKnown(on, within, holidays);
  const passing = passedOver.length === 0 ? '' : `, passing over ${passedInWords(passedOver)}`;
  const caution = unknownAfter
    ? `; bank holidays after ${inWordsWithoutWeekday(unknownAfter)} are not known yet and were counted as working days`
    : '';
  return {
    stepId: step.id,
    endsWith: momentsOf(step.endsWith),
    anchor,
    anchoredOn: on,
    dueOn: date,
    dueAt: endOfLocalDay(date),
    arithmetic:
      `${lengthInWords(within)} from ${inWords(on)}, the day ${momentInWords(anchor)}${passing}: ` +
      `due by the end of ${inWords(date)}${caution}`,
    extendable: step.extension !== undefined,
  };
}

/**
 * An application is a right and is received whatever the list of bank holidays covers: past its end only weekends are
 * passed over, which never makes a day later than it should be, and the arithmetic says so.
 */
function walkAsKnown(from: LocalDate, length: Length, holidays: BankHolidays) {
  try {
    return { ...walk(from, length, holidays), unknownAfter: undefined };
  } catch (error) {
    if (!(error instanceof HolidaysUnknown) || isBefore(error.date, holidays.through)) throw error;
    const open = { ...holidays, through: error.date.add({ years: 10 }) };
    return { ...walk(from, length, open), unknownAfter: holidays.through };
  }
}

function walk(from: LocalDate, length: Length, holidays: BankHolidays) {
  if ('workingDays' in length) return walkWorkingDays(from, length.workingDays, holidays);
  return { date: addCalendarLength(from, length), passedOver: [] };
}

function passedInWords(passed: readonly PassedHoliday[]): string {
  const each = passed.map(({ title, date }) => `${title} (${inWordsWithoutWeekday(date)})`);
  return each.length < 2 ? each.join('') : `${each.slice(0, -1).join(', ')} and ${each.at(-1) ?? ''}`;
}
