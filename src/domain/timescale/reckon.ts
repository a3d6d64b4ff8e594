import type { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import type { ClockRules } from './clock-rules.js';
import { reckonMeeting } from './next-meeting.js';
import { reckonHours } from './reckon-hours.js';
import { reckonLength, type Reckoned } from './reckon-length.js';

/** From when a step is counted: the local day, and the very instant, which matters to hours alone. */
export interface Start {
  readonly on: LocalDate;
  readonly at: Temporal.Instant;
}

/** When a step that is counted from there is due, before any standstill or extension. */
export function reckon(step: TimescaleStep, { on, at }: Start, rules: ClockRules): Reckoned {
  const { within } = step;
  if ('hours' in within) return reckonHours(within, { counting: step, at });
  return 'meeting' in within
    ? reckonMeeting(within, { counting: step, on }, rules)
    : reckonLength(within, { counting: step, on }, rules.holidays);
}
