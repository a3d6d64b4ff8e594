import type { Discretion, Judgement, Risk } from '#domain/policy/criterion.js';
import type { RiskMatrix } from '#domain/policy/risk-matrix.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { JudgementFact, RiskFact } from '#domain/threshold/facts.js';
import { findingInWords } from '#domain/threshold/finding-in-words.js';
import type { Verdict } from '#domain/threshold/finding.js';
import { answered, assessed } from './answers-of-people.js';
import { factsOf } from './threshold-facts.js';

const RECEIVED = '2026-07-10';
const facts = (judgements: readonly JudgementFact[]) => factsOf(RECEIVED, [], { judgements });

const QUESTION: Judgement = {
  test: 'judgement',
  id: 'living-nearby',
  words: 'The behaviour happened near the home',
  question: 'Did it happen near the home of the victim?',
  judgedBy: 'panel_chair',
};

describe("a question of the partnership's own", () => {
  it.each<[Judgement['metBy'], boolean, Verdict]>([
    [undefined, true, 'met'],
    [undefined, false, 'not_met'],
    ['yes', false, 'not_met'],
    ['no', false, 'met'],
    ['no', true, 'not_met'],
  ])('that is met by %s and answered %s is %s', (metBy, answer, verdict) => {
    const rule = metBy === undefined ? QUESTION : { ...QUESTION, metBy };
    expect(evaluate(rule, facts([answered('living-nearby', answer, '2026-07-13')])).verdict).toBe(verdict);
  });

  it('says who answered, when and why', () => {
    const given = answered('living-nearby', true, '2026-07-13', { by: 'panel_chair', why: 'Next door.' });
    expect(evaluate(QUESTION, facts([given])).sentence).toBe(
      'The chair of the panel said on 13 July 2026 yes to "Did it happen near the home of the victim?": Next door.',
    );
  });

  it('counts whoever answered, and says where that is another role than the policy names', () => {
    const said = 'said on 13 July 2026 yes to "Did it happen near the home of the victim?": Next door.';
    const by = (role: string) =>
      evaluate(
        QUESTION,
        facts([answered('living-nearby', true, '2026-07-13', { by: role, why: 'Next door.' })]),
      );
    expect(by('coordinator')).toMatchObject({
      verdict: 'met',
      sentence: `The coordinator ${said} The policy names the chair of the panel for this answer, and the coordinator gave it.`,
    });
    // Of an opaque id no role can be read.
    expect(by('9b2d').sentence).toBe(`The person with id 9b2d ${said}`);
  });

  it('tells the answer of the role that the policy names before one of the same day by another', () => {
    const both = ['coordinator', 'panel_chair'].map((by) =>
      answered('living-nearby', true, '2026-07-13', { by }),
    );
    const { sentence } = evaluate(QUESTION, facts(both));
    expect(sentence).toMatch(/^The chair of the panel said/);
    expect(sentence).not.toContain('The policy names');
  });

  it('waits for the one who judges it', () => {
    const open = evaluate(QUESTION, facts([]));
    expect(open.verdict).toBe('needs_judgement');
    expect(open.sentence).toBe(
      'The chair of the panel has not answered yet: "Did it happen near the home of the victim?"',
    );
    expect(open.awaits).toEqual([
      { kind: 'question', criterionId: 'living-nearby', question: QUESTION.question, of: 'panel_chair' },
    ]);
  });

  it('is not settled by answers of one day that differ', () => {
    const both = [true, false].map((answer) => answered('living-nearby', answer, '2026-07-13'));
    const open = evaluate(QUESTION, facts(both));
    expect(open.verdict).toBe('needs_judgement');
    expect(open.sentence).toContain('given on 13 July 2026 differ');
  });
});

const DISCRETION: Discretion = {
  test: 'discretion',
  id: 'chair-may-decide',
  words: 'The chair may decide',
  decidedBy: 'partnership_chair',
  factors: [
    { id: 'persistence', words: 'How persistent it is' },
    { id: 'harm', words: 'How much harm it does' },
  ],
};

describe('discretion', () => {
  const decided = (answer: boolean, factors: readonly string[], on = '2026-07-13') =>
    answered('chair-may-decide', answer, on, { by: 'partnership_chair', factors });

  it.each<[boolean, Verdict]>([
    [true, 'met'],
    [false, 'not_met'],
  ])('decided with %s, all factors weighed, is %s and names them', (answer, verdict) => {
    const finding = evaluate(DISCRETION, facts([decided(answer, ['harm', 'persistence'])]));
    expect(finding.verdict).toBe(verdict);
    expect(finding.sentence).toMatch(
      /^The chair of the partnership said on 13 July 2026 that the threshold is/,
    );
    expect(finding.sentence).toContain('Weighed were "How persistent it is" and "How much harm it does".');
  });

  it('stays open while a factor was not weighed, and names it', () => {
    const open = evaluate(DISCRETION, facts([decided(true, ['harm'])]));
    expect(open.verdict).toBe('needs_judgement');
    expect(open.sentence).toContain('It does not hold until "How persistent it is" was weighed too.');
    expect(open.awaits).toEqual([
      {
        kind: 'question',
        criterionId: 'chair-may-decide',
        question:
          "Is the threshold to be taken as met by discretion, 'How persistent it is' having been weighed?",
        of: 'partnership_chair',
      },
    ]);
  });

  it('does not take over what was weighed on an earlier day', () => {
    const twice = [decided(true, ['persistence'], '2026-07-12'), decided(true, ['harm'])];
    expect(evaluate(DISCRETION, facts(twice)).verdict).toBe('needs_judgement');
  });

  it('waits for the named role while nobody decided', () => {
    const open = evaluate(DISCRETION, facts([]));
    expect(open.sentence).toBe(
      'The chair of the partnership may decide whether the threshold is to be taken as met by discretion, ' +
        'having weighed "How persistent it is" and "How much harm it does", and has decided nothing so far.',
    );
  });

  it('lists nothing that must be weighed where the policy lists nothing', () => {
    const { factors: _factors, ...free } = DISCRETION;
    const open = evaluate(free, facts([]));
    expect(open.sentence).toBe(
      'The chair of the partnership may decide whether the threshold is to be taken as met by discretion, and has decided nothing so far.',
    );
    expect(open.awaits).toMatchObject([
      { question: 'Is the threshold to be taken as met by discretion?', of: 'partnership_chair' },
    ]);
    const given = evaluate(free, facts([decided(true, [])]));
    expect(given.verdict).toBe('met');
    expect(given.sentence).toBe(
      'The chair of the partnership said on 13 July 2026 that the threshold is to be taken as met by discretion: The log shows it.',
    );
  });

  it('ends a sentence that waits for it with the question mark of its question', () => {
    const other: Judgement = { ...QUESTION, id: 'other' };
    const both = { test: 'any_of', id: 'any', words: 'Any', criteria: [DISCRETION, other] } as const;
    expect(evaluate(both, facts([])).sentence).toBe(
      '0 of 2 tests met so far, one is enough; the rest can be told once the chair of the partnership answers ' +
        "\"Is the threshold to be taken as met by discretion, 'How persistent it is' and 'How much harm it does' " +
        'having been weighed?" and the chair of the panel answers "Did it happen near the home of the victim?"',
    );
  });

  it('keeps nobody waiting where another test meets the threshold', () => {
    const any = { test: 'any_of', id: 'any', words: 'Either', criteria: [QUESTION, DISCRETION] } as const;
    const finding = evaluate(any, facts([answered('living-nearby', true, '2026-07-13')]));
    expect(finding).toMatchObject({ verdict: 'met', awaits: [] });
    expect(finding.sentence).toBe(
      '1 of 2 tests met, one is enough; what is still open need not be told for this.',
    );
    const text = findingInWords(finding);
    expect(text).toContain('OPEN, WITHOUT WEIGHT: The chair may decide');
    expect(text).not.toContain('waiting for');
    // The control: alone it does wait, and the text says for whom.
    expect(findingInWords(evaluate(DISCRETION, facts([])))).toMatch(
      /^NEEDS JUDGEMENT: The chair may decide[^]*- waiting for: the chair of the partnership to answer "Is/,
    );
  });
});

const MATRIX: RiskMatrix = {
  words: 'Risk matrix',
  questions: [],
  bands: [
    { id: 'standard', words: 'Standard risk', from: 0 },
    { id: 'medium', words: 'Medium risk', from: 10 },
    { id: 'high', words: 'High risk', from: 20 },
  ],
};
const RISK: Risk = { test: 'risk', id: 'at-risk', words: 'At risk', band: 'medium' };

describe('a band of risk', () => {
  const assess = (risk: readonly RiskFact[]) =>
    evaluate(RISK, factsOf(RECEIVED, [], { risk }), { riskMatrix: MATRIX });

  it.each<[string, Verdict]>([
    ['standard', 'not_met'],
    ['medium', 'met'],
    ['high', 'met'],
  ])('"medium" or above: %s is %s', (band, verdict) => {
    expect(assess([assessed(band, '2026-07-13')]).verdict).toBe(verdict);
  });

  it('tells the assessment in the words of the matrix', () => {
    expect(assess([assessed('high', '2026-07-13', { points: 23 })]).sentence).toBe(
      'The risk to the victim was assessed by the coordinator on 13 July 2026 as "High risk" (23 points), ' +
        'and "Medium risk" or above is asked.',
    );
  });

  it('takes the latest assessment, in whatever order they are listed', () => {
    const twice = [assessed('high', '2026-07-13'), assessed('standard', '2026-07-20')];
    expect(assess(twice).verdict).toBe('not_met');
    expect(assess([...twice].reverse())).toEqual(assess(twice));
  });

  it.each<[string, RiskFact[]]>([
    ['nobody assessed it', []],
    [
      'assessments of one day part over the band',
      [assessed('high', '2026-07-13'), assessed('standard', '2026-07-13')],
    ],
    ['the band is none of the matrix', [assessed('severe', '2026-07-13')]],
  ])('waits for an assessment while %s', (_why, risk) => {
    const open = assess(risk);
    expect(open.verdict).toBe('needs_judgement');
    expect(open.awaits).toEqual([{ kind: 'risk_assessment' }]);
  });

  it('is settled by assessments of one day that both reach the band', () => {
    expect(assess([assessed('high', '2026-07-13'), assessed('medium', '2026-07-13')]).verdict).toBe('met');
  });
});
