import type { Condition, Discretion, Judgement } from '#domain/policy/criterion.js';
import { criterionSchema } from '#domain/policy/criterion-schema.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { JudgementFact } from '#domain/threshold/facts.js';
import { awaitInWords } from '#domain/threshold/awaits-in-words.js';
import { questionsOf } from '#domain/threshold/questions.js';
import { answered } from './answers-of-people.js';
import { factsOf } from './threshold-facts.js';

const decided = (rule: Discretion | Judgement | Condition, ...judgements: readonly JudgementFact[]) =>
  evaluate(rule, factsOf('2026-07-10', [], { judgements }));

const DISCRETION: Discretion = {
  test: 'discretion',
  id: 'discretion',
  words: 'A senior manager may accept fewer',
  decidedBy: { role: 'partnership', words: 'a senior manager' },
  weighs: 'any',
  factors: [
    { id: 'persistence', words: 'How persistent it is' },
    { id: 'harm', words: 'The harm' },
  ],
};
const yes = (changes: Partial<JudgementFact>) =>
  answered('discretion', true, '2026-07-11', { by: 'partnership', why: 'It is grave', ...changes });

describe('a discretion that weighs any of several things', () => {
  it('holds once one of them was weighed, and names whom the policy names', () => {
    const finding = decided(DISCRETION, yes({ factors: ['harm'] }));
    expect(finding.verdict).toBe('met');
    expect(finding.sentence).toBe(
      'A senior manager said on 11 July 2026 that the threshold is to be taken as met by discretion: It is grave. Weighed was "The harm".',
    );
    // The control: where all must be weighed, one is too few.
    const { weighs: _any, ...all } = DISCRETION;
    expect(decided(all, yes({ factors: ['harm'] })).verdict).toBe('needs_judgement');
  });

  it('does not hold while none was weighed, and says that one is enough', () => {
    expect(decided(DISCRETION, yes({})).sentence).toBe(
      'A senior manager said on 11 July 2026 that the threshold is to be taken as met by discretion: It is grave. It does not hold until "How persistent it is" or "The harm" was weighed too.',
    );
    const open = decided(DISCRETION);
    expect(open.sentence).toContain('A senior manager may decide whether');
    expect(open.awaits.map(awaitInWords)).toEqual([
      "a senior manager to answer \"Is the threshold to be taken as met by discretion, 'How persistent it is' or 'The harm' having been weighed?\"",
    ]);
  });

  it('is told in the plural of what all have to be weighed', () => {
    expect(decided({ ...DISCRETION, weighs: 'all' }, yes({})).sentence).toContain(
      'It does not hold until "How persistent it is" and "The harm" were weighed too.',
    );
  });

  it('is asked of the role, by which answers are recorded', () => {
    expect(questionsOf(DISCRETION).map(({ of }) => of)).toEqual(['partnership']);
  });

  it('weighs nothing where no factors are named', () => {
    const { factors: _none, ...without } = DISCRETION;
    expect(criterionSchema.safeParse(DISCRETION).success).toBe(true);
    expect(criterionSchema.safeParse(without).success).toBe(false);
  });
});

describe('who is asked about a condition', () => {
  const PERSISTS: Condition = {
    test: 'condition',
    id: 'persists',
    words: 'It goes on',
    condition: 'problem_persists',
    judgedBy: 'victim',
  };

  it('is whom the policy names, the coordinator where it names nobody', () => {
    const open = decided(PERSISTS);
    expect(open.sentence).toBe('The victim has not said whether the problem persists.');
    expect(open.awaits).toEqual([{ kind: 'condition', condition: 'problem_persists', of: 'victim' }]);
    expect(questionsOf(PERSISTS).map(({ of }) => of)).toEqual(['victim']);
    const { judgedBy: _who, ...plain } = PERSISTS;
    expect(questionsOf(plain).map(({ of }) => of)).toEqual(['coordinator']);
  });

  it('is nobody but the applicant where it is what the applicant feels', () => {
    expect(criterionSchema.safeParse(PERSISTS).success).toBe(true);
    expect(criterionSchema.safeParse({ ...PERSISTS, condition: 'feels_ignored' }).success).toBe(false);
  });
});

describe('the belief that the action was inadequate', () => {
  const rule = (condition: Condition['condition']): Condition => ({
    test: 'condition',
    id: 'belief',
    words: 'You believe so',
    condition,
  });
  const says = (question: string, answer: boolean) =>
    answered(question, answer, '2026-07-10', { by: 'applicant', why: '' });

  it('is asked of the applicant, who says it of themselves', () => {
    expect(decided(rule('feels_action_inadequate')).sentence).toBe(
      'The applicant has not said whether they feel that the action taken was inadequate.',
    );
    expect(decided(rule('feels_action_inadequate'), says('feels_action_inadequate', false)).sentence).toBe(
      'The applicant said on 10 July 2026 that they do not feel that the action taken was inadequate.',
    );
  });

  it.each<[string, JudgementFact[], string]>([
    ['neither answered', [], 'needs_judgement'],
    ['that none was taken', [says('feels_no_action_taken', true)], 'met'],
    ['that it was inadequate', [says('feels_action_inadequate', true)], 'met'],
    ['not that none was taken, the other open', [says('feels_no_action_taken', false)], 'needs_judgement'],
    ['neither', [says('feels_no_action_taken', false), says('feels_action_inadequate', false)], 'not_met'],
    ['the judged one', [answered('action_inadequate', true, '2026-07-10')], 'needs_judgement'],
  ])('none or inadequate: %s is %s', (_what, judgements, verdict) => {
    expect(decided(rule('feels_no_action_or_inadequate'), ...judgements).verdict).toBe(verdict);
  });
});
