import type { LocalDate } from '#domain/calendar/local-date.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import type { ClockRules } from './clock-rules.js';
import { reckonMeeting } from './next-meeting.js';
import { reckonLength, type Reckoned } from './reckon-length.js';

/** When a step that is counted from the day is due, before any standstill or extension. */
export function reckon(step: TimescaleStep, on: LocalDate, rules: ClockRules): Reckoned {
  const { within } = step;
  return 'meeting' in within
    ? reckonMeeting(within, { counting: step, on }, rules)
    : reckonLength(within, { counting: step, on }, rules.holidays);
}
