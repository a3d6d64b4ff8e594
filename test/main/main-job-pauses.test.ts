import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import { step } from '../domain/timescale/steps.js';
import { adminSql, checkRecord } from '../support/case-record.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const police = 'leicestershire-police';

const timescales: PolicyOfTime['timescales'] = [
  step('acknowledgement', { within: { workingDays: 3 }, endsWith: 'acknowledged' }),
  step('decision', {
    within: { days: 14 },
    pausedBy: ['waiting_for_applicant'],
    extension: { words: 'by letter' },
  }),
  step('information', {
    within: { workingDays: 10 },
    from: 'information_requested',
    endsWith: 'all_information_received',
    pausedBy: ['waiting_for_applicant', 'criminal_proceedings'],
  }),
];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ startAt: '2026-03-02T10:00:00Z' });
  await adminSql(
    app,
    `update concord.policy_versions set document = document || $1::jsonb
     where tenant_id = (select tenant_id from directory.partnerships where slug = 'leicester')`,
    [JSON.stringify({ timescales })],
  );
});
afterAll(() => app.stop());

const opened = () => ReviewCase.apply(app, 'leicester', applicationOf([incidentOn('2026-02-10')]));

async function clockOf(review: ReviewCase, name: string) {
  const clock = (await review.read()).clocks.find((each) => each.step === name);
  if (!clock) throw new Error(`There is no clock of ${name}.`);
  return clock;
}

const eventsOf = (review: ReviewCase) =>
  adminSql<{ type: string; clocks: string[] | null }>(
    app,
    `select e.type, array(select c ->> 'step' || ' ' || (c ->> 'dueOn')
         from jsonb_array_elements(e.body -> 'clocksStarted') as c) as clocks
     from concord.events e join concord.cases c on c.id = e.case_id
     where c.reference = $1 and e.type in ('CLOCKS_PAUSED', 'CLOCKS_RESUMED') order by e.position`,
    [review.reference],
  );

describe('clocks that stand still', () => {
  let review: ReviewCase;
  beforeAll(async () => {
    review = await opened();
  });

  it('have a day that moves on while that lasts, where the policy allows it, and the others run', async () => {
    // Received on Monday 2 March: 14 days are the 16th, three working days Thursday 5 March.
    app.clock.moveTo('2026-03-04T10:00:00Z');
    accepted(await review.change('pauseClocks', { reason: 'WAITING_FOR_APPLICANT', from: '2026-03-04' }));
    expect(await clockOf(review, 'decision')).toMatchObject({
      dueOn: '2026-03-17',
      standsStill: true,
      provisional: true,
      arithmetic:
        '14 days after Monday 2 March 2026, day 0 not counted: Monday 16 March 2026; 1 day of standstill added ' +
        '(waiting for the applicant, from Wednesday 4 March 2026 on): Tuesday 17 March 2026; it stands still now, ' +
        'and the day moves on for as long as that lasts',
    });
    expect(await clockOf(review, 'acknowledgement')).toMatchObject({
      dueOn: '2026-03-05',
      standsStill: false,
    });
    expect((await review.read()).pauses).toEqual([
      {
        id: expect.any(String) as string,
        reason: 'WAITING_FOR_APPLICANT',
        from: '2026-03-04',
        through: null,
      },
    ]);
  });

  it('are also those that begin meanwhile', async () => {
    // Ten working days after Friday 6 March: Mon 9 to Fri 13, Mon 16 to Fri 20.
    app.clock.moveTo('2026-03-06T10:00:00Z');
    accepted(await review.ask([police]));
    expect(await clockOf(review, 'information')).toMatchObject({ dueOn: '2026-03-20', standsStill: true });
  });

  it('run on from the day after the last, and the days between are added', async () => {
    app.clock.moveTo('2026-03-10T10:00:00Z');
    const [pause] = (await review.read()).pauses;
    accepted(await review.change('resumeClocks', { pauseId: pause?.id, through: '2026-03-09' }));
    // The 4th through the 9th are six days: the 22nd. Of the ten working days Monday the 9th was one: Monday the 23rd.
    expect(await clockOf(review, 'decision')).toMatchObject({
      dueOn: '2026-03-22',
      standsStill: false,
      provisional: false,
    });
    expect(await clockOf(review, 'information')).toMatchObject({ dueOn: '2026-03-23', standsStill: false });
    expect((await review.read()).pauses).toMatchObject([{ from: '2026-03-04', through: '2026-03-09' }]);
    expect(await eventsOf(review)).toEqual([
      { type: 'CLOCKS_PAUSED', clocks: ['decision 2026-03-17'] },
      { type: 'CLOCKS_RESUMED', clocks: ['decision 2026-03-22', 'information 2026-03-23'] },
    ]);
  });

  it('stand still twice, each time for its days, and only those that the reason is for', async () => {
    // Criminal proceedings on Thursday 12 and Friday 13 March: two working days of the information, to Wednesday the 25th.
    app.clock.moveTo('2026-03-16T10:00:00Z');
    const days = { from: '2026-03-12', through: '2026-03-13' };
    accepted(await review.change('pauseClocks', { reason: 'CRIMINAL_PROCEEDINGS', ...days }));
    expect(await clockOf(review, 'information')).toMatchObject({ dueOn: '2026-03-25', standsStill: false });
    expect(await clockOf(review, 'decision')).toMatchObject({ dueOn: '2026-03-22' });
  });

  it('keep the day that somebody gave them', async () => {
    const { id: clockId } = await clockOf(review, 'decision');
    accepted(await review.change('extendClock', { clockId, dueOn: '2026-03-31', reason: 'Leave.' }));
    // Three days from the 17th on: from the 22nd to the 25th, which is before the 31st.
    const days = { from: '2026-03-17', through: '2026-03-19' };
    accepted(await review.change('pauseClocks', { reason: 'WAITING_FOR_APPLICANT', ...days }));
    const { dueOn, arithmetic } = await clockOf(review, 'decision');
    expect(dueOn).toBe('2026-03-31');
    expect(arithmetic).toContain('Wednesday 25 March 2026; extended to Tuesday 31 March 2026');
  });
});

describe('a clock that ends while it stands still', () => {
  it('keeps the day to which it had moved on, whoever ends it', async () => {
    app.clock.moveTo('2026-04-13T10:00:00Z');
    const review = await opened();
    accepted(await review.ask([police]));
    accepted(
      await review.change('pauseClocks', {
        reason: 'WAITING_FOR_APPLICANT',
        from: '2026-04-14',
        through: '2026-04-14',
      }),
    );
    app.clock.moveTo('2026-04-15T10:00:00Z');
    accepted(await review.change('pauseClocks', { reason: 'WAITING_FOR_APPLICANT', from: '2026-04-15' }));
    app.clock.moveTo('2026-04-20T10:00:00Z');
    // Ten working days after Monday 13 April: Monday 27. Of them Tuesday 14, Wednesday 15 to Friday 17 and Monday 20 stood
    // still: five more, over Monday 4 May (bank holiday): 28, 29, 30 April, 1 May, Tuesday 5 May.
    accepted(await review.answer(police, 'NOTHING'));
    const clock = await clockOf(review, 'information');
    expect(clock).toMatchObject({ dueOn: '2026-05-05', standsStill: false, provisional: false });
    expect(clock.stoppedAt).not.toBeNull();
    expect(clock.arithmetic).not.toContain('stands still now');
  });
});

describe('a pause that cannot be', () => {
  let review: ReviewCase;
  beforeAll(async () => {
    app.clock.moveTo('2026-04-20T10:00:00Z');
    review = await opened();
    app.clock.moveTo('2026-04-22T10:00:00Z');
  });

  const refused = async (input: object) => {
    const answer = await review.change('pauseClocks', {
      reason: 'WAITING_FOR_APPLICANT',
      from: '2026-04-21',
      ...input,
    });
    return answer.problems ?? answer.message ?? answer.__typename;
  };

  it('is refused and says what is allowed', async () => {
    expect(await refused({ reason: 'AGREED_WITH_APPLICANT' })).toEqual([
      {
        path: 'reason',
        message:
          'is no reason for which the policy allows it: expected one of WAITING_FOR_APPLICANT, CRIMINAL_PROCEEDINGS.',
      },
    ]);
    expect(await refused({ from: '2026-04-19' })).toEqual([
      {
        path: 'from',
        message:
          'is Sunday 19 April 2026, before the application was received: expected Monday 20 April 2026 or later.',
      },
    ]);
    expect(await refused({ from: '2026-04-23' })).toEqual([
      {
        path: 'from',
        message:
          'is Thursday 23 April 2026, in the future: expected today or earlier where no last day is given.',
      },
    ]);
    expect(await refused({ through: '2026-04-20' })).toMatchObject([{ path: 'through' }]);
    // 1,100 days from 21 April 2026 are 25 April 2029: three years, of which 2028 has a leap day, are 1,096.
    expect(await refused({ through: '2029-04-26' })).toMatchObject([{ path: 'through' }]);
    expect((await review.read()).pauses).toEqual([]);
    expect((await clockOf(review, 'decision')).dueOn).toBe('2026-05-04');
  });

  it('is refused where the clocks stand still for the same reason already, or the pause is over', async () => {
    accepted(await review.change('pauseClocks', { reason: 'WAITING_FOR_APPLICANT', from: '2026-04-21' }));
    expect(await refused({ from: '2026-04-22' })).toMatchObject([{ path: 'from' }]);
    expect(await refused({ from: '2026-04-20', through: '2026-04-20' })).toBe('CaseChanged');
    const pause = (await review.read()).pauses.find(({ through }) => through === null);
    const resume = (through: string) => review.change('resumeClocks', { pauseId: pause?.id, through });
    expect((await resume('2026-04-20')).problems).toMatchObject([{ path: 'through' }]);
    accepted(await resume('2026-04-21'));
    expect((await resume('2026-04-22')).message).toBe('This pause has a last day already.');
    // Two days, the 20th not counted as the day of receipt: 14 days after the 20th are 4 May, and one is added.
    expect((await clockOf(review, 'decision')).dueOn).toBe('2026-05-05');
  });

  it('is refused as a whole where the policy lets no clock stand still', async () => {
    const other = await ReviewCase.apply(app, 'north-yorkshire', applicationOf([incidentOn('2026-02-10')]));
    const answer = await other.change('pauseClocks', { reason: 'WAITING_FOR_APPLICANT', from: '2026-04-22' });
    expect(answer).toMatchObject({
      __typename: 'NotPossibleNow',
      message: 'The policy of this case lets no clock stand still.',
    });
  });

  it('leaves history and audit in agreement', async () => {
    expect((await checkRecord(app)).broken).toEqual([]);
  });
});
