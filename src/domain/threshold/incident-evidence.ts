import { complaintStanding, possibleComplaintDays } from './complaint-standing.js';
import { testedDays } from './tested-days.js';
import type { CountFrame } from './count-frame.js';
import type { DatedIncident } from './dated-facts.js';
import type { Days } from './day-number.js';
import type { IncidentFact } from './facts.js';
import type { Await } from './finding.js';
import { openMatchOf, type Hate } from './hate-standing.js';
import { incidentGround } from './incident-standing.js';
import type { ComplaintStanding, Standing } from './standing.js';

/** A complaint that nobody has produced yet but somebody may: on which days, and who would. */
export interface Prospect {
  readonly made: Days;
  /** The awaited agencies that may hold one, in their order. */
  readonly agencyIds: readonly string[];
  /** Whether any agency may, since nobody compared the incident with the records yet. */
  readonly ofAnyAgency: boolean;
  readonly awaits: readonly Await[];
}

/** Everything a count needs to know of one incident. */
export interface IncidentEvidence {
  readonly incident: IncidentFact;
  /** "incident of 2 March 2026" */
  readonly words: string;
  readonly occurredOn: number;
  /** The last day of behaviour that went on, else the same day. */
  readonly lastOn: number;
  readonly ground: Standing;
  /** Left out where the rule does not ask for hate. */
  readonly hate?: Hate;
  /** Every known complaint, those that do not count too. */
  readonly complaints: readonly ComplaintStanding[];
  /** A further complaint that could still turn up and count. */
  readonly prospect?: Prospect;
}

/** Looks at one incident and its complaints under the rule. */
export function incidentEvidence(frame: CountFrame, dated: DatedIncident): IncidentEvidence {
  const { incident, occurredOn, words } = dated;
  const floor = frame.floorOf(incident);
  const about = { frame, floor, incident, occurredOn, lastOn: frame.lastDayOf(incident) };
  const { ground, hate } = incidentGround(about);
  const complaints = dated.complaints.map((complaint) => complaintStanding(complaint, about));
  const made = possibleComplaintDays(about);
  const awaits = [...frame.recorderAnswers, ...openMatchOf(incident)];
  const hasProspect =
    ground.stands !== 'does_not_count' &&
    made !== undefined &&
    testedDays(about, made, null) !== undefined &&
    awaits.length > 0;
  const prospect = hasProspect
    ? {
        made,
        agencyIds: frame.recorders.map((each) => each.agencyId),
        ofAnyAgency: incident.match === 'unmatched',
        awaits,
      }
    : undefined;
  return {
    incident,
    occurredOn,
    words,
    lastOn: about.lastOn,
    ground,
    complaints,
    ...(hate ? { hate } : {}),
    ...(prospect ? { prospect } : {}),
  };
}
