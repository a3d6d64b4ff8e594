import { Temporal } from 'temporal-polyfill';
import type { CaseClock } from '#domain/timescale/case-clock.js';
import { clocksOf } from '#domain/timescale/clocks.js';
import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import type { CaseCourse } from '#domain/timescale/course.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import { HOLIDAYS } from '../calendar/holidays-of-england-and-wales.js';

/** A step of which only what matters is said: from receipt to the decision, unless told otherwise. */
export function step(
  id: string,
  parts: Partial<TimescaleStep> & Pick<TimescaleStep, 'within'>,
): TimescaleStep {
  return {
    id,
    words: `The ${id}`,
    from: 'application_received',
    endsWith: 'threshold_decided',
    actor: 'coordinator',
    ...parts,
  };
}

/** The instant at which clocks in London show the time, such as "2026-04-02T10:00". */
export function london(local: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/London').toInstant();
}

/** What happened, with the London time of each. */
export function moments(...each: (readonly [CaseMoment, string])[]): CaseCourse['moments'] {
  return each.map(([moment, local]) => ({ moment, at: london(local) }));
}

/** The clocks of a policy by step, in a case as it stands at a London time. */
export function clocksBy(
  policy: Partial<PolicyOfTime> & Pick<PolicyOfTime, 'timescales'>,
  course: CaseCourse,
  now: string,
): Record<string, CaseClock> {
  const clocks = clocksOf(policy, course, { holidays: HOLIDAYS, now: london(now) });
  return Object.fromEntries(clocks.map((clock) => [clock.stepId, clock]));
}

/** State, last day and mark of each clock, by step. */
export function standings(clocks: Record<string, CaseClock>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(clocks).map(([id, { state, dueOn, mark }]) => [
      id,
      `${state} ${dueOn?.toString() ?? 'no day'} ${mark}`,
    ]),
  );
}
