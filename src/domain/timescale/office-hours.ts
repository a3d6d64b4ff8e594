import { Temporal } from 'temporal-polyfill';
import { compareDates, inWords, localTimeOf, type LocalDate } from '#domain/calendar/local-date.js';
import { walkWorkingDays } from '#domain/calendar/working-days.js';
import { MOMENTS, type CaseMoment } from '#domain/policy/case-moments.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import type { ClockRules } from './clock-rules.js';
import { cautionInWords } from './reckon-length.js';

/** From which day time is counted, and why where that is not the day on which it happened. */
export interface CountedFrom {
  readonly on: LocalDate;
  /** A sentence without a full stop; empty where the day is the day on which it happened. */
  readonly words: string;
  readonly provisional: boolean;
}

/** What is counted, and from what. */
interface Counted {
  readonly step: Pick<TimescaleStep, 'within'>;
  readonly moment: CaseMoment;
}

/**
 * The day from which the time after a moment is counted. Where the policy says when a working day is over, what comes
 * in later than that, or on a day that is none, counts as received on the next working day: whoever sends something on
 * Saturday is not ahead of somebody who sent it on Friday evening. Hours run around the clock.
 */
export function countedFrom({ step, moment }: Counted, at: Temporal.Instant, rules: ClockRules): CountedFrom {
  const { on, time } = localTimeOf(at);
  const { endsAt } = rules;
  if (endsAt === undefined || !MOMENTS[moment].comesIn || 'hours' in step.within) return asItIs(on);
  const isLate = Temporal.PlainTime.compare(time, endsAt) > 0;
  const why = isLate
    ? `received at ${inMinutes(time)} on ${inWords(on)}, after ${inMinutes(endsAt)}`
    : `received on ${inWords(on)}, which is no working day`;
  return takenAsReceived(on, { isLate, why }, rules);
}

/** As countedFrom, for a moment of which the day is expected and no time of day is known: within working hours. */
export function countedFromDay({ step, moment }: Counted, on: LocalDate, rules: ClockRules): CountedFrom {
  if (rules.endsAt === undefined || !MOMENTS[moment].comesIn || 'hours' in step.within) return asItIs(on);
  return takenAsReceived(on, { isLate: false, why: `${inWords(on)} is no working day` }, rules);
}

function takenAsReceived(
  on: LocalDate,
  { isLate, why }: { isLate: boolean; why: string },
  rules: ClockRules,
): CountedFrom {
  const walk = walkWorkingDays(isLate ? on : on.subtract({ days: 1 }), 1, rules.holidays);
  if (compareDates(walk.date, on) === 0) return asItIs(on);
  return {
    on: walk.date,
    words: `${why}, so taken as received on ${inWords(walk.date)}${cautionInWords(walk, rules.holidays)}`,
    provisional: walk.firstUnknown !== null,
  };
}

function asItIs(on: LocalDate): CountedFrom {
  return { on, words: '', provisional: false };
}

function inMinutes(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' });
}
