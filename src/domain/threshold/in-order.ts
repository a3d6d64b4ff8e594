import { epochDayOf } from '#domain/calendar/epoch-day.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import { agenciesByKind, answersOf } from './agencies.js';
import { dayInWords } from './day-in-words.js';
import { datedComplaint, type DatedComplaint, type DatedFacts, type DatedIncident } from './dated-facts.js';
import type { ComplaintFact, IncidentFact, JudgementFact, RiskFact, ThresholdFacts } from './facts.js';
import type { Await } from './finding.js';
import { householdsOf } from './households.js';
import { incidentInWords, lastDayOf } from './incident-in-words.js';
import { kinOf } from './kin.js';
import { once, remembered, type OfDay } from './remembered.js';

/** The facts in an order that does not depend on how they are listed, with the numbers of their days. */
export function inOrder(facts: ThresholdFacts): DatedFacts {
  const { judgements, risk } = facts;
  const inWords = remembered(dayInWords);
  const awaiting = [...facts.awaiting].sort((a, b) => compareText(a.agencyId, b.agencyId));
  const answers = answersOf(awaiting);
  const dated = datedIncidents(facts, { receivedOn: facts.receivedOn, inWords, answers });
  return {
    ...facts,
    dated,
    receivedDay: epochDayOf(facts.receivedOn),
    answers,
    ofDay: { lastDays: new Map(), words: new Map(), inWords },
    ofComplaints: ofComplaints(dated),
    incidents: dated.map(({ incident }) => incident),
    awaiting,
    ...(judgements ? { judgements: byDayThenText(judgements, textOfJudgement) } : {}),
    ...(risk ? { risk: byDayThenText(risk, textOfRisk) } : {}),
  };
}

function datedIncidents(
  { incidents }: ThresholdFacts,
  same: Omit<Placed, 'occurredOn' | 'firstComplaint'>,
): DatedIncident[] {
  let firstComplaint = 0;
  return incidents
    .map((incident) => ({ incident, occurredOn: epochDayOf(incident.occurredOn) }))
    .sort((a, b) => a.occurredOn - b.occurredOn || compareText(a.incident.id, b.incident.id))
    .map(({ incident, occurredOn }) => {
      const made = { ...same, occurredOn, firstComplaint };
      firstComplaint += incident.complaints.length;
      return datedIncident(incident, made);
    });
}

interface Placed {
  readonly occurredOn: number;
  readonly receivedOn: LocalDate;
  readonly inWords: OfDay<string>;
  readonly answers: readonly Await[];
  readonly firstComplaint: number;
}

function datedIncident(given: IncidentFact, placed: Placed): DatedIncident {
  const { occurredOn, receivedOn, inWords, answers, firstComplaint } = placed;
  const { through, match, id } = given;
  const openMatch: readonly Await[] = match === 'unmatched' ? [{ kind: 'match', incidentId: id }] : [];
  const complaints = given.complaints.map((each) => datedComplaint(each, inWords));
  const isInOrder = complaints.every(
    (each, n) => n === 0 || byDayThenId(complaints[n - 1] ?? each, each) <= 0,
  );
  if (!isInOrder) complaints.sort(byDayThenId);
  const incident = isInOrder ? given : { ...given, complaints: complaints.map(({ complaint }) => complaint) };
  const isRecorded = match === 'confirmed' || match === 'differs';
  const lastOn = through === undefined ? occurredOn : epochDayOf(lastDayOf(given, receivedOn));
  return {
    incident,
    days: { from: occurredOn, through: lastOn },
    words: through === undefined ? `incident of ${inWords(occurredOn)}` : incidentInWords(given),
    complaints,
    firstComplaint,
    hasBackground: complaints.some((each) => each.isBackground),
    isShownByBackgroundOnly:
      isRecorded && complaints.length > 0 && complaints.every((each) => each.isBackground),
    openMatch,
    untilMatched: openMatch.length === 0 ? answers : [...answers, ...openMatch],
  };
}

function ofComplaints(dated: readonly DatedIncident[]): DatedFacts['ofComplaints'] {
  const all = once(() => dated.flatMap(({ incident }) => incident.complaints));
  const ofEach = <T>(of: (told: readonly ComplaintFact[]) => (complaint: ComplaintFact) => T) =>
    once(() => all().map(of(all())));
  return {
    all,
    households: ofEach(householdsOf),
    kins: ofEach(kinOf),
    agencies: once(() => agenciesByKind(all())),
  };
}

function textOfJudgement({
  question,
  incidentIds = [],
  answer,
  by,
  why,
  factors = [],
}: JudgementFact): string {
  return JSON.stringify([question, by, why, answer, [...incidentIds].sort(), [...factors].sort()]);
}

function textOfRisk({ band, by, points }: RiskFact): string {
  return JSON.stringify([by, band, points ?? null]);
}

function byDayThenText<T extends JudgementFact | RiskFact>(
  facts: readonly T[],
  textOf: (fact: T) => string,
): T[] {
  return facts
    .map((fact) => ({ fact, day: epochDayOf(fact.on), text: textOf(fact) }))
    .sort((a, b) => a.day - b.day || compareText(a.text, b.text))
    .map(({ fact }) => fact);
}

function byDayThenId(a: DatedComplaint, b: DatedComplaint): number {
  const byId = () => compareText(a.complaint.id, b.complaint.id);
  if (a.madeOn !== null && b.madeOn !== null) return a.madeOn - b.madeOn || byId();
  return Number(a.madeOn === null) - Number(b.madeOn === null) || byId();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
