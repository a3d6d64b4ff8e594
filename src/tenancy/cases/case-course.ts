import type { CaseCourse } from '#domain/timescale/course.js';
import type { WrittenCase } from './case-schema.js';
import { dayOf, instantOf } from './written-values.js';

/** What happened in a case from its receipt on, as the clocks take it. */
export function courseOfCase(written: WrittenCase): CaseCourse {
  const { received, moments = [], pauses = [], extensions = [] } = written;
  return {
    moments: [{ moment: 'application_received' as const, at: received }, ...moments].map(
      ({ moment, at }) => ({ moment, at: instantOf(at) }),
    ),
    pauses: pauses.map(({ reason, from, through }) => ({
      reason,
      from: dayOf(from),
      through: through === undefined ? null : dayOf(through),
    })),
    extensions: extensions.map(({ step, due, reason }) => ({ stepId: step, dueOn: dayOf(due), reason })),
  };
}
