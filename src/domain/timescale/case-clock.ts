import type { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { Told } from '#domain/policy/told.js';
import type { Actor, CaseMoment } from '#domain/policy/timescales.js';

/**
 * How a clock stands against its last day. `waiting`: it has none yet, and is neither in time nor late. `at_risk`: it ends
 * soon. Only what runs can be overdue. `done`: it ended without ever having had a last day. `fell_away`: nobody did it, and
 * before its last day was over it could come no more, since the case ended; `not_done`: that was when it was late already.
 */
export const CLOCK_MARKS = [
  'waiting',
  'in_time',
  'at_risk',
  'overdue',
  'done',
  'done_in_time',
  'done_late',
  'fell_away',
  'not_done',
] as const;
export type ClockMark = (typeof CLOCK_MARKS)[number];

/** One step of a procedure as it stands in a case. */
export interface CaseClock extends Told {
  readonly stepId: string;
  readonly actor: Actor;
  /** `forecast`: what it counts from has not happened, and its day is what the steps before it come to. */
  readonly state: 'forecast' | 'running' | 'ended';
  /** What it counts from; for a forecast, what it would count from. */
  readonly from: CaseMoment;
  /** The local day from which it is counted; null where none is known yet. */
  readonly anchoredOn: LocalDate | null;
  /** The last local day, inclusive, on which the step is in time; null where none is known. */
  readonly dueOn: LocalDate | null;
  /** The instant from which it has fallen due. */
  readonly dueAt: Temporal.Instant | null;
  /** The local day on which it ended. */
  readonly endedOn?: LocalDate;
  /** What ended it. It may be none of the step's own: a case that is declined ends the clock of its review. */
  readonly endedBy?: CaseMoment;
  /** How the day was reckoned: a sentence without a full stop. */
  readonly arithmetic: string;
  /** Whether the day may still move because something that it rests on is not known yet. */
  readonly provisional: boolean;
  readonly mark: ClockMark;
  /** Promised only as the usual time: what is overdue is later than usual, and no breach. */
  readonly soft: boolean;
  /** Whether it stands still today. */
  readonly standsStill: boolean;
  /** Whether it stands still and nobody knows yet until when, so that its day moves on each day. */
  readonly held: boolean;
  /** The mark in words, such as "in time", or "later than usual" where it is soft. */
  readonly markInWords: string;
}
