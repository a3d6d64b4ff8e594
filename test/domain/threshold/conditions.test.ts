import { CONDITIONS, type Condition, type ConditionKind } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { JudgementFact, ThresholdFacts } from '#domain/threshold/facts.js';
import type { Verdict } from '#domain/threshold/finding.js';
import { answered } from './answers-of-people.js';
import { complainedOf, factsOf, incident } from './threshold-facts.js';

const RECEIVED = '2026-07-10';

function rule(condition: ConditionKind, changes: Partial<Condition> = {}): Condition {
  return { test: 'condition', id: 'asked', words: 'As the page says', condition, ...changes };
}

function factsWith(judgements: readonly JudgementFact[], changes: Partial<ThresholdFacts> = {}) {
  return factsOf(RECEIVED, [], { dissatisfiedWithResponse: null, judgements, ...changes });
}

const verdictOf = (condition: ConditionKind, judgements: readonly JudgementFact[]) =>
  evaluate(rule(condition), factsWith(judgements)).verdict;

describe('a condition', () => {
  it.each(CONDITIONS)('%s is as it was answered, and waits while nobody did', (condition) => {
    expect(verdictOf(condition, [answered(condition, true, '2026-07-13')])).toBe('met');
    expect(verdictOf(condition, [answered(condition, false, '2026-07-13')])).toBe('not_met');
    const open = evaluate(rule(condition), factsWith([answered('something-else', true, '2026-07-13')]));
    expect(open.verdict).toBe('needs_judgement');
    const isFelt = condition === 'dissatisfied_with_response' || condition.startsWith('feels_');
    const of = isFelt ? 'applicant' : 'coordinator';
    expect(open.awaits).toEqual([{ kind: 'condition', condition, of }]);
  });

  it('says who said so, when and why, and what the partnership means by it', () => {
    const definition = 'Inadequate is a response later than the agency promised';
    const finding = evaluate(
      rule('action_inadequate', { definition }),
      factsWith([answered('action_inadequate', true, '2026-07-13', { why: 'No visit in five weeks' })]),
    );
    expect(finding.sentence).toBe(
      'The coordinator said on 13 July 2026 that the action taken was inadequate: No visit in five weeks. ' +
        'The partnership means by it: Inadequate is a response later than the agency promised.',
    );
  });

  it('leaves an id of a person as it is, since no role can be read from it', () => {
    const finding = evaluate(
      rule('problem_persists'),
      factsWith([answered('problem_persists', true, '2026-07-13', { by: 'u-17', why: '' })]),
    );
    expect(finding.sentence).toBe('The person with id u-17 said on 13 July 2026 that the problem persists.');
  });

  it.each<[string, JudgementFact[], Verdict]>([
    [
      'the answer of the latest day',
      [answered('case_closed', true, '2026-07-13'), answered('case_closed', false, '2026-07-14')],
      'not_met',
    ],
    [
      'nothing, where answers of that day differ',
      [answered('case_closed', true, '2026-07-14'), answered('case_closed', false, '2026-07-14')],
      'needs_judgement',
    ],
    [
      'a later answer over those that differed',
      [
        answered('case_closed', true, '2026-07-14'),
        answered('case_closed', false, '2026-07-14'),
        answered('case_closed', true, '2026-07-15'),
      ],
      'met',
    ],
    [
      'nothing that was said of single incidents only',
      [answered('case_closed', true, '2026-07-14', { incidentIds: ['a'] })],
      'needs_judgement',
    ],
  ])('takes %s, in whatever order they are listed', (_what, judgements, verdict) => {
    const there = evaluate(rule('case_closed'), factsWith(judgements));
    expect(there.verdict).toBe(verdict);
    expect(evaluate(rule('case_closed'), factsWith([...judgements].reverse()))).toEqual(there);
  });
});

describe('dissatisfaction', () => {
  const dissatisfied = rule('dissatisfied_with_response');

  it('is what the application states, on the day of its receipt', () => {
    const finding = evaluate(dissatisfied, factsWith([], { dissatisfiedWithResponse: true }));
    expect(finding.sentence).toBe('The applicant is dissatisfied with the response of the agencies.');
  });

  it.each<[string, boolean, Verdict]>([
    // An answer of the day after replaces that of the application; one of the day before does not.
    ['2026-07-11', false, 'not_met'],
    ['2026-07-09', false, 'met'],
    // Of the same day, the two differ.
    ['2026-07-10', false, 'needs_judgement'],
    ['2026-07-10', true, 'met'],
  ])('stated with yes, and answered on %s with %s, is %s', (on, answer, verdict) => {
    const later = answered('dissatisfied_with_response', answer, on, { by: 'applicant' });
    expect(evaluate(dissatisfied, factsWith([later], { dissatisfiedWithResponse: true })).verdict).toBe(
      verdict,
    );
  });
});

describe('no action, or inadequate action', () => {
  const none = (answer: boolean) => answered('no_action_taken', answer, '2026-07-13');
  const inadequate = (answer: boolean) => answered('action_inadequate', answer, '2026-07-14');

  it.each<[string, JudgementFact[], Verdict]>([
    ['no action was taken', [none(true)], 'met'],
    ['the action was inadequate', [none(false), inadequate(true)], 'met'],
    ['neither', [none(false), inadequate(false)], 'not_met'],
    ['action was taken, and nobody said how adequate', [none(false)], 'needs_judgement'],
    ['the action was adequate, and nobody said more', [inadequate(false)], 'needs_judgement'],
    [
      'one of both, and later neither of them after all',
      [inadequate(true), answered('no_action_or_inadequate', false, '2026-07-15')],
      'not_met',
    ],
  ])('when it was answered that %s: %s', (_what, judgements, verdict) => {
    expect(verdictOf('no_action_or_inadequate', judgements)).toBe(verdict);
  });
});

describe('harassment, alarm or distress caused', () => {
  const kind = 'caused_harassment_alarm_or_distress';
  const calm = { ...complainedOf('a', '2026-06-01'), caused: { harassmentAlarmOrDistress: false } };
  const judged = complainedOf('b', '2026-06-02');

  it('is met by any confirmed incident that was so judged, which is named', () => {
    const finding = evaluate(rule(kind), factsOf(RECEIVED, [calm, judged]));
    expect(finding.verdict).toBe('met');
    expect(finding.counted.map((each) => each.id)).toEqual(['b']);
    expect(finding.sentence).toBe(
      'The incident of 2 June 2026 was judged to have caused the victim harassment, alarm or distress.',
    );
  });

  it('is open while only incidents that nobody confirmed were so judged', () => {
    const lost = { ...incident('c', '2026-06-03', []), match: 'not_found' } as const;
    const named = { ...incident('d', '2026-06-04', []), match: 'unmatched' } as const;
    expect(evaluate(rule(kind), factsOf(RECEIVED, [calm, lost, named])).verdict).toBe('needs_judgement');
  });
});
