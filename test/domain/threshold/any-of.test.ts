import type { AnyOf, Judgement } from '#domain/policy/criterion.js';
import { criterionSchema } from '#domain/policy/criterion-schema.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { Verdict } from '#domain/threshold/finding.js';
import { answered } from './answers-of-people.js';
import { factsOf } from './threshold-facts.js';

const PARTS = ['one', 'two', 'three'].map((id): Judgement => ({
  test: 'judgement',
  id,
  words: id,
  question: `Is it ${id}?`,
  judgedBy: 'panel',
}));

function anyOf(atLeast?: number): AnyOf {
  const rule: AnyOf = { test: 'any_of', id: 'some', words: 'Some of these', criteria: PARTS };
  return atLeast === undefined ? rule : { ...rule, atLeast };
}

/** Each letter answers one part: y, n, or - where nobody did. */
function found(atLeast: number | undefined, answers: string) {
  const judgements = PARTS.flatMap(({ id }, index) => {
    const given = answers.charAt(index);
    return given === '-' ? [] : [answered(id, given === 'y', '2026-07-13')];
  });
  return evaluate(anyOf(atLeast), factsOf('2026-07-10', [], { judgements }));
}

describe('so many of several tests', () => {
  it.each<[number | undefined, string, Verdict]>([
    [2, 'yy-', 'met'],
    [2, 'yny', 'met'],
    [2, 'y--', 'needs_judgement'],
    [2, 'yn-', 'needs_judgement'],
    [2, '---', 'needs_judgement'],
    // One more could be met at most.
    [2, 'nn-', 'not_met'],
    [2, 'ynn', 'not_met'],
    [3, 'yy-', 'needs_judgement'],
    [3, 'n--', 'not_met'],
    [3, 'yyy', 'met'],
    // The controls: one is enough where nothing is said.
    [undefined, 'y--', 'met'],
    [undefined, 'nn-', 'needs_judgement'],
    [1, 'nnn', 'not_met'],
  ])('%j of three, answered %s: %s', (atLeast, answers, verdict) => {
    const finding = found(atLeast, answers);
    expect(finding.verdict).toBe(verdict);
    expect(finding.awaits.length > 0).toBe(verdict === 'needs_judgement');
  });

  it.each<[string, string]>([
    ['yy-', '2 of 3 tests met, 2 are enough; what is still open need not be told for this.'],
    ['yny', '2 of 3 tests met, 2 are enough.'],
    ['nn-', '0 of 3 tests met and 1 still open, 2 are needed.'],
    ['ynn', '1 of 3 tests met, 2 are needed.'],
    [
      'yn-',
      '1 of 3 tests met so far, 2 are enough; the rest can be told once the panel answers "Is it three?"',
    ],
  ])('says of %s how many are met and how many are needed', (answers, sentence) => {
    expect(found(2, answers).sentence).toBe(sentence);
  });

  it('are no more than there are', () => {
    expect(criterionSchema.safeParse(anyOf(3)).success).toBe(true);
    const refused = criterionSchema.safeParse(anyOf(4));
    expect(refused.error?.issues).toMatchObject([
      { path: ['atLeast'], message: 'expected no more than there are criteria' },
    ]);
    expect(criterionSchema.safeParse(anyOf(0)).success).toBe(false);
  });
});
