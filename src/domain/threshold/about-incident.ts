import type { CountFrame } from './count-frame.js';
import type { DatedIncident } from './dated-facts.js';
import type { Days } from './day-number.js';
import type { IncidentFact } from './facts.js';
import type { Floor } from './floor.js';

/** An incident under a rule, as far as it and its complaints are judged by it. */
export interface AboutIncident {
  readonly frame: CountFrame;
  readonly dated: DatedIncident;
  readonly incident: IncidentFact;
  /** Those on which it was. */
  readonly days: Days;
  readonly floor: Floor;
  /** The last day on which a complaint may have been made to count; undefined where each may be made at any time. */
  readonly lastCounted: number | undefined;
}
