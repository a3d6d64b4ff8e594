import { epochDayOf } from '#domain/calendar/epoch-day.js';
import { datedComplaint, type DatedComplaint, type DatedFacts, type DatedIncident } from './dated-facts.js';
import type { IncidentFact, JudgementFact, RiskFact, ThresholdFacts } from './facts.js';
import { incidentInWords } from './incident-in-words.js';

/** The facts in an order that does not depend on how they are listed, with the numbers of their days. */
export function inOrder(facts: ThresholdFacts): DatedFacts {
  const { judgements, risk } = facts;
  const dated = facts.incidents
    .map(withComplaintsInOrder)
    .sort((a, b) => a.occurredOn - b.occurredOn || compareText(a.incident.id, b.incident.id));
  return {
    ...facts,
    dated,
    ofDay: { lastDays: new Map(), words: new Map() },
    incidents: dated.map(({ incident }) => incident),
    awaiting: [...facts.awaiting].sort((a, b) => compareText(a.agencyId, b.agencyId)),
    ...(judgements ? { judgements: byDayThenText(judgements, textOfJudgement) } : {}),
    ...(risk ? { risk: byDayThenText(risk, textOfRisk) } : {}),
  };
}

function withComplaintsInOrder(given: IncidentFact): DatedIncident {
  const complaints = given.complaints.map(datedComplaint);
  const isInOrder = complaints.every(
    (each, n) => n === 0 || byDayThenId(complaints[n - 1] ?? each, each) <= 0,
  );
  if (!isInOrder) complaints.sort(byDayThenId);
  return {
    incident: isInOrder ? given : { ...given, complaints: complaints.map(({ complaint }) => complaint) },
    occurredOn: epochDayOf(given.occurredOn),
    words: incidentInWords(given),
    complaints,
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
