import type { Days } from './day-number.js';
import type { ComplaintFact } from './facts.js';
import type { Await } from './finding.js';

/** Where something stands in a count: it surely counts, it may count, or it surely does not. */
export interface Standing {
  readonly stands: 'counts' | 'may_count' | 'does_not_count';
  /** Sentence fragment. */
  readonly reason: string;
  /** What would settle a may_count. */
  readonly awaits: readonly Await[];
}

/** A complaint's standing, with the days on which it was, or may have been, made. */
export interface ComplaintStanding extends Standing {
  readonly complaint: ComplaintFact;
  /** Undefined when it does not count. */
  readonly made: Days | undefined;
  /** The days of the date that places it; undefined when it does not count. */
  readonly tested: Days | undefined;
  /** The day on which an agency recorded it; null: not known; undefined: that of the complaint. */
  readonly recordedOn: number | null | undefined;
}

export function counts(reason: string): Standing {
  return { stands: 'counts', reason, awaits: [] };
}

export function mayCount(reason: string, awaits: readonly Await[]): Standing {
  return { stands: 'may_count', reason, awaits };
}

export function doesNotCount(reason: string): Standing {
  return { stands: 'does_not_count', reason, awaits: [] };
}
