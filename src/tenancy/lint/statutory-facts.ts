import type { LocalDate } from '#domain/calendar/local-date.js';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import type { ComplaintFact, IncidentFact, JudgementFact, ThresholdFacts } from '#domain/threshold/facts.js';
import { Temporal } from 'temporal-polyfill';

/** What one complaint of a made-up case is about, and how it was made; what is left out is as plain as can be. */
export interface MadeUpComplaint {
  /** ISO day of the incident. */
  readonly incident: string;
  /** ISO day of the complaint. Left out: the day after the incident. */
  readonly complaint?: string;
  readonly person?: string;
  /** Whether that person made it for the victim. */
  readonly isForVictim?: boolean;
  /** Whether the reporter told nobody who they are. */
  readonly isAnonymous?: boolean;
  readonly told?: AgencyKind;
  readonly isRecorded?: boolean;
  readonly isHate?: boolean;
  /** Kinds of behaviour, in the partnership's own ids. */
  readonly behaviours?: readonly string[];
  /** Null while nobody judged what the incident caused. */
  readonly causedHarm?: boolean | null;
  /** A label of the place and of who is complained of. */
  readonly where?: string;
}

/** The six months that end on this day are as long as six months can be: they began on 1 March, 184 days before. */
const RECEIVED_ON = Temporal.PlainDate.from('2026-08-31');

/** What the Act itself means by anti-social behaviour in an area, and that all complaints are about the same. */
const SAID_OF_ALL = [
  'caused_harassment_alarm_or_distress',
  'caused_by_people_in_area',
  'same_problem',
  'same_or_similar',
  'similar',
  'related',
  'same_case',
];

/**
 * A case of these complaints, each about an incident of its own, in which every agency has answered and nobody has
 * judged anything, nor been asked anything that the Act does not ask.
 */
export function factsOf(
  complaints: readonly MadeUpComplaint[],
  changes: Partial<ThresholdFacts> = {},
): ThresholdFacts {
  return {
    receivedOn: RECEIVED_ON,
    incidents: complaints.map(incidentOf),
    dissatisfiedWithResponse: null,
    awaiting: [],
    judgements: SAID_OF_ALL.map(yes),
    earlierReviews: [],
    ...changes,
  };
}

function yes(question: string): JudgementFact {
  return { question, answer: true, by: 'applicant', on: RECEIVED_ON, why: 'said in the application' };
}

function incidentOf(complaint: MadeUpComplaint, index: number): IncidentFact {
  const { incident, isHate = false, behaviours = [], causedHarm = true, where = 'here' } = complaint;
  const occurredOn = Temporal.PlainDate.from(incident);
  return {
    id: `incident-${String(index + 1)}`,
    occurredOn,
    hatePerceived: isHate,
    ...(isHate ? { hatePerceivedBy: 'both' } : {}),
    hateRecorded: isHate,
    crime: isHate,
    behaviours,
    problem: 'the problem',
    place: where,
    personComplainedOf: where,
    match: 'confirmed',
    caused: { harassmentAlarmOrDistress: causedHarm },
    complaints: [complaintOf(complaint, index, occurredOn)],
  };
}

function complaintOf(made: MadeUpComplaint, index: number, occurredOn: LocalDate): ComplaintFact {
  const { complaint, told = 'council', isRecorded = true } = made;
  const madeOn = complaint === undefined ? occurredOn.add({ days: 1 }) : Temporal.PlainDate.from(complaint);
  return {
    id: `complaint-${String(index + 1)}`,
    basis: 'report',
    reportId: `report-${String(index + 1)}`,
    agencyId: told,
    agencyKind: told,
    ...madeBy(made),
    madeOn,
    recordedOn: madeOn,
    formallyRecorded: isRecorded,
    background: false,
  };
}

function madeBy({
  person = 'victim',
  isForVictim,
  isAnonymous,
}: MadeUpComplaint): Partial<ComplaintFact> & Maker {
  if (isAnonymous) return { personId: null, byVictim: null, anonymous: true };
  return {
    personId: person,
    byVictim: person === 'victim',
    householdId: `household of ${person}`,
    ...(isForVictim ? { madeFor: 'victim' } : {}),
  };
}

type Maker = Pick<ComplaintFact, 'personId' | 'byVictim'>;
