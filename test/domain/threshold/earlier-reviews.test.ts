import type { Condition, Count } from '#domain/policy/criterion.js';
import { criterionSchema } from '#domain/policy/criterion-schema.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { EarlierReview } from '#domain/threshold/facts.js';
import { factsFromJson, factsToJson } from '#domain/threshold/facts-json.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';
import { answered } from './answers-of-people.js';
import { countOf, on, told } from './counting-facts.js';
import { factsOf } from './threshold-facts.js';

const review = (applied: string, changes: Partial<EarlierReview> = {}): EarlierReview => ({
  appliedOn: day(applied),
  ...changes,
});
const THREE = ['2026-03-01', '2026-04-01', '2026-05-01'].map((date) => on(date, [told('victim', date)]));
const SINCE: Partial<Count> = { unit: 'incidents', since: 'last_review' };

describe('what was complained of before the last application for a review', () => {
  it('does not count again', () => {
    const finding = countOf(SINCE, THREE, { earlierReviews: [review('2026-04-01')] });
    // That of 1 March is before; that of 1 April, the day of that application, and that of 1 May are not.
    expect(finding).toMatchObject({ verdict: 'not_met', countedAtLeast: 2 });
    expect(finding.notCounted[0]?.reason).toBe(
      'incident of 1 March 2026: complaint of 1 March 2026, made before the last application for a review, of 1 April 2026',
    );
    expect(countOf({ unit: 'incidents' }, THREE, { earlierReviews: [review('2026-04-01')] }).verdict).toBe(
      'met',
    );
  });

  it('counts where there was no review, or nobody looked for one', () => {
    expect(countOf(SINCE, THREE, { earlierReviews: [] }).verdict).toBe('met');
    expect(countOf(SINCE, THREE).verdict).toBe('met');
    expect(countOf(SINCE, THREE, { earlierReviews: [review('2026-07-11')] }).verdict).toBe('met'); // a later one
  });

  it('is that of the problem that was reviewed alone', () => {
    const earlierReviews = [review('2026-07-01', { problem: 'p' })];
    const of = (problem: string) => THREE.map((each) => ({ ...each, problem }));
    expect(countOf(SINCE, of('q'), { earlierReviews }).verdict).toBe('met');
    expect(countOf(SINCE, of('p'), { earlierReviews })).toMatchObject({
      verdict: 'not_met',
      countedAtLeast: 0,
    });
    const unsaid = countOf(SINCE, THREE, { earlierReviews });
    expect(unsaid.verdict).toBe('needs_judgement');
    expect(unsaid.sentence).toContain('once the problem of 3 incidents is known');
  });

  it('is the incident itself where nothing need be complained of', () => {
    const suffered: Partial<Count> = { ...SINCE, needs: 'suffered', by: 'victim' };
    expect(countOf(suffered, THREE, { earlierReviews: [review('2026-04-02')] })).toMatchObject({
      verdict: 'not_met',
      countedAtLeast: 1,
    });
  });

  it('leaves out what was complained of before a fixed day in the same way', () => {
    const fixed = (notBefore: string) => countOf({ unit: 'incidents', notBefore }, THREE).countedAtLeast;
    expect([fixed('2026-03-01'), fixed('2026-03-02'), fixed('2026-05-02')]).toEqual([3, 2, 0]);
  });
});

describe('whether there was a review within six months', () => {
  const rule: Condition = {
    test: 'condition',
    id: 'not-again',
    words: 'It was not reviewed in the last six months',
    condition: 'reviewed_within',
    length: { months: 6 },
    metBy: 'no',
  };
  const verdictOf = (
    earlierReviews: readonly EarlierReview[] | undefined,
    changes: Partial<Condition> = {},
  ) => evaluate({ ...rule, ...changes }, factsOf('2026-07-10', [], earlierReviews ? { earlierReviews } : {}));

  it('is reckoned from its outcome, or while that is not known from the application for it', () => {
    // Six months from 10 January reach 10 July inclusive; from 9 January, 9 July.
    expect(verdictOf([review('2026-01-10')]).verdict).toBe('not_met');
    expect(verdictOf([review('2026-01-09')]).verdict).toBe('met');
    expect(verdictOf([review('2025-12-01', { completedOn: day('2026-01-10') })]).verdict).toBe('not_met');
    expect(verdictOf([review('2026-01-10')], { metBy: 'yes' }).verdict).toBe('met');
    expect(verdictOf([review('2026-01-10')]).sentence).toBe(
      'An earlier review was applied for on 10 January 2026, 181 days before the application; asked is whether within 6 months.',
    );
  });

  it('is no where there was none, and open where nobody looked', () => {
    expect(verdictOf([]).verdict).toBe('met');
    const open = verdictOf(undefined);
    expect(open.verdict).toBe('needs_judgement');
    expect(open.awaits).toEqual([{ kind: 'condition', condition: 'reviewed_within', of: 'coordinator' }]);
    const facts = factsOf('2026-07-10', [], {
      judgements: [answered('reviewed_within', true, '2026-07-11')],
    });
    expect(evaluate(rule, facts).verdict).toBe('not_met');
  });

  it('needs a length, which no other condition takes', () => {
    const { length: _none, ...without } = rule;
    expect(criterionSchema.safeParse(rule).success).toBe(true);
    expect(criterionSchema.safeParse(without).success).toBe(false);
    expect(criterionSchema.safeParse({ ...rule, condition: 'caused_harm' }).success).toBe(false);
  });

  it('is stored with the facts and read again', () => {
    const facts = factsOf('2026-07-10', [], {
      earlierReviews: [review('2026-01-10', { completedOn: null, problem: 'p' })],
    });
    expect(factsFromJson(JSON.parse(JSON.stringify(factsToJson(facts))))).toEqual(facts);
  });
});

describe('a condition that is met by no', () => {
  it('is met by the answer no, not by yes, and waits for one', () => {
    const rule: Condition = {
      test: 'condition',
      id: 'open',
      words: 'No agency had closed the case',
      condition: 'case_closed',
      metBy: 'no',
    };
    const verdictOf = (answer?: boolean) =>
      evaluate(
        rule,
        factsOf('2026-07-10', [], {
          judgements: answer === undefined ? [] : [answered('case_closed', answer, '2026-07-10')],
        }),
      ).verdict;
    expect([verdictOf(false), verdictOf(true), verdictOf()]).toEqual(['met', 'not_met', 'needs_judgement']);
  });
});
