import type { Count } from '#domain/policy/criterion.js';
import { checkCount } from '#domain/policy/check-count.js';
import { factsFromJson, factsToJson } from '#domain/threshold/facts-json.js';
import type { JudgementFact } from '#domain/threshold/facts.js';
import { questionsOf } from '#domain/threshold/questions.js';
import { answered } from './answers-of-people.js';
import { countOf, on, THREE_REPORTS, told } from './counting-facts.js';
import { factsOf } from './threshold-facts.js';

const FELT: Partial<Count> = {
  id: 'three-people',
  unit: 'people',
  atLeast: 3,
  each: { condition: 'feels_no_action_taken' },
};
const NIGHT = [
  on('2026-06-01', [told('victim', '2026-06-02'), told('ann', '2026-06-02'), told('ben', '2026-06-02')]),
];
const says = (answer: boolean, saidBy?: string): JudgementFact =>
  answered('feels_no_action_taken', answer, '2026-07-01', {
    by: 'applicant',
    ...(saidBy === undefined ? {} : { saidBy }),
  });

const countIn = (...judgements: JudgementFact[]) => countOf(FELT, NIGHT, { judgements });

describe('what each person counted has to feel', () => {
  it('is asked of each, and one who does not feel so does not count', () => {
    expect(countIn(says(true), says(true, 'ann'), says(true, 'ben')).verdict).toBe('met');
    const finding = countIn(says(true), says(true, 'ann'), says(false, 'ben'));
    expect(finding).toMatchObject({ verdict: 'not_met', countedAtLeast: 2 });
    expect(finding.notCounted[0]?.reason).toBe(
      'incident of 1 June 2026: complaint of 2 June 2026, made by somebody who said that they do not feel that no action was taken',
    );
    // The control: without the condition all three count whatever they said.
    const { each: _none, ...plain } = FELT;
    expect(countOf(plain, NIGHT, { judgements: [says(false, 'ben')] }).verdict).toBe('met');
  });

  it("is not settled by the applicant's word, which is the victim's alone", () => {
    const finding = countIn(says(true));
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 1 });
    expect(finding.awaits).toEqual([
      {
        kind: 'question',
        criterionId: 'three-people',
        question: 'Did everybody else who is counted say that they feel that no action was taken?',
        of: 'coordinator',
      },
    ]);
    expect(countIn().awaits.map(({ kind }) => kind)).toEqual(['question', 'condition']);
  });

  it('may be answered for all others at once by the id of the count', () => {
    const all = (answer: boolean) => answered('three-people', answer, '2026-07-02');
    expect(countIn(says(true), all(true)).verdict).toBe('met');
    expect(countIn(says(true), all(false))).toMatchObject({ verdict: 'not_met', countedAtLeast: 1 });
    expect(countIn(says(true), all(true), says(false, 'ben')).verdict).toBe('not_met');
    expect(questionsOf({ ...THREE_REPORTS, ...FELT }).map(({ question, of }) => [question, of])).toEqual([
      ['feels_no_action_taken', 'applicant'],
      ['three-people', 'coordinator'],
    ]);
  });

  it('is no part of a count that needs no complaint', () => {
    expect(checkCount({ ...THREE_REPORTS, ...FELT })).toEqual([]);
    expect(checkCount({ ...THREE_REPORTS, ...FELT, needs: 'suffered' }).map(({ path }) => path)).toEqual([
      ['each'],
    ]);
  });

  it('is stored with the facts and read again', () => {
    const facts = factsOf('2026-07-10', NIGHT, { judgements: [says(true, 'ann')] });
    expect(factsFromJson(JSON.parse(JSON.stringify(factsToJson(facts))))).toEqual(facts);
  });
});
