import fc from 'fast-check';
import { CONDITIONS, type Criterion, type MarkedDay } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import { factsFromJson, factsToJson } from '#domain/threshold/facts-json.js';
import type { IncidentFact, JudgementFact, RiskFact, ThresholdFacts } from '#domain/threshold/facts.js';
import type { Finding } from '#domain/threshold/finding.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';
import { COUNCIL, factsOf, incident, report } from './threshold-facts.js';

const RECEIVED = day('2026-07-10');
const BANDS = ['low', 'high'];
const matrix = {
  words: 'Matrix',
  questions: [],
  bands: BANDS.map((id, n) => ({ id, words: id, from: n })),
};
const MARKED: readonly MarkedDay[] = [
  'first_incident',
  'latest_incident',
  'first_reported_incident',
  'latest_reported_incident',
  'first_complaint',
  'latest_complaint',
];

const APPLIED: readonly Criterion[] = MARKED.flatMap((of): Criterion[] => [
  { test: 'applied_within', id: `within-${of}`, words: of, of, length: { weeks: 3 } },
  { test: 'applied_after', id: `after-${of}`, words: of, of, length: { weeks: 3 } },
]);

const EVERY_TEST: Criterion = {
  test: 'all_of',
  id: 'all',
  words: 'All',
  criteria: [
    ...APPLIED,
    ...CONDITIONS.map((condition): Criterion => ({
      test: 'condition',
      id: condition,
      words: 'x',
      condition,
    })),
    { test: 'judgement', id: 'own', words: 'Own', question: 'Is it so?', judgedBy: 'panel' },
    { test: 'discretion', id: 'may', words: 'May', decidedBy: 'panel', factors: [{ id: 'f', words: 'F' }] },
    { test: 'risk', id: 'risk', words: 'Risk', band: 'high' },
  ],
};

const days = fc.integer({ min: 0, max: 60 }).map((n) => RECEIVED.subtract({ days: n }));

const judgements: fc.Arbitrary<readonly JudgementFact[]> = fc.array(
  fc.record({
    question: fc.constantFrom(...CONDITIONS, 'own', 'may'),
    answer: fc.boolean(),
    by: fc.constantFrom('applicant', 'panel', 'u1'),
    on: fc.integer({ min: 0, max: 2 }).map((n) => RECEIVED.add({ days: n })),
    why: fc.constantFrom('', 'because'),
    factors: fc.subarray(['f', 'g']),
  }),
  { maxLength: 12 },
);

const risk: fc.Arbitrary<readonly RiskFact[]> = fc.array(
  fc.record({ band: fc.constantFrom(...BANDS), by: fc.constantFrom('panel', 'u1'), on: days }),
  { maxLength: 3 },
);

const incidents: fc.Arbitrary<readonly IncidentFact[]> = fc
  .array(
    fc.record({
      on: days,
      match: fc.constantFrom<IncidentFact['match'][]>(
        'confirmed',
        'unmatched',
        'not_found',
        'other_evidence',
      ),
      made: fc.array(fc.option(days, { nil: null, freq: 4 }), { maxLength: 3 }),
    }),
    { maxLength: 4 },
  )
  .map((list) =>
    list.map(({ on, match, made }, n): IncidentFact => {
      const complaints = made.map((each, m) =>
        report(`c${String(n)}-${String(m)}`, each?.toString() ?? null, { background: false }),
      );
      return { ...incident(`i${String(n)}`, on.toString(), complaints), match };
    }),
  );

const facts: fc.Arbitrary<ThresholdFacts> = fc
  .record({ incidents, judgements, risk, awaiting: fc.subarray([COUNCIL]) })
  .map(({ incidents: named, ...rest }) => factsOf(RECEIVED.toString(), named, rest));

const find = (given: ThresholdFacts) => evaluate(EVERY_TEST, given, { riskMatrix: matrix });
const leaves = (finding: Finding): readonly Finding[] =>
  finding.children.length === 0 ? [finding] : finding.children.flatMap(leaves);

describe('every test but the counts', () => {
  it('gives the same finding in whatever order the facts are listed, and from stored facts', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const reversed: ThresholdFacts = {
          ...given,
          incidents: given.incidents
            .map((each) => ({ ...each, complaints: [...each.complaints].reverse() }))
            .reverse(),
          judgements: [...(given.judgements ?? [])].reverse(),
          risk: [...(given.risk ?? [])].reverse(),
        };
        const finding = JSON.stringify(find(given));
        expect(JSON.stringify(find(reversed))).toBe(finding);
        expect(JSON.stringify(find(factsFromJson(JSON.parse(JSON.stringify(factsToJson(given))))))).toBe(
          finding,
        );
      }),
    );
  });

  it('waits for something when it is open, and for nothing when it is settled', () => {
    fc.assert(
      fc.property(facts, (given) => {
        for (const leaf of leaves(find(given)))
          expect([leaf.criterionId, leaf.awaits.length > 0]).toEqual([
            leaf.criterionId,
            leaf.verdict === 'needs_judgement',
          ]);
      }),
    );
  });
});

describe('the day of applying', () => {
  /** Settles what is open: each unmatched incident one way or the other, each unknown day, and the awaited agency. */
  const settled = (given: ThresholdFacts, choose: () => boolean): ThresholdFacts => ({
    ...given,
    awaiting: [],
    incidents: given.incidents.map((each): IncidentFact => {
      const mayBeFound =
        each.match === 'unmatched' || (each.match === 'not_found' && given.awaiting.length > 0);
      const mayBeAdded = mayBeFound || given.awaiting.length > 0;
      const added = mayBeAdded && choose() ? [report(`${each.id}-more`, each.occurredOn.toString())] : [];
      const complaints = [...each.complaints, ...added].map((made) =>
        made.madeOn === null ? { ...made, madeOn: choose() ? each.occurredOn : RECEIVED } : made,
      );
      return { ...each, complaints, match: mayBeFound ? (choose() ? 'confirmed' : 'not_found') : each.match };
    }),
  });

  it('once told does not change by what was still open, be nothing left to reckon from', () => {
    let changed = 0;
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.boolean()), (given, choices) => {
        const later = settled(given, () => choices.next().value === true);
        for (const rule of APPLIED) {
          const [before, after] = [evaluate(rule, given), evaluate(rule, later)];
          expect(after.verdict).not.toBe('needs_judgement');
          if (before.verdict === 'needs_judgement') changed += 1;
          else expect(after.verdict).toBe(before.verdict);
        }
      }),
      { numRuns: 300 },
    );
    expect(changed).toBeGreaterThan(0);
  });
});
