import { Temporal } from 'temporal-polyfill';
import type { ComplaintFact, IncidentFact, ThresholdFacts } from '#domain/threshold/facts.js';

/** The day on which the application is received. */
export const RECEIVED = Temporal.PlainDate.from('2026-07-10');
const HALVES = 2;

interface Made {
  readonly incidents: number;
  readonly people: number;
  /** Changes one of the incidents, by its number. */
  readonly change?: (n: number) => Partial<IncidentFact>;
}

/** Incidents over two years with two reports each, by people in turn. Ids are in no order of time. */
export function factsOf(
  { incidents, people, change }: Made,
  changes: Partial<ThresholdFacts> = {},
): ThresholdFacts {
  const list = Array.from({ length: incidents }, (_, n): IncidentFact => {
    const occurredOn = RECEIVED.subtract({ days: (n * 7919) % 730 });
    const complaints = Array.from({ length: HALVES }, (_none, half): ComplaintFact => {
      const person = `person-${String((n * HALVES + half) % people)}`;
      return {
        id: `report-${String(n)}-${String(half)}`,
        basis: 'report',
        agencyId: half === 0 ? 'police' : 'council',
        agencyKind: half === 0 ? 'police' : 'council',
        personId: person,
        byVictim: half === 0,
        householdId: `household-of-${person}`,
        madeOn: occurredOn.add({ days: n % 20 }),
        formallyRecorded: true,
      };
    });
    return {
      id: `incident-${String(n)}`,
      occurredOn,
      hatePerceived: false,
      match: 'confirmed',
      caused: { harassmentAlarmOrDistress: true },
      problem: `problem-${String(n % 10)}`,
      complaints,
      ...change?.(n),
    };
  });
  return { receivedOn: RECEIVED, incidents: list, dissatisfiedWithResponse: true, awaiting: [], ...changes };
}
