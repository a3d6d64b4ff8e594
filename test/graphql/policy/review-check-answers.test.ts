import { readTenantFolder } from '#tenancy/read-tenant-folder.js';
import { parsePolicy } from '#domain/policy/parse-policy.js';
import { applyTo, filesOf, withVersion } from '../../support/apply-tenants.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';

/*
 * A visitor of North Yorkshire on Monday 2 March 2026, under invented rules of the partnership: high risk; or medium
 * risk and two reports in three months; or three reports; or the director decides, having weighed harm and persistence.
 * The matrix asks how often (now and then 1, weekly 3, daily 5 points, all doubled) and who is there (somebody 0, nobody
 * 10). Standard begins at 0, medium at 8, high at 15. Beside it, five people whom one problem befell are enough.
 */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  const [atRisk] = readTenantFolder('test/tenancy/examples/invented-at-risk').policyVersions;
  if (!atRisk || !('criteria' in atRisk.policy.threshold))
    throw new Error('The example has a tree of tests.');
  const { policy } = atRisk;
  const threshold = {
    ...policy.threshold,
    criteria: [...atRisk.policy.threshold.criteria, FIVE_AFFECTED, TWO_AGENCIES, THREE_IN_TIME],
  };
  const behaviours = [{ id: 'noise', heading: 'nuisance', words: 'Noise' }];
  const changed = parsePolicy({ ...policy, threshold, behaviours });
  await applyTo(
    app,
    withVersion(filesOf('north-yorkshire'), '2026-01-01', () => changed),
  );
}, 60_000);
afterAll(() => app.stop());

const THREE_IN_TIME = {
  test: 'count',
  id: 'three-in-time',
  words: 'Three reports of yours, each within two days',
  unit: 'reports',
  atLeast: 3,
  category: 'any',
  by: 'victim',
  needs: 'complaint',
  reportedWithin: { length: { days: 2 }, which: 'each' },
} as const;

const FIVE_AFFECTED = {
  test: 'count',
  id: 'five-affected',
  words: 'Five people suffered the same problem',
  unit: 'people',
  atLeast: 5,
  category: 'asb',
  by: 'anybody',
  needs: 'suffered',
  related: ['same_problem'],
} as const;

const TWO_AGENCIES = {
  test: 'count',
  id: 'two-landlords',
  words: 'You reported noise to two agencies',
  unit: 'agencies',
  atLeast: 2,
  category: 'asb',
  by: 'victim',
  needs: 'recorded_report',
  behaviours: ['noise'],
} as const;

interface Check {
  readonly verdict: string;
  readonly sentence: string;
  readonly local: readonly { criterionId: string; verdict: string; sentence: string }[];
  readonly missing: readonly { kind: string; question: string | null; about: string | null }[];
  readonly risk: object;
  readonly supposed: readonly string[];
}

const document = `query ($input: ReviewCheckInput!) { couldIAskForAReview(input: $input) {
  verdict sentence local { criterionId verdict sentence } missing { kind question about }
  risk { pointsAtLeast pointsAtMost band { id words } openQuestions } supposed } }`;

const ask = (input: object) => app.ask('north-yorkshire', document, { variables: { input } });

async function check(input: object): Promise<Check> {
  const { data, errors } = await ask(input);
  if (!data) throw new Error(JSON.stringify(errors));
  return data['couldIAskForAReview'] as Check;
}

const testOf = ({ local }: Check, id: string) => local.find(({ criterionId }) => criterionId === id);
const often = (answer: string) => ({ question: 'frequency', answer });
const support = (answer: string) => ({ question: 'support', answer });

describe('a visitor who answers the questions of the risk matrix', () => {
  it('is at high risk with 5 x 2 + 10 = 20 points, and the threshold is met', async () => {
    const found = await check({ incidents: [], risk: [often('daily'), support('nobody')] });
    expect([found.verdict, testOf(found, 'high-risk')?.verdict]).toEqual(['MET', 'MET']);
    expect(testOf(found, 'high-risk')?.sentence).toContain('as "High risk" (20 points)');
    expect(found.risk).toEqual({
      pointsAtLeast: 20,
      pointsAtMost: 20,
      band: { id: 'high', words: 'High risk' },
      openQuestions: [],
    });
  });

  it('is at medium risk with 5 x 2 + 0 = 10 points, and at standard with 3 x 2 + 0 = 6', async () => {
    const medium = await check({ incidents: [], risk: [often('daily'), support('somebody')] });
    expect([testOf(medium, 'high-risk')?.verdict, testOf(medium, 'medium-risk')?.verdict]).toEqual([
      'NOT_MET',
      'MET',
    ]);
    const standard = await check({ incidents: [], risk: [often('weekly'), support('somebody')] });
    expect(testOf(standard, 'medium-risk')?.verdict).toBe('NOT_MET');
  });

  it('is told that the band is open while 10 points may still become 20', async () => {
    const found = await check({ incidents: [], risk: [often('daily')] });
    expect(found.risk).toEqual({
      pointsAtLeast: 10,
      pointsAtMost: 20,
      band: null,
      openQuestions: ['support'],
    });
    expect([found.verdict, testOf(found, 'high-risk')?.verdict]).toEqual([
      'NEEDS_JUDGEMENT',
      'NEEDS_JUDGEMENT',
    ]);
    expect(found.missing.map(({ kind }) => kind)).toContain('risk_assessment');
  });

  it('is told which questions there are before any is answered', async () => {
    expect((await check({ incidents: [] })).risk).toEqual({
      pointsAtLeast: 2,
      pointsAtMost: 20,
      band: null,
      openQuestions: ['frequency', 'support'],
    });
  });
});

describe('a visitor who supposes what others will answer', () => {
  it('is told that the threshold would be met by discretion, and that they supposed it', async () => {
    const risk = [often('weekly'), support('somebody')];
    const answers = [{ question: 'director', answer: true }];
    const found = await check({ incidents: [], risk, answers });
    expect([found.verdict, found.supposed]).toEqual(['MET', ['director']]);
    expect(found.sentence).toContain('It rests on answers that you suppose');
    expect(testOf(found, 'director')?.sentence).toContain(
      'supposed, since it is for the named director to say',
    );
    const refused = await check({ incidents: [], risk, answers: [{ question: 'director', answer: false }] });
    expect(testOf(refused, 'director')?.verdict).toBe('NOT_MET');
  });

  it('is asked for the very question that they may answer, and leaves open what they do not know', async () => {
    const open = await check({ incidents: [] });
    const asked = open.missing.find(({ kind }) => kind === 'question')?.question;
    expect(asked).toBe('director');
    const unknown = await check({ incidents: [], answers: [{ question: asked, answer: null }] });
    expect([unknown.missing, unknown.supposed]).toEqual([open.missing, []]);
  });
});

const SAME_DAY = '2026-02-20';

describe('a visitor who does not know everything', () => {
  it('may leave the day of a complaint open: it counts where any day would do, and else may count', async () => {
    const told = (madeOn: string | undefined) => ({
      occurredOn: SAME_DAY,
      complaints: [{ to: 'COUNCIL', by: 'ME', ...(madeOn !== undefined && { madeOn }) }],
    });
    const found = await check({ incidents: [told(SAME_DAY), told(SAME_DAY), told(undefined)] });
    expect(testOf(found, 'three-reports')?.verdict).toBe('MET');
    expect(testOf(found, 'three-in-time')?.verdict).toBe('NEEDS_JUDGEMENT');
    const known = await check({ incidents: [told(SAME_DAY), told(SAME_DAY), told(SAME_DAY)] });
    expect(testOf(known, 'three-in-time')?.verdict).toBe('MET');
  });

  it('may leave open who complained: a third report may be the own one, and that of another is not', async () => {
    const by = (each: string) => ({
      occurredOn: SAME_DAY,
      complaints: [{ to: 'POLICE', madeOn: SAME_DAY, by: each }],
    });
    const third = async (each: string) =>
      testOf(await check({ incidents: [by('ME'), by('ME'), by(each)] }), 'three-reports')?.verdict;
    expect([await third('ME'), await third('UNKNOWN'), await third('SOMEBODY_ELSE')]).toEqual([
      'MET',
      'NEEDS_JUDGEMENT',
      'NOT_MET',
    ]);
  });
});

describe('a visitor who tells whom it befell, and which agencies they told', () => {
  const noise = (complaints: object[], more: object = {}) => ({
    occurredOn: SAME_DAY,
    behaviours: ['noise'],
    complaints,
    ...more,
  });

  it('is one of five with four others of the same problem, over two incidents', async () => {
    const befell = async (problemNumbers: readonly number[]) => {
      const incidents = problemNumbers.map((problemNumber, index) =>
        noise([], { problemNumber, alsoAffected: [2 * index, 2 * index + 1] }),
      );
      return testOf(await check({ incidents }), 'five-affected')?.verdict;
    };
    // The visitor and 0, 1 of the first, 2, 3 of the second: five. Of two problems each has three.
    expect([await befell([7, 7]), await befell([7, 8])]).toEqual(['MET', 'NOT_MET']);
  });

  it('told two agencies of one kind by their names, and one by its kind', async () => {
    const { data } = await app.ask('north-yorkshire', '{ partnership { agencies { slug kind } } }');
    const { agencies } = data?.['partnership'] as { agencies: { slug: string; kind: string }[] };
    const [one, other] = agencies.filter(({ kind }) => kind === 'HOUSING_PROVIDER').map(({ slug }) => slug);
    expect(other).toBeDefined();
    const told = async (complaints: object[]) =>
      testOf(await check({ incidents: [noise(complaints)] }), 'two-landlords')?.verdict;
    const to = (agency: object) => ({ by: 'ME', madeOn: SAME_DAY, ...agency });
    expect(await told([to({ agency: one }), to({ agency: other })])).toBe('MET');
    expect(await told([to({ to: 'HOUSING_PROVIDER' }), to({ to: 'HOUSING_PROVIDER' })])).toBe('NOT_MET');
    const unrecorded = { agency: other, formallyRecorded: false };
    expect(await told([to({ agency: one }), to(unrecorded)])).toBe('NOT_MET');
  });
});

describe('a visitor who tells what cannot be', () => {
  const complained = (complaint: object) => ({
    incidents: [{ occurredOn: SAME_DAY, complaints: [{ by: 'ME', ...complaint }] }],
  });

  it.each<[string, object, string]>([
    [
      'an answer to no question of the matrix',
      { risk: [often('daily'), { question: 'luck', answer: 'a' }] },
      'input.risk[1].question is no question of the risk matrix: expected one of frequency, support',
    ],
    [
      'an answer that a question has not',
      { risk: [often('hourly')] },
      'input.risk[0].answer is no answer to frequency: expected one of now-and-then, weekly, daily',
    ],
    [
      'one question of the matrix twice',
      { risk: [often('daily'), often('weekly')] },
      'answers frequency twice',
    ],
    [
      'an agency that is not here',
      complained({ agency: 'the-moon' }),
      'input.incidents[0].complaints[0].agency is no agency of this partnership',
    ],
    [
      'an agency of another kind than it is',
      complained({ agency: 'north-yorkshire-council', to: 'POLICE' }),
      'expected COUNCIL, or nothing',
    ],
    [
      'a recording before its complaint',
      complained({ madeOn: SAME_DAY, recordedOn: '2026-02-19' }),
      'before the complaint of',
    ],
    [
      'a kind of behaviour that is not named',
      { incidents: [{ occurredOn: SAME_DAY, behaviours: ['drones'], complaints: [] }] },
      'is no kind of behaviour: expected one of noise',
    ],
    [
      'incidents that there are not',
      { answers: [{ question: 'same_problem', answer: true, incidents: [1, 2] }] },
      'expected numbers from 1 to 0',
    ],
    [
      'incidents of a question that has none',
      { answers: [{ question: 'director', answer: true, incidents: [1, 2] }] },
      'about the whole',
    ],
    [
      '51 answers',
      { answers: Array.from({ length: 51 }, () => ({ question: 'director', answer: true })) },
      'input.answers has 51 entries: expected 50 at most',
    ],
    [
      '101 answers to the matrix',
      { risk: Array.from({ length: 101 }, () => often('daily')) },
      'input.risk has 101 entries: expected 100 at most',
    ],
  ])('is refused %s, by name', async (_what, input, message) => {
    const { status, errors } = await ask({ incidents: [], ...input });
    expect([status, errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_USER_INPUT']);
    expect(errors?.[0]?.message).toContain(message);
  });

  it('is refused answers to a matrix where the policy has none', async () => {
    const input = { incidents: [], risk: [often('daily')] };
    const { errors } = await app.ask('leicester', document, { variables: { input } });
    expect(errors?.[0]?.message).toContain('this policy has no risk matrix');
  });
});
