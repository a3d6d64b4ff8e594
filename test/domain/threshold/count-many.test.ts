import fc from 'fast-check';
import type { Count } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { IncidentFact, JudgementFact, ThresholdFacts } from '#domain/threshold/facts.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';
import { THREE_REPORTS } from './counting-facts.js';
import { plainBounds } from './plain-bounds.js';
import { COUNCIL, factsOf } from './threshold-facts.js';

const RECEIVED = '2026-07-10';

const rules: fc.Arbitrary<Count> = fc
  .record({
    unit: fc.constantFrom('reports', 'incidents'),
    by: fc.constantFrom('one_person', 'anybody'),
    atLeast: fc.integer({ min: 1, max: 14 }),
    isInPeriod: fc.boolean(),
    related: fc.subarray(['same_problem', 'similar', 'same_place'] as const, { maxLength: 2 }),
  })
  .map(({ isInPeriod, related, ...rest }) => ({
    ...THREE_REPORTS,
    ...rest,
    ...(isInPeriod
      ? { window: { anchor: 'any_period', length: { days: 40 }, tests: 'complaint' } as const }
      : {}),
    ...(related.length > 0 ? { related } : {}),
  }));

const drawn = fc.record({
  daysAgo: fc.integer({ min: 0, max: 120 }),
  isUnmatched: fc.constantFrom(false, false, false, true),
  problem: fc.constantFrom(undefined, 'x', 'y'),
  place: fc.constantFrom(undefined, undefined, 'p'),
  isSaidApart: fc.constantFrom(false, false, true),
  complaints: fc.array(
    fc.record({ person: fc.integer({ min: -1, max: 5 }), after: fc.integer({ min: 0, max: 20 }) }),
    { maxLength: 3 },
  ),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function incidentOf({ daysAgo, isUnmatched, problem, place, complaints }: Drawn, n: number): IncidentFact {
  const occurredOn = day(RECEIVED).subtract({ days: daysAgo });
  return {
    id: `i${String(n)}`,
    occurredOn,
    hatePerceived: false,
    match: isUnmatched ? 'unmatched' : 'confirmed',
    caused: { harassmentAlarmOrDistress: null },
    ...(problem ? { problem } : {}),
    ...(place ? { place } : {}),
    complaints: complaints.map(({ person, after }, m) => ({
      id: `c${String(n)}-${String(m)}`,
      basis: 'report',
      agencyId: 'police',
      agencyKind: 'police',
      personId: person < 0 ? null : `p${String(person)}`,
      byVictim: false,
      madeOn: occurredOn.add({ days: Math.min(after, daysAgo) }),
      formallyRecorded: true,
    })),
  };
}

/** That one incident belongs with no others. */
function apart(n: number): JudgementFact {
  const said = { by: 'coordinator', on: day(RECEIVED), why: 'another matter', answer: false };
  return { question: 'similar', incidentIds: [`i${String(n)}`], ...said };
}

/** Up to thirty incidents with ninety reports by six people and some whom nobody knows. */
const manyFacts: fc.Arbitrary<ThresholdFacts> = fc
  .tuple(fc.array(drawn, { minLength: 1, maxLength: 30, size: 'max' }), fc.constantFrom([], [], [COUNCIL]))
  .map(([all, awaiting]) =>
    factsOf(RECEIVED, all.map(incidentOf), {
      awaiting,
      judgements: all.flatMap(({ isSaidApart, problem }, n) =>
        isSaidApart && problem === undefined ? [apart(n)] : [],
      ),
    }),
  );

describe('a count over many reports', () => {
  it('comes to what trying every person, group and period one after the other comes to', () => {
    fc.assert(
      fc.property(rules, manyFacts, (rule, facts) => {
        expect(evaluate(rule, facts)).toMatchObject(plainBounds(rule, facts));
      }),
      { numRuns: 300 },
    );
  });

  it('is tried on facts of every verdict', () => {
    const verdicts = fc
      .sample(fc.tuple(rules, manyFacts), { numRuns: 60, seed: 1 })
      .map(([rule, facts]) => plainBounds(rule, facts).verdict);
    expect(new Set(verdicts)).toEqual(new Set(['met', 'not_met', 'needs_judgement']));
  });
});
