import type { Count } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { ComplaintFact, IncidentFact, JudgementFact, ThresholdFacts } from '#domain/threshold/facts.js';
import type { Finding } from '#domain/threshold/finding.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';
import { factsOf, incident, report } from './threshold-facts.js';

/** Three reports by anybody, without a window. */
export const THREE_REPORTS: Count = {
  test: 'count',
  id: 'reports',
  words: 'Three reports',
  unit: 'reports',
  atLeast: 3,
  category: 'asb',
  by: 'anybody',
  needs: 'complaint',
};

/** A report by a person, who is the victim when so named, on the day. */
export function told(
  personId: string | null,
  madeOn: string,
  changes: Partial<ComplaintFact> = {},
): ComplaintFact {
  const id = `${personId ?? 'somebody'}-${madeOn}-${changes.agencyId ?? ''}`;
  return report(id, madeOn, { personId, byVictim: personId === 'victim', agencyId: 'police', ...changes });
}

/** An incident of the day with what was told about it; it is known by its day and month. */
export function on(
  occurredOn: string,
  complaints: readonly ComplaintFact[],
  changes: Partial<IncidentFact> = {},
): IncidentFact {
  return { ...incident(occurredOn.slice(5), occurredOn, complaints), ...changes };
}

/** The answer of a coordinator about a relation between incidents, by their ids. */
export function said(
  question: string,
  answer: boolean,
  incidentIds?: readonly string[],
  onDay = '2026-07-01',
): JudgementFact {
  return {
    question,
    answer,
    by: 'coordinator',
    on: day(onDay),
    why: 'as they were described',
    ...(incidentIds ? { incidentIds } : {}),
  };
}

/** The finding of the rule, changed, for an application received on 10 July 2026. */
export function countOf(
  changes: Partial<Count>,
  incidents: readonly IncidentFact[],
  facts: Partial<ThresholdFacts> = {},
): Finding {
  return evaluate({ ...THREE_REPORTS, ...changes }, factsOf('2026-07-10', incidents, facts));
}
