import type { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { Pause } from '#domain/timescale/standstill.js';

export interface NewPause extends Pause {
  readonly id: string;
  readonly caseId: string;
  readonly recordedBy: string;
  readonly recordedAt: Temporal.Instant;
}

/** When the clocks of cases stood still, or stand still. None is ever removed. */
export interface PauseStore {
  add(pause: NewPause): Promise<void>;
  /** Earliest first. */
  listOfCase(caseId: string): Promise<readonly (Pause & { readonly id: string })[]>;
  /** Gives a pause that lasts its last day. */
  end(id: string, through: LocalDate): Promise<void>;
}
