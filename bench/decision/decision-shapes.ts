import { Temporal } from 'temporal-polyfill';
import type { Count } from '#domain/policy/criterion.js';
import type { ComplaintFact, IncidentFact, JudgementFact, ThresholdFacts } from '#domain/threshold/facts.js';

/** A decision that is timed: a rule over facts of many reports. */
export interface DecisionShape {
  readonly label: string;
  /** Whether it is what cases are like; the others are as hard as could be thought of. */
  readonly isUsual: boolean;
  readonly rule: Count;
  readonly facts: ThresholdFacts;
}

const RECEIVED = Temporal.PlainDate.from('2026-07-10');
const HALVES = 2;

interface Made {
  readonly incidents: number;
  readonly people: number;
  /** Changes one of the incidents, by its number. */
  readonly change?: (n: number) => Partial<IncidentFact>;
}

/** Incidents over two years with two reports each, by people in turn. Ids are in no order of time. */
function factsOf({ incidents, people, change }: Made, changes: Partial<ThresholdFacts> = {}): ThresholdFacts {
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

const PERIOD: Count = {
  test: 'count',
  id: 'count',
  words: 'Reports of one problem by one person in any six months',
  unit: 'reports',
  atLeast: 3,
  category: 'asb',
  by: 'one_person',
  needs: 'complaint',
  window: { anchor: 'any_period', length: { months: 6 }, tests: 'complaint' },
};

const SEPARATE: Count = {
  ...PERIOD,
  unit: 'people',
  atLeast: 5,
  by: 'anybody',
  related: ['same_problem'],
  separateIncidents: true,
};

const INCIDENTS: Count = {
  ...PERIOD,
  unit: 'incidents',
  by: 'victim',
  window: { anchor: 'before_application', length: { months: 6 }, tests: 'complaint' },
};

/** Half of the incidents are said not to be similar to any other; nobody said where the rest belongs. */
const APART: readonly JudgementFact[] = Array.from({ length: 125 }, (_, n) => ({
  question: 'similar',
  incidentIds: [`incident-${String(n)}`],
  answer: false,
  by: 'coordinator',
  on: RECEIVED,
  why: 'another matter',
}));

const AWAITED = [{ agencyId: 'landlord', agencyName: 'The landlord', dueOn: null }] as const;

const unlabelled = (n: number): Partial<IncidentFact> =>
  n % 2 === 0 ? { problem: 'noise' } : { match: 'unmatched' };

/** The shapes that are timed. All but the first have 500 reports of 250 incidents. */
export const DECISION_SHAPES: readonly DecisionShape[] = [
  {
    label: 'three incidents of a victim, 10 reports',
    isUsual: true,
    rule: INCIDENTS,
    facts: factsOf({ incidents: 5, people: 2 }),
  },
  {
    label: 'three incidents of a victim, 500 reports',
    isUsual: true,
    rule: INCIDENTS,
    facts: factsOf({ incidents: 250, people: 2 }),
  },
  {
    label: 'any period, same problem, one person of 10',
    isUsual: true,
    rule: { ...PERIOD, related: ['same_problem'] },
    facts: factsOf({ incidents: 250, people: 10 }),
  },
  {
    label: 'any period, one person of 500, a silent agency',
    isUsual: false,
    rule: { ...PERIOD, atLeast: 30 },
    facts: factsOf({ incidents: 250, people: 500 }, { awaiting: AWAITED }),
  },
  {
    label: 'any period, half unlabelled and unmatched',
    isUsual: false,
    rule: { ...PERIOD, related: ['same_problem', 'same_place'], atLeast: 200 },
    facts: factsOf({ incidents: 250, people: 10, change: unlabelled }),
  },
  {
    label: 'any period, similar, half said apart and half unsaid',
    isUsual: false,
    rule: { ...PERIOD, by: 'anybody', related: ['similar'], atLeast: 200 },
    facts: factsOf(
      { incidents: 250, people: 10, change: (n) => ({ problem: `problem-${String(n)}` }) },
      { judgements: APART },
    ),
  },
  {
    label: 'people with incidents of their own, same problem',
    isUsual: false,
    rule: SEPARATE,
    facts: factsOf({ incidents: 250, people: 50 }),
  },
  {
    label: 'people with incidents of their own, too few',
    isUsual: false,
    rule: { ...SEPARATE, related: ['same_case'], atLeast: 60 },
    facts: factsOf({ incidents: 250, people: 50, change: () => ({ problem: 'noise' }) }),
  },
];
