import { Temporal } from 'temporal-polyfill';
import { compareDates, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import type { CaseClock, ClockMark } from './case-clock.js';
import { closingTimeOf, dueAtOf, type ClockRules } from './clock-rules.js';
import { isEndedBy, type Happened } from './course.js';
import type { Reckoned } from './reckon-length.js';

/** The day and instant on which a clock is looked at. */
export interface Now {
  readonly at: Temporal.Instant;
  readonly today: LocalDate;
}

/** Until when a step has time. */
interface Due extends Pick<Reckoned, 'dueOn' | 'dueAt'> {
  readonly step: TimescaleStep;
}

type Marked = Pick<CaseClock, 'dueAt' | 'mark' | 'markInWords'>;

/**
 * How a step stands that runs, or is forecast, until a day: without a day it waits for one. A forecast whose day is past is
 * at risk: it has not begun.
 */
export function markOpen(
  { state, ...due }: Due & { state: 'running' | 'forecast' },
  now: Now,
  rules: ClockRules,
): Marked {
  const { step, dueOn } = due;
  if (!dueOn) return { dueAt: null, ...told('waiting', step) };
  const dueAt = due.dueAt ?? dueAtOf(step, dueOn, rules);
  if (state === 'running' && Temporal.Instant.compare(now.at, dueAt) >= 0)
    return { dueAt, ...told('overdue', step) };
  const atRisk = !isBefore(now.today, dueOn.subtract({ days: rules.atRiskDays }));
  return { dueAt, ...told(atRisk ? 'at_risk' : 'in_time', step) };
}

/**
 * How a step stands that has ended: by the local day, and on the last day by the end of the working day. What was ended by
 * something else than its own endings was not done: a case that is closed shows no letter as sent.
 */
export function markEnded({ end, ...due }: Due & { end: Happened }, rules: ClockRules): Marked {
  const { step, dueOn } = due;
  const isDone = isEndedBy(step, end.moment);
  if (!dueOn) return { dueAt: null, ...told(isDone ? 'done' : 'fell_away', step) };
  const isLate = endedLate({ ...due, end, dueOn }, rules);
  const mark = isDone ? (isLate ? 'done_late' : 'done_in_time') : isLate ? 'not_done' : 'fell_away';
  return { dueAt: due.dueAt ?? dueAtOf(step, dueOn, rules), ...told(mark, step) };
}

function endedLate(
  { end, step, dueOn, dueAt }: Due & { end: Happened; dueOn: LocalDate },
  rules: ClockRules,
): boolean {
  if (dueAt) return Temporal.Instant.compare(end.at, dueAt) > 0;
  const days = compareDates(end.on, dueOn);
  const closesAt = closingTimeOf(step, rules);
  const afterClosing = closesAt !== undefined && Temporal.PlainTime.compare(end.time, closesAt) > 0;
  return days > 0 || (days === 0 && afterClosing);
}

const WORDS: Readonly<Record<ClockMark, string>> = {
  waiting: 'waits for a day',
  in_time: 'in time',
  at_risk: 'at risk',
  overdue: 'overdue',
  done: 'done',
  done_in_time: 'done in time',
  done_late: 'done late',
  fell_away: 'fell away',
  not_done: 'not done in time',
};

const SOFT_WORDS: Readonly<Record<ClockMark, string>> = {
  ...WORDS,
  overdue: 'later than usual',
  done_late: 'done later than usual',
  not_done: 'not done in the usual time',
};

function told(mark: ClockMark, step: TimescaleStep): Pick<CaseClock, 'mark' | 'markInWords'> {
  return { mark, markInWords: step.usually ? SOFT_WORDS[mark] : WORDS[mark] };
}
