import type { AboutIncident } from './about-incident.js';
import { complaintStanding, lastCountedDay, possibleComplaintDays } from './complaint-standing.js';
import { testedDays } from './tested-days.js';
import type { CountFrame } from './count-frame.js';
import type { DatedIncident } from './dated-facts.js';
import type { Days } from './day-number.js';
import type { IncidentFact } from './facts.js';
import type { Await } from './finding.js';
import { asksForHate, hateOf, type Hate } from './hate-standing.js';
import { incidentGround } from './incident-standing.js';
import type { ComplaintStanding, Standing } from './standing.js';

/** A complaint that nobody has produced yet but somebody may: on which days, and who would. */
export interface Prospect {
  readonly made: Days;
  /** The days of the date that places it. */
  readonly tested: Days;
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
  /** Those on which it was; the first alone but for behaviour that went on. */
  readonly days: Days;
  readonly ground: Standing;
  /** Undefined where the rule does not ask for hate. */
  readonly hate: Hate | undefined;
  /** Every known complaint, those that do not count too. */
  readonly complaints: readonly ComplaintStanding[];
  /** The number of the first of them among those of all incidents. */
  readonly firstComplaint: number;
  /** A further complaint that could still turn up and count. */
  readonly prospect: Prospect | undefined;
}

/** Looks at one incident and its complaints under the rule. */
export function incidentEvidence(frame: CountFrame, dated: DatedIncident): IncidentEvidence {
  const { incident, days, words, firstComplaint } = dated;
  const hate = asksForHate(frame.rule) ? hateOf(frame, dated) : undefined;
  const about = {
    frame,
    dated,
    incident,
    days,
    floor: frame.floorOf(incident),
    lastCounted: lastCountedDay(frame, days.through),
  };
  const ground = incidentGround(about, hate);
  const complaints = dated.complaints.map((complaint) => complaintStanding(complaint, about));
  const prospect = ground.stands === 'does_not_count' ? undefined : prospectOf(about);
  return { incident, words, days, ground, hate, complaints, firstComplaint, prospect };
}

function prospectOf(about: AboutIncident): Prospect | undefined {
  const { frame, dated } = about;
  const { openMatch } = dated;
  if (frame.recorderIds.length === 0 && openMatch.length === 0) return undefined;
  const made = possibleComplaintDays(about);
  const tested = made && testedDays(about, made, null);
  if (made === undefined || tested === undefined) return undefined;
  return {
    made,
    tested,
    agencyIds: frame.recorderIds,
    ofAnyAgency: openMatch.length > 0,
    awaits: awaitsOf(frame, dated),
  };
}

function awaitsOf({ recorderAnswers, answers }: CountFrame, dated: DatedIncident): readonly Await[] {
  if (recorderAnswers === answers) return dated.untilMatched;
  return dated.openMatch.length === 0 ? recorderAnswers : [...recorderAnswers, ...dated.openMatch];
}
