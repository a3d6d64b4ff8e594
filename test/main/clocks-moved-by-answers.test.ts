import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import { step } from '../domain/timescale/steps.js';
import { adminSql, checkRecord } from '../support/case-record.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const police = 'leicestershire-police';
const council = 'leicester-city-council';

/** What an agency's answer starts and stops though none of it counts from the answer or ends with it by name. */
const timescales: PolicyOfTime['timescales'] = [
  step('review', {
    within: { days: 28 },
    endsWith: 'review_completed',
    onlyIf: 'information_answered',
  }),
  step('reminder', {
    within: { days: 10 },
    endsWith: 'applicant_updated',
    unless: ['information_answered', 'withdrawn'],
  }),
  step('letter', {
    within: { days: 5 },
    from: 'information_requested',
    endsWith: 'applicant_contacted',
    onlyIf: ['threshold_met', 'all_information_received'],
  }),
  step('each-answer', {
    within: { days: 7 },
    from: 'information_requested',
    endsWith: 'information_answered',
    repeats: true,
  }),
  step('decision', { within: { days: 14 } }),
];

describe('what an agency answers', () => {
  let app: TestApp;
  let review: ReviewCase;
  beforeAll(async () => {
    app = await startTestApp({ startAt: '2026-03-02T10:00:00Z' });
    await adminSql(
      app,
      `update concord.policy_versions set document = document || $1::jsonb
       where tenant_id = (select tenant_id from directory.partnerships where slug = 'leicester')`,
      [JSON.stringify({ timescales })],
    );
    review = await ReviewCase.apply(app, 'leicester', applicationOf([incidentOn('2026-02-10')]));
    accepted(await review.ask([police, council]));
  });
  afterAll(() => app.stop());

  const clocks = async () => {
    const { clocks: each } = await review.read();
    return each.map(({ step: id, dueOn, stoppedAt }) => `${id} ${dueOn} ${stoppedAt ? 'stopped' : 'runs'}`);
  };

  it('begins steps that are there only then, and takes away those that are there only until then', async () => {
    // Received and asked on Monday 2 March: 10 days are the 12th, 14 the 16th, 28 the 30th, 7 the 9th.
    expect((await clocks()).sort()).toEqual([
      'decision 2026-03-16 runs',
      'each-answer 2026-03-09 runs',
      'reminder 2026-03-12 runs',
    ]);
    app.clock.moveTo('2026-03-04T10:00:00Z');
    expect(await review.answer(police, 'NOTHING')).toMatchObject({ __typename: 'CaseChanged' });
    // 7 days from the 4th are the 11th. The review counts from receipt, though it begins now.
    expect((await clocks()).sort()).toEqual([
      'decision 2026-03-16 runs',
      'each-answer 2026-03-09 stopped',
      'each-answer 2026-03-11 runs',
      'reminder 2026-03-12 stopped',
      'review 2026-03-30 runs',
    ]);
  });

  it('begins with the last of them what waits for all', async () => {
    app.clock.moveTo('2026-03-05T10:00:00Z');
    expect(await review.answer(council, 'NOTHING')).toMatchObject({ __typename: 'CaseChanged' });
    // 5 days from 2 March are the 7th; 7 from the 5th the 12th.
    expect((await clocks()).sort()).toEqual([
      'decision 2026-03-16 runs',
      'each-answer 2026-03-09 stopped',
      'each-answer 2026-03-11 stopped',
      'each-answer 2026-03-12 runs',
      'letter 2026-03-07 runs',
      'reminder 2026-03-12 stopped',
      'review 2026-03-30 runs',
    ]);
    expect((await checkRecord(app)).broken).toEqual([]);
  });
});
