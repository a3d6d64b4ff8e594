import type { Criterion } from '#domain/policy/criterion.js';
import { adminSql } from '../../support/case-record.js';
import { actor } from '../../support/journey.js';
import { accepted, type ReviewCase } from '../../support/review-case.js';
import type { TestApp } from '../../support/running-app.js';
import { caseOf, council, moveToRule, openQuestionsOf, startWithRules } from './ruled-partnership.js';

const threshold: Criterion = {
  test: 'all_of',
  id: 'threshold',
  words: 'Everything that people judge',
  criteria: [
    { test: 'condition', id: 'persists', words: 'It goes on', condition: 'problem_persists' },
    {
      test: 'judgement',
      id: 'near-home',
      words: 'Near home',
      question: 'Did it happen near the home?',
      judgedBy: 'panel',
    },
  ],
};

let app: TestApp;
let review: ReviewCase;
beforeAll(async () => {
  app = await startWithRules([threshold]);
  moveToRule(app, 0);
  const match = { problem: 'The stairwell', placeLabel: 'The yard', personComplainedOf: 'The tenant below' };
  review = await caseOf(app, [{ on: '2026-02-10', reports: [{ by: council }], match }], {
    household: 'Flat 1',
  });
}, 120_000);
afterAll(() => app.stop());

const seenBy = async (as: string) => {
  const { case: seen } = await actor(app, 'leicester', as).query(
    `query ($id: ID!) { case(id: $id) {
      judgements { question words answer answeredBy agency { slug } answeredOn why incidentIds factors holds }
      openQuestions { kind }
      incidents { problem placeLabel personComplainedOf disclosure { field } }
      people { household disclosure { field } } } }`,
    { id: review.id },
  );
  return seen as Record<'judgements' | 'openQuestions' | 'incidents' | 'people', unknown>;
};
const judge = async (question: string, answer: boolean, why: string) =>
  accepted(await review.change('recordJudgement', { question, answer, why }));

const coordinator = 'priya.coordinator';
const chair = 'helen.chair';
const officer = 'dev.council';

describe('what people judged of a case', () => {
  it('is asked for by name, with who has to say it, and no more once it is answered', async () => {
    const nearHome = {
      kind: 'question',
      what: 'the panel to answer "Did it happen near the home?"',
      of: 'the panel',
      question: 'near-home',
    };
    expect(await openQuestionsOf(review)).toEqual([
      {
        kind: 'condition',
        what: 'the coordinator to say whether the problem persists',
        of: 'the coordinator',
        question: 'problem_persists',
      },
      nearHome,
    ]);
    await judge('problem_persists', true, 'The diary goes on.');
    expect(await openQuestionsOf(review)).toEqual([nearHome]);
    await judge('near-home', false, 'It was in town.');
    expect(await openQuestionsOf(review)).toEqual([]);
  });

  it('is told to every party with who said it, when and why, and which answer stands', async () => {
    await judge('near-home', true, 'The map shows it.');
    const told = (question: string, words: string, answer: boolean, why: string) => ({
      question,
      words,
      answer,
      answeredBy: question === 'near-home' ? 'panel' : 'coordinator',
      agency: null,
      answeredOn: '2026-03-03',
      why,
      incidentIds: null,
      factors: [],
      holds: why !== 'It was in town.',
    });
    const expected = [
      told('problem_persists', 'It goes on', true, 'The diary goes on.'),
      told('near-home', 'Near home', false, 'It was in town.'),
      told('near-home', 'Near home', true, 'The map shows it.'),
    ];
    for (const who of [coordinator, chair, officer]) expect((await seenBy(who)).judgements).toEqual(expected);
  });

  it('is recorded as read', async () => {
    await seenBy(chair);
    const rows = await adminSql<{ fields: string[] }>(
      app,
      "select fields from concord.audit_entries where action = 'CASE_READ' and 'judgements' = any (fields)",
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('who is told what beside', () => {
  it('tells what is missing to the coordinator alone, who alone sees all of the facts', async () => {
    expect((await seenBy(coordinator)).openQuestions).toEqual([]);
    for (const who of [chair, officer]) expect((await seenBy(who)).openQuestions).toBeNull();
  });

  it('shows labels and households to those who lead the review', async () => {
    for (const who of [coordinator, chair])
      expect(await seenBy(who)).toMatchObject({
        incidents: [
          {
            problem: 'The stairwell',
            placeLabel: 'The yard',
            personComplainedOf: 'The tenant below',
            disclosure: [],
          },
        ],
        people: [{ household: 'Flat 1', disclosure: [] }],
      });
  });

  it('withholds them from an agency and says so', async () => {
    const { incidents, people } = await seenBy(officer);
    const fields = (...names: readonly string[]) => names.map((field) => ({ field }));
    expect(incidents).toEqual([
      {
        problem: null,
        placeLabel: null,
        personComplainedOf: null,
        disclosure: fields('matchNote', 'problem', 'placeLabel', 'personComplainedOf'),
      },
    ]);
    expect(people).toEqual([
      { household: null, disclosure: fields('email', 'phone', 'address', 'safeContact', 'household') },
    ]);
  });

  it('asks nothing more of a case that is decided', async () => {
    const { id: proposalId } = await review.propose();
    accepted(await review.decide({ outcome: 'MET', proposalId }));
    expect(await openQuestionsOf(review)).toEqual([]);
  });
});
