import type { AppliedAfter, AppliedWithin } from './criterion.js';

/** The ids of the counts among which a marked day is looked for; none where it is looked for among everything. */
export function amongOf({ among = [] }: Pick<AppliedAfter | AppliedWithin, 'among'>): readonly string[] {
  return typeof among === 'string' ? [among] : among;
}
