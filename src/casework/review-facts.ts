import type { LocalDate } from '#domain/calendar/local-date.js';
import { actorInWords } from '#domain/policy/actor-in-words.js';
import { ACTORS } from '#domain/policy/timescales.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { AssessedRisk } from '#domain/threshold/assess-risk.js';
import type {
  ComplaintFact,
  IncidentFact,
  JudgementFact,
  RiskFact,
  ThresholdFacts,
} from '#domain/threshold/facts.js';
import { questionsOf, type AskedQuestion } from '#domain/threshold/questions.js';
import type { AgencyRecord } from './partnership-ports.js';
import type { AnswerToCheck, ComplaintToCheck, IncidentToCheck, ReviewToCheck } from './review-to-check.js';

/** What the answers of somebody who asks are held against. */
export interface ReviewSetting {
  readonly policy: PolicyVersion;
  readonly agencies: readonly Pick<AgencyRecord, 'slug' | 'kind'>[];
  readonly today: LocalDate;
}

/** The facts as somebody tells them, taken as the agencies would confirm them. */
export function reviewFacts(
  review: ReviewToCheck,
  setting: ReviewSetting,
  risk: AssessedRisk | undefined,
): ThresholdFacts {
  const { incidents, dissatisfied, answers = [] } = review;
  const { policy, today } = setting;
  const told = { ...setting, me: meIn(incidents) };
  return {
    receivedOn: today,
    dissatisfiedWithResponse: dissatisfied ?? null,
    awaiting: [],
    incidents: incidents.map((incident, index) => incidentFact(incident, index, told)),
    judgements: answers.flatMap((each) =>
      judgementFact(each, { asked: questionAsked(policy, each.question), today }),
    ),
    risk: risk?.band === undefined ? [] : [riskFact(risk, risk.band.id, today)],
  };
}

/** The question of the policy that an answer is to. */
export function questionAsked({ threshold }: PolicyVersion, question: string): AskedQuestion | undefined {
  return questionsOf(threshold).find((each) => each.question === question);
}

interface Told extends ReviewSetting {
  /** Whoever asks. */
  readonly me: string;
}

/** Where no complaint of theirs tells who the victim is, whoever asks is the victim of whom nothing is known. */
function meIn(incidents: readonly IncidentToCheck[]): string {
  return incidents.some(({ complaints }) => complaints.some(({ by }) => by === 'ME')) ? 'me' : 'victim';
}

function incidentFact(incident: IncidentToCheck, index: number, told: Told): IncidentFact {
  const { occurredOn, hate = false, recordedAsHate, crime, causedDistress, behaviours } = incident;
  const { alsoAffected } = incident;
  const id = String(index + 1);
  return {
    id,
    occurredOn,
    hatePerceived: hate,
    ...(hate && { hatePerceivedBy: 'applicant' as const }),
    hateRecorded: recordedAsHate ?? null,
    crime: crime ?? null,
    ...(behaviours && { behaviours }),
    ...labelsOf(incident),
    ...(alsoAffected && { affected: [told.me, ...alsoAffected.map(personOf)] }),
    match: 'confirmed',
    caused: { harassmentAlarmOrDistress: causedDistress ?? null },
    complaints: incident.complaints.map((complaint, place) =>
      complaintFact(complaint, `${id}.${String(place + 1)}`, told),
    ),
  };
}

function labelsOf({
  problemNumber,
  placeNumber,
  personComplainedOfNumber,
}: IncidentToCheck): Pick<IncidentFact, 'problem' | 'place' | 'personComplainedOf'> {
  return {
    ...(problemNumber !== undefined && { problem: `problem ${String(problemNumber)}` }),
    ...(placeNumber !== undefined && { place: `place ${String(placeNumber)}` }),
    ...(personComplainedOfNumber !== undefined && {
      personComplainedOf: `person complained of ${String(personComplainedOfNumber)}`,
    }),
  };
}

function complaintFact(complaint: ComplaintToCheck, id: string, { me, agencies }: Told): ComplaintFact {
  const { to, agency, madeOn, recordedOn, formallyRecorded = true, householdNumber } = complaint;
  const kind = agencies.find(({ slug }) => slug === agency)?.kind ?? to;
  return {
    id,
    basis: 'report',
    ...(agency !== undefined && { agencyId: agency }),
    ...(kind !== undefined && { agencyKind: kind }),
    ...complainant(complaint, me),
    householdId: householdNumber === undefined ? null : `household ${String(householdNumber)}`,
    madeOn: madeOn ?? null,
    ...(recordedOn && { recordedOn }),
    formallyRecorded,
    background: false,
  };
}

function complainant(
  { by, personNumber }: ComplaintToCheck,
  me: string,
): Pick<ComplaintFact, 'personId' | 'byVictim'> {
  if (by === 'ME') return { personId: me, byVictim: true };
  const personId = personNumber === undefined ? null : personOf(personNumber);
  return { personId, byVictim: by === 'UNKNOWN' ? null : false };
}

function personOf(number: number): string {
  return `person ${String(number)}`;
}

interface Asked {
  readonly asked: AskedQuestion | undefined;
  readonly today: LocalDate;
}

/** None of an answer that is not known. A discretion is taken to weigh all that it has to. */
function judgementFact(
  { question, answer, incidents }: AnswerToCheck,
  { asked, today }: Asked,
): JudgementFact[] {
  if (answer === undefined || !asked) return [];
  return [
    {
      question,
      answer,
      ...(incidents && { incidentIds: incidents.map(String) }),
      ...(asked.factors.length > 0 && { factors: asked.factors }),
      by: 'applicant',
      on: today,
      why: asked.of === 'applicant' ? '' : `supposed, since it is for ${nameOf(asked.of)} to say`,
    },
  ];
}

function nameOf(role: string): string {
  const actor = ACTORS.find((each) => each === role);
  return actor === undefined ? role : actorInWords(actor);
}

function riskFact({ least, most }: AssessedRisk, band: string, on: LocalDate): RiskFact {
  return { band, ...(least === most && { points: least }), by: 'applicant', on };
}
