import { Temporal } from 'temporal-polyfill';
import { dateOfEpochDay, epochDayOf } from '#domain/calendar/epoch-day.js';
import { compareDates, inWords, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import type { MeetingCalendar, NextMeeting } from '#domain/policy/timescales.js';
import type { ClockRules } from './clock-rules.js';
import { monthlyInWords, monthlyMeeting } from './monthly-meetings.js';
import type { Counting, Reckoned } from './reckon-length.js';

const ORDINALS = [
  'next',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/**
 * The next meeting of a calendar after a day, or the nth. A meeting on the day itself is the next one only where the
 * first day counts. A listed calendar may run out: then there is no day, and the words say so.
 */
export function reckonMeeting(
  { meeting, nth = 1 }: NextMeeting,
  { counting, on }: { counting: Counting; on: LocalDate },
  rules: ClockRules,
): Reckoned {
  const calendar = rules.meetings.find(({ id }) => id === meeting);
  if (!calendar) throw new RangeError(`The policy has no calendar of meetings with the id ${meeting}.`);
  const first = counting.firstDay === 'counts' ? on : on.add({ days: 1 });
  const relation = counting.firstDay === 'counts' ? 'on or after' : 'after';
  const start = `the ${ordinalOf(nth)} meeting ${relation} ${inWords(on)} of ${calendar.words}`;
  if (calendar.every) return reckonRhythm({ every: calendar.every, nth, first, start }, rules);
  if (calendar.monthly) {
    const dueOn = monthlyMeeting(calendar.monthly, first, nth);
    const when = `${inWords(dueOn)}${closedInWords(dueOn, rules)}`;
    return { dueOn, words: `${start}, ${monthlyInWords(calendar.monthly)}: ${when}`, provisional: false };
  }
  return reckonListed({ calendar, nth, first, start }, rules);
}

interface Rhythm {
  readonly every: NonNullable<MeetingCalendar['every']>;
  readonly nth: number;
  /** The first day on which the meeting may be. */
  readonly first: LocalDate;
  readonly start: string;
}

function reckonRhythm({ every, nth, first, start }: Rhythm, rules: ClockRules): Reckoned {
  const { weeks, from } = every;
  const interval = `every ${weeks === 1 ? 'week' : `${String(weeks)} weeks`}`;
  if (from === undefined) {
    // Somewhere in any stretch of so many weeks there is a meeting, be it on the last day of the stretch.
    const dueOn = first.add({ days: nth * weeks * 7 - 1 });
    const words = `${start}, ${interval}; on which day they meet is not known, so by ${inWords(dueOn)} at the latest`;
    return { dueOn, words, provisional: true };
  }
  const begins = Temporal.PlainDate.from(from);
  const dueOn = nthOfRhythm(nth, first, { every: weeks * 7, begins });
  return {
    dueOn,
    words: `${start}, ${interval} from ${inWords(begins)}: ${inWords(dueOn)}${closedInWords(dueOn, rules)}`,
    provisional: false,
  };
}

function nthOfRhythm(nth: number, first: LocalDate, { every, begins }: { every: number; begins: LocalDate }) {
  const from = epochDayOf(begins);
  const roundsBefore = Math.max(0, Math.ceil((epochDayOf(first) - from) / every));
  return dateOfEpochDay(from + (roundsBefore + nth - 1) * every);
}

function reckonListed(
  {
    calendar,
    nth,
    first,
    start,
  }: { calendar: MeetingCalendar; nth: number; first: LocalDate; start: string },
  rules: ClockRules,
): Reckoned {
  const days = (calendar.dates ?? []).map((day) => Temporal.PlainDate.from(day)).sort(compareDates);
  const dueOn = days.filter((day) => !isBefore(day, first))[nth - 1];
  if (dueOn) {
    return { dueOn, words: `${start}: ${inWords(dueOn)}${closedInWords(dueOn, rules)}`, provisional: false };
  }
  const last = days.at(-1);
  const missing = last ? `no date late enough is listed, the last is ${inWords(last)}` : 'no date is listed';
  return { dueOn: null, words: `${start}: ${missing}`, provisional: true };
}

/** A meeting is not moved for it, but whoever reads the day should know. */
function closedInWords(day: LocalDate, { holidays }: ClockRules): string {
  const title = holidays.dates.get(day.toString());
  return title === undefined ? '' : `, which is ${title}`;
}

function ordinalOf(nth: number): string {
  return ORDINALS[nth - 1] ?? `${String(nth)}th`;
}
