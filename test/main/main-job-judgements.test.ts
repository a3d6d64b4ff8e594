import type { Criterion } from '#domain/policy/criterion.js';
import type { RiskMatrix } from '#domain/policy/risk-matrix.js';
import { adminSql, checkRecord } from '../support/case-record.js';
import { accepted, applicationOf, findingOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const police = 'leicestershire-police';

const threshold: Criterion = {
  test: 'all_of',
  id: 'threshold',
  words: 'Everything that people judge',
  criteria: [
    { test: 'condition', id: 'persists', words: 'It persists', condition: 'problem_persists' },
    {
      test: 'judgement',
      id: 'near-home',
      words: 'Near home',
      question: 'Did it happen near the home?',
      judgedBy: 'panel',
    },
    { test: 'risk', id: 'at-risk', words: 'At high risk', band: 'high' },
    {
      test: 'discretion',
      id: 'chair-decides',
      words: 'The chair decides',
      decidedBy: 'partnership_chair',
      factors: [
        { id: 'harm', words: 'Harm' },
        { id: 'persistence', words: 'Persistence' },
      ],
    },
  ],
};

const riskMatrix: RiskMatrix = {
  words: 'Risk matrix',
  questions: [
    {
      id: 'often',
      words: 'How often?',
      answers: [
        { id: 'seldom', words: 'Seldom', points: 0 },
        { id: 'daily', words: 'Daily', points: 20 },
      ],
    },
  ],
  bands: [
    { id: 'standard', words: 'Standard risk', from: 0 },
    { id: 'high', words: 'High risk', from: 10 },
  ],
};

describe('what people judge of a case', () => {
  let app: TestApp;
  let review: ReviewCase;
  beforeAll(async () => {
    app = await startTestApp({ startAt: '2026-03-02T10:00:00Z' });
    await adminSql(
      app,
      `update concord.policy_versions set document = document || $1::jsonb
       where tenant_id = (select tenant_id from directory.partnerships where slug = 'leicester')`,
      [JSON.stringify({ threshold, riskMatrix })],
    );
    review = await ReviewCase.apply(
      app,
      'leicester',
      applicationOf([incidentOn('2026-02-10', [[police, '2026-02-11']])]),
    );
  });
  afterAll(() => app.stop());

  const judge = (question: string, answer: boolean, more: object = {}) =>
    review.change('recordJudgement', { question, answer, why: 'The log shows it.', ...more });
  const assess = (band: string, more: object = {}) =>
    review.change('recordRiskAssessment', { band, why: 'It grows worse.', ...more });
  const verdicts = async () => {
    const proposal = await review.propose();
    const ids = ['persists', 'near-home', 'at-risk', 'chair-decides'];
    return [proposal.verdict, ...ids.map((id) => findingOf(proposal, id).verdict)];
  };

  it('is awaited until somebody answers, each by its own name', async () => {
    const proposal = await review.propose();
    expect(proposal.verdict).toBe('NEEDS_JUDGEMENT');
    expect(findingOf(proposal, 'threshold').awaits).toEqual([
      { kind: 'condition', what: 'the coordinator to say whether the problem persists' },
      { kind: 'question', what: 'the panel to answer "Did it happen near the home?"' },
      { kind: 'risk_assessment', what: 'an assessment of the risk to the victim' },
      expect.objectContaining({ kind: 'question' }),
    ]);
  });

  it('is refused where the policy does not ask it', async () => {
    const paths = async (answer: Promise<{ problems?: readonly { path: string }[] }>) =>
      (await answer).problems?.map(({ path }) => path);
    expect(await paths(judge('same_problem', true))).toEqual(['question']);
    expect(await paths(judge('near-home', true, { why: ' ' }))).toEqual(['why']);
    expect(await paths(judge('near-home', true, { factors: ['harm'] }))).toEqual(['factors']);
    const { incidents } = await review.read();
    const incidentIds = incidents.map(({ id }) => id);
    expect(await paths(judge('near-home', true, { incidentIds }))).toEqual(['incidentIds']);
    expect(await paths(assess('severe'))).toEqual(['band']);
    expect(await paths(assess('high', { points: 9.5 }))).toEqual(['points']);
  });

  it('counts once it is recorded, and the latest answer of one day holds', async () => {
    accepted(await judge('problem_persists', false));
    accepted(await judge('near-home', true));
    accepted(await assess('standard', { points: 3 }));
    accepted(await judge('chair-decides', true, { factors: ['harm'] }));
    // The chair has not weighed persistence, yet what is surely not met settles the whole.
    expect(await verdicts()).toEqual(['NOT_MET', 'NOT_MET', 'MET', 'NOT_MET', 'NEEDS_JUDGEMENT']);
    accepted(await judge('problem_persists', true));
    accepted(await assess('high', { points: 12.5 }));
    accepted(await judge('chair-decides', true, { factors: ['persistence', 'harm'] }));
    expect(await verdicts()).toEqual(['MET', 'MET', 'MET', 'MET', 'MET']);
  });

  it('is told with who answered, when and why', async () => {
    const proposal = await review.propose();
    expect(findingOf(proposal, 'near-home').sentence).toBe(
      'The panel said on 2 March 2026 yes to "Did it happen near the home?": The log shows it.',
    );
    expect(findingOf(proposal, 'at-risk').sentence).toBe(
      'The risk to the victim was assessed by the coordinator on 2 March 2026 as "High risk" (12.5 points), ' +
        'and "High risk" or above is asked.',
    );
  });

  it('is no longer taken once the threshold is decided, and everything recorded holds together', async () => {
    const { id: proposalId } = await review.propose();
    accepted(await review.decide({ outcome: 'MET', proposalId }));
    expect(await judge('near-home', false)).toMatchObject({ __typename: 'NotPossibleNow' });
    expect(await assess('high')).toMatchObject({ __typename: 'NotPossibleNow' });
    expect((await checkRecord(app)).broken).toEqual([]);
  });
});
