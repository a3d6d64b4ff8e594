import { compareDates } from '#domain/calendar/local-date.js';
import type { ComplaintFact, IncidentFact, JudgementFact, RiskFact, ThresholdFacts } from './facts.js';

/** The facts in an order that does not depend on how they are listed. */
export function inOrder(facts: ThresholdFacts): ThresholdFacts {
  const { judgements, risk } = facts;
  return {
    ...facts,
    incidents: facts.incidents
      .map((incident): IncidentFact => ({
        ...incident,
        complaints: [...incident.complaints].sort(byDayThenId),
      }))
      .sort((a, b) => compareDates(a.occurredOn, b.occurredOn) || compareText(a.id, b.id)),
    awaiting: [...facts.awaiting].sort((a, b) => compareText(a.agencyId, b.agencyId)),
    ...(judgements ? { judgements: [...judgements].sort(byDayThenAnswer) } : {}),
    ...(risk ? { risk: [...risk].sort(byDayThenBand) } : {}),
  };
}

function byDayThenAnswer(a: JudgementFact, b: JudgementFact): number {
  const whole = ({ question, incidentIds = [], answer, by, why, factors = [] }: JudgementFact) =>
    JSON.stringify([question, by, why, answer, [...incidentIds].sort(), [...factors].sort()]);
  return compareDates(a.on, b.on) || compareText(whole(a), whole(b));
}

function byDayThenBand(a: RiskFact, b: RiskFact): number {
  const whole = ({ band, by, points }: RiskFact) => JSON.stringify([by, band, points ?? null]);
  return compareDates(a.on, b.on) || compareText(whole(a), whole(b));
}

function byDayThenId(a: ComplaintFact, b: ComplaintFact): number {
  if (a.madeOn && b.madeOn) return compareDates(a.madeOn, b.madeOn) || compareText(a.id, b.id);
  return Number(a.madeOn === null) - Number(b.madeOn === null) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
