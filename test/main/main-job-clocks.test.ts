import { actor } from '../support/journey.js';
import { adminSql, checkRecord } from '../support/case-record.js';
import { accepted, applicationOf, incidentOn } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

/*
 * Worked by hand from the calendars of 2026 to 2028 and the bank holidays of England and Wales:
 * Good Friday 3 April and Easter Monday 6 April 2026; spring bank holiday Monday 25 May 2026; in 2026 Boxing Day is a
 * Saturday, so Monday 28 December stands in for it; Friday 1 January 2027.
 * Leicester acknowledges in 1 working day and decides in 14 days; the day of receipt is day 0.
 */
const cases: readonly (readonly [
  what: string,
  receivedAt: string,
  receivedOn: string,
  acknowledge: string,
  decide: string,
])[] = [
  ['an ordinary Monday', '2026-03-02T10:00:00Z', '2026-03-02', '2026-03-03', '2026-03-16'],
  ['an ordinary Friday', '2026-03-06T10:00:00Z', '2026-03-06', '2026-03-09', '2026-03-20'],
  ['an ordinary Saturday', '2026-03-07T10:00:00Z', '2026-03-07', '2026-03-09', '2026-03-21'],
  ['an ordinary Sunday', '2026-03-08T10:00:00Z', '2026-03-08', '2026-03-09', '2026-03-22'],
  // Winter time: local midnight is 00:00 UTC, so 23:59:59 UTC is still Saturday 28 March.
  ['the last second of winter time', '2026-03-28T23:59:59Z', '2026-03-28', '2026-03-30', '2026-04-11'],
  // Summer time began at 01:00 UTC: 23:30 UTC of Sunday is 00:30 of Monday 30 March.
  ['the first night of summer time', '2026-03-29T23:30:00Z', '2026-03-30', '2026-03-31', '2026-04-13'],
  ['the Thursday before Easter', '2026-04-02T10:00:00Z', '2026-04-02', '2026-04-07', '2026-04-16'],
  // 22:59 UTC is 23:59 in London, still Thursday; 23:00 UTC is Good Friday.
  ['the last minute of that Thursday', '2026-04-02T22:59:00Z', '2026-04-02', '2026-04-07', '2026-04-16'],
  ['Good Friday, from its first moment', '2026-04-02T23:00:00Z', '2026-04-03', '2026-04-07', '2026-04-17'],
  ['Easter Saturday', '2026-04-04T10:00:00Z', '2026-04-04', '2026-04-07', '2026-04-18'],
  ['Easter Sunday', '2026-04-05T10:00:00Z', '2026-04-05', '2026-04-07', '2026-04-19'],
  ['Easter Monday', '2026-04-06T10:00:00Z', '2026-04-06', '2026-04-07', '2026-04-20'],
  [
    'the Friday before the spring bank holiday',
    '2026-05-22T10:00:00Z',
    '2026-05-22',
    '2026-05-26',
    '2026-06-05',
  ],
  // 23:30 UTC of Wednesday 10 June is 00:30 of Thursday 11 June; 11 + 14 = 25.
  [
    'half past midnight of a summer Thursday',
    '2026-06-10T23:30:00Z',
    '2026-06-11',
    '2026-06-12',
    '2026-06-25',
  ],
  // Winter time again since 25 October: 23:30 UTC is 23:30 in London. 1 November is a Sunday.
  ['an autumn night', '2026-11-01T23:30:00Z', '2026-11-01', '2026-11-02', '2026-11-15'],
  // Friday 25, Saturday 26, Sunday 27 and Monday 28 December do not count. 24 + 14 = 38, less 31: 7 January.
  ['Christmas Eve, a Thursday', '2026-12-24T10:00:00Z', '2026-12-24', '2026-12-29', '2027-01-07'],
  ['Boxing Day, a Saturday', '2026-12-26T10:00:00Z', '2026-12-26', '2026-12-29', '2027-01-09'],
  ['the substitute day', '2026-12-28T10:00:00Z', '2026-12-28', '2026-12-29', '2027-01-11'],
  // Friday 1 January 2027 is a holiday, then a weekend. 31 + 14 = 45, less 31: 14 January.
  ["New Year's Eve, a Thursday", '2026-12-31T10:00:00Z', '2026-12-31', '2027-01-04', '2027-01-14'],
  // 28 + 14 = 42, less the 29 days of February 2028: 13 March.
  ['28 February 2028, a Monday', '2028-02-28T10:00:00Z', '2028-02-28', '2028-02-29', '2028-03-13'],
  ['29 February 2028, a Tuesday', '2028-02-29T10:00:00Z', '2028-02-29', '2028-03-01', '2028-03-14'],
];

describe('the clocks that an application starts', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const received = async (partnership: string, at: string) => {
    app.clock.moveTo(at);
    return accepted(
      await actor(app, partnership).mutate('applyForReview', applicationOf([incidentOn('2025-12-01')])),
    );
  };

  it.each(cases)('in Leicester on %s (%s)', async (_what, receivedAt, receivedOn, acknowledge, decide) => {
    expect(await received('leicester', receivedAt)).toMatchObject({
      receivedOn,
      clocks: [
        { step: 'acknowledgement', dueOn: acknowledge },
        { step: 'threshold-decision', dueOn: decide },
      ],
    });
  });

  it('say in words which bank holidays they passed over', async () => {
    const { clocks } = await received('leicester', '2026-04-02T10:00:00Z');
    expect(clocks).toMatchObject([
      {
        arithmetic:
          '1 working day after Thursday 2 April 2026, passing over Good Friday (3 April 2026) and ' +
          'Easter Monday (6 April 2026): Tuesday 7 April 2026',
      },
      {
        arithmetic: '14 days after Thursday 2 April 2026, day 0 not counted: Thursday 16 April 2026',
      },
    ]);
  });

  it.each([
    // Eight weeks are 56 days: 2 + 56 = 58, less the 31 of March: 27 April.
    ['2026-03-02T10:00:00Z', '2026-04-27'],
    // From 24 December 7 days to the 31st, 31 of January make 38, 18 more: 18 February.
    ['2026-12-24T10:00:00Z', '2027-02-18'],
    // From 29 February 31 days to 31 March, 25 more: 25 April.
    ['2028-02-29T10:00:00Z', '2028-04-25'],
  ])('in North Yorkshire on %s run eight weeks, to %s', async (at, dueOn) => {
    expect(await received('north-yorkshire', at)).toMatchObject({
      clocks: [{ step: 'whole-process', dueOn }],
    });
  });

  it('fall due when the local day is over, in winter and in summer time', async () => {
    const { reference } = await received('leicester', '2026-03-27T10:00:00Z');
    // Friday 27 March: acknowledged by Monday 30 March, which ends at 23:00 UTC; decided by Friday 10 April.
    const rows = await adminSql<{ step: string; due: string }>(
      app,
      `select step, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as due from concord.clocks
       where case_id = (select id from concord.cases where reference = $1) order by due_at`,
      [reference],
    );
    expect(rows).toEqual([
      { step: 'acknowledgement', due: '2026-03-30 23:00' },
      { step: 'threshold-decision', due: '2026-04-10 23:00' },
    ]);
    const winter = await received('leicester', '2026-03-02T10:00:00Z');
    const [first] = await adminSql<{ due: string }>(
      app,
      `select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as due from concord.clocks
       where case_id = (select id from concord.cases where reference = $1) order by due_at`,
      [winter['reference']],
    );
    expect(first).toEqual({ due: '2026-03-04 00:00' });
  });

  it('judge what lies in the future by the local day, not by that of UTC', async () => {
    // 23:30 UTC of 10 June is 11 June in London: an incident of the 11th has happened, one of the 12th has not.
    app.clock.moveTo('2026-06-10T23:30:00Z');
    const visitor = actor(app, 'leicester');
    accepted(await visitor.mutate('applyForReview', applicationOf([incidentOn('2026-06-11')])));
    const refused = await visitor.mutate('applyForReview', applicationOf([incidentOn('2026-06-12')]));
    expect(refused.problems).toEqual([
      {
        path: 'incidents[0].occurredOn',
        message: 'is Friday 12 June 2026, in the future: expected Thursday 11 June 2026 or earlier.',
      },
    ]);
  });

  it('have recorded every case so that its history and its audit agree', async () => {
    const checked = await checkRecord(app);
    expect(checked.broken).toEqual([]);
    expect(checked.cases).toBeGreaterThan(cases.length);
  });
});
