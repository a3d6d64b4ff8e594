import type { Count, Criterion } from '#domain/policy/criterion.js';
import type { IncidentFact, JudgementFact, ThresholdFacts } from '#domain/threshold/facts.js';
import { factsOf, RECEIVED } from './many-reports.js';
import { SIX_RULES } from './six-rules.js';

/** A decision that is timed: a rule over facts of many reports. */
export interface DecisionShape {
  readonly label: string;
  readonly rule: Criterion;
  readonly facts: ThresholdFacts;
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

/** Several numbers at once, one of them of hate, and of half of the incidents nobody knows yet whether they are. */
const FIVE_NUMBERS: Count = {
  ...PERIOD,
  by: 'anybody',
  atLeast: 120,
  alsoAtLeast: { incidents: 60, people: 40, households: 30, agencies: 3, hate: 90 },
};

const hateUnsaid = (n: number): Partial<IncidentFact> =>
  n % 2 === 0 ? { hatePerceived: n % 4 === 0 } : { match: 'unmatched' };

/** Of every third incident nobody said to what problem it belongs, and every fifth nobody compared with the records. */
const halfTold = (n: number): Partial<IncidentFact> => {
  const compared: Partial<IncidentFact> = n % 5 === 0 ? { match: 'unmatched' } : {};
  return n % 3 === 0 ? compared : { ...compared, problem: `problem-${String(n % 4)}` };
};

/** The shapes that are timed. All but the first have 500 reports of 250 incidents. */
export const DECISION_SHAPES: readonly DecisionShape[] = [
  {
    label: 'three incidents of a victim, 10 reports',
    rule: INCIDENTS,
    facts: factsOf({ incidents: 5, people: 2 }),
  },
  {
    label: 'three incidents of a victim, 500 reports',
    rule: INCIDENTS,
    facts: factsOf({ incidents: 250, people: 2 }),
  },
  {
    label: 'any period, same problem, one person of 10',
    rule: { ...PERIOD, related: ['same_problem'] },
    facts: factsOf({ incidents: 250, people: 10 }),
  },
  {
    label: 'any period, one person of 500, a silent agency',
    rule: { ...PERIOD, atLeast: 30 },
    facts: factsOf({ incidents: 250, people: 500 }, { awaiting: AWAITED }),
  },
  {
    label: 'any period, half unlabelled and unmatched',
    rule: { ...PERIOD, related: ['same_problem', 'same_place'], atLeast: 200 },
    facts: factsOf({ incidents: 250, people: 10, change: unlabelled }),
  },
  {
    label: 'any period, similar, half said apart and half unsaid',
    rule: { ...PERIOD, by: 'anybody', related: ['similar'], atLeast: 200 },
    facts: factsOf(
      { incidents: 250, people: 10, change: (n) => ({ problem: `problem-${String(n)}` }) },
      { judgements: APART },
    ),
  },
  {
    label: 'people with incidents of their own, same problem',
    rule: SEPARATE,
    facts: factsOf({ incidents: 250, people: 50 }),
  },
  {
    label: 'people with incidents of their own, too few',
    rule: { ...SEPARATE, related: ['same_case'], atLeast: 60 },
    facts: factsOf({ incidents: 250, people: 50, change: () => ({ problem: 'noise' }) }),
  },
  {
    label: 'five numbers at once, hate unsaid in half, an agency silent',
    rule: FIVE_NUMBERS,
    facts: factsOf({ incidents: 250, people: 50, change: hateUnsaid }, { awaiting: AWAITED }),
  },
  {
    label: 'any of six nested rules with relations, much untold',
    rule: SIX_RULES,
    facts: factsOf({ incidents: 250, people: 40, change: halfTold }, { awaiting: AWAITED }),
  },
];
