import type { Count } from '#domain/policy/criterion.js';
import type { AwaitedAgency, ComplaintFact, IncidentFact, ThresholdFacts } from '#domain/threshold/facts.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';

/** A recorded report by the victim to the police on the day; null: its day is not known. */
export function report(
  id: string,
  madeOn: string | null,
  changes: Partial<ComplaintFact> = {},
): ComplaintFact {
  return {
    id,
    basis: 'report',
    agencyKind: 'police',
    personId: 'victim',
    byVictim: true,
    madeOn: madeOn === null ? null : day(madeOn),
    formallyRecorded: true,
    ...changes,
  };
}

/** A complaint by somebody else than the victim. */
export function reportBy(personId: string, id: string, madeOn: string): ComplaintFact {
  return report(id, madeOn, { personId, byVictim: false });
}

/** A confirmed incident that caused harassment. */
export function incident(id: string, occurredOn: string, complaints: readonly ComplaintFact[]): IncidentFact {
  return {
    id,
    occurredOn: day(occurredOn),
    hatePerceived: false,
    match: 'confirmed',
    caused: { harassmentAlarmOrDistress: true },
    complaints,
  };
}

/** A confirmed incident of which the victim complained on the day after. */
export function complainedOf(id: string, occurredOn: string): IncidentFact {
  const next = day(occurredOn).add({ days: 1 }).toString();
  return incident(id, occurredOn, [report(`${id}-report`, next)]);
}

/** Facts of an application received on the day, from somebody dissatisfied, with every answer in. */
export function factsOf(
  receivedOn: string,
  incidents: readonly IncidentFact[],
  changes: Partial<ThresholdFacts> = {},
): ThresholdFacts {
  return { receivedOn: day(receivedOn), incidents, dissatisfiedWithResponse: true, awaiting: [], ...changes };
}

export const COUNCIL: AwaitedAgency = {
  agencyId: 'council',
  agencyName: 'Leicester City Council',
  agencyKind: 'council',
  dueOn: null,
};

export const HEALTH: AwaitedAgency = {
  agencyId: 'health',
  agencyName: 'The Integrated Care Board',
  agencyKind: 'health',
  dueOn: null,
};

/** Three incidents that the victim complained of in the six months before the application. */
export const THREE_INCIDENTS: Count = {
  test: 'count',
  id: 'three-incidents',
  words: 'Three incidents complained of in six months',
  unit: 'incidents',
  atLeast: 3,
  category: 'asb',
  by: 'victim',
  needs: 'complaint',
  window: { anchor: 'before_application', length: { months: 6 }, tests: 'complaint' },
};

/** Three recorded incidents in any six months, each reported within a month and judged. */
export const THREE_RECORDED: Count = {
  ...THREE_INCIDENTS,
  id: 'three-recorded',
  needs: 'recorded_report',
  recordedBy: ['police', 'council', 'housing_provider'],
  window: { anchor: 'any_period', length: { months: 6 }, tests: 'complaint' },
  reportedWithin: { length: { months: 1 } },
  judgement: 'harassment_alarm_or_distress',
};

/** Three people who complained about one incident. */
export const THREE_PEOPLE: Count = {
  ...THREE_INCIDENTS,
  id: 'three-people',
  unit: 'people',
  by: 'anybody',
  related: ['same_incident'],
};

/** One hate incident suffered in the six months before the application. */
export const ONE_HATE_INCIDENT: Count = {
  ...THREE_INCIDENTS,
  id: 'hate-incident',
  atLeast: 1,
  category: 'hate',
  needs: 'suffered',
  window: { anchor: 'before_application', length: { months: 6 }, tests: 'incident' },
};
