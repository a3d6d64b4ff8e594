import { actor, applicationOfThreeNights } from '../support/journey.js';
import { checkRecord } from '../support/case-record.js';
import { accepted, findingOf, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const council = 'leicester-city-council';
const police = 'leicestershire-police';

/*
 * Worked by hand for an application received on Monday 2 March 2026 (clock: 10:00 UTC, which is 10:00 in London):
 * - acknowledgement, 1 working day: Tuesday 3 March 2026.
 * - decision, 14 days: 2 + 14 = Monday 16 March 2026.
 * - review, 28 days from acceptance on Thursday 5 March 2026: 5 + 28 = 33, less 31 days of March: Thursday 2 April 2026.
 * - the window of six months reaches back to 2 September 2025; the three nights of January and February lie inside.
 * - the first complaint, 12 January, was made two days after its incident of 10 January: within one month.
 */
const nights = [
  { on: '2026-01-10', told: '2026-01-12' },
  { on: '2026-01-24', told: '2026-01-26' },
  { on: '2026-02-07', told: '2026-02-09' },
] as const;

describe('the main job in Leicester', () => {
  let app: TestApp;
  let review: ReviewCase;
  const reports: string[] = [];

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  it('begins with an application, which gets a reference, a secret and two clocks', async () => {
    review = await ReviewCase.apply(app, 'leicester', applicationOfThreeNights());
    expect(review.reference).toMatch(/^LEI-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(review.received).toMatchObject({
      __typename: 'ApplicationReceived',
      secret: expect.stringMatching(/^.{20,}$/) as string,
      receivedOn: '2026-03-02',
      clocks: [
        { step: 'acknowledgement', dueOn: '2026-03-03' },
        { step: 'threshold-decision', dueOn: '2026-03-16' },
      ],
    });
    expect(await review.read()).toMatchObject({ stage: 'RECEIVED', version: 1 });
  });

  it('goes on with the acknowledgement and the questions to two agencies', async () => {
    const acknowledged = await review.change('acknowledgeApplication');
    expect(acknowledged.case).toMatchObject({ stage: 'ACKNOWLEDGED', version: 2 });
    const asked = await review.ask([council, police], { answerBy: '2026-03-09' });
    expect(asked.case).toMatchObject({ stage: 'GATHERING', version: 3 });
    const { stillOwed } = await review.read();
    expect(stillOwed.map(({ by }) => by).sort()).toEqual([
      'Leicester City Council',
      'Leicestershire Police',
      'The coordinator',
      'The coordinator',
      'The coordinator',
    ]);
  });

  it('has the council put its reports to the case, and the police say that they hold nothing', async () => {
    for (const { on, told } of nights) reports.push(await review.linkedReport(council, on, told));
    accepted(await review.answer(council, 'RECORDS', 'A warning letter was sent on 11 February 2026.'));
    accepted(await review.answer(police, 'NOTHING'));
    expect((await review.read()).stillOwed.map(({ by }) => by)).toEqual([
      'The coordinator',
      'The coordinator',
      'The coordinator',
    ]);
  });

  it('has a person match each incident, after which the rules find the threshold met', async () => {
    for (const [index, report] of reports.entries())
      accepted(await review.match(index + 1, { reports: [report] }));
    expect((await review.read()).stillOwed).toEqual([]);
    const proposal = await review.propose();
    expect(proposal.verdict).toBe('MET');
    expect(findingOf(proposal, 'three-incidents')).toMatchObject({
      verdict: 'MET',
      sentence: '3 of the 3 incidents needed counted.',
    });
    expect(proposal.inWords.split('\n')[0]).toMatch(/^MET: /);
  });

  it('ends with the decision, which starts the clock of the review', async () => {
    app.clock.moveTo('2026-03-05T09:00:00Z');
    const proposal = await review.propose();
    const decided = await review.decide({ proposalId: proposal.id, outcome: 'MET' });
    expect(decided.case).toMatchObject({ stage: 'THRESHOLD_MET' });
    const seen = await review.read();
    expect(seen.clocks.find((clock) => clock.step === 'review')).toMatchObject({
      dueOn: '2026-04-02',
      stoppedAt: null,
    });
    expect(seen.clocks.find((clock) => clock.step === 'threshold-decision')?.stoppedAt).not.toBeNull();
    expect(seen['decision']).toMatchObject({ outcome: 'MET', departsFromRules: false });
  });

  it('lets the applicant follow it with reference and secret, and nobody with another secret', async () => {
    expect(await review.progress()).toMatchObject({ stage: 'THRESHOLD_MET', decision: { outcome: 'MET' } });
    const wrong = await actor(app, 'leicester').query(
      'query ($reference: String!) { application(reference: $reference, secret: "guessed") { stage } }',
      { reference: review.reference },
    );
    expect(wrong['application']).toBeNull();
  });

  it('is recorded so that its history, its audit and its findings agree', async () => {
    const { broken, cases, proposals } = await checkRecord(app);
    expect({ broken, cases, proposals }).toEqual({ broken: [], cases: 1, proposals: 2 });
  });
});
