import { HolidaysUnknown } from '#domain/calendar/bank-holidays.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import { startClocks } from '#domain/timescale/start-clocks.js';
import type { CaseMoment } from '#domain/policy/timescales.js';
import { HOLIDAYS } from '../calendar/holidays-of-england-and-wales.js';
import { london } from './steps.js';

const first: TimescaleStep = {
  id: 'acknowledgement',
  words: 'acknowledged',
  within: { workingDays: 1 },
  from: 'application_received',
  endsWith: 'acknowledged',
  actor: 'coordinator',
};

const STEPS: readonly TimescaleStep[] = [
  first,
  {
    id: 'decision',
    words: 'decided',
    within: { days: 14 },
    from: 'application_received',
    endsWith: 'threshold_decided',
    actor: 'coordinator',
  },
  {
    id: 'review',
    words: 'reviewed',
    within: { days: 28 },
    from: 'threshold_met',
    endsWith: 'review_completed',
    actor: 'partnership',
    extension: { words: 'in writing' },
  },
];

const POLICY = { timescales: STEPS };

/** A moment at a London time; on a day alone, at ten in the morning. */
function on(moment: CaseMoment, local: string) {
  return { moments: [moment], at: london(local.includes('T') ? local : `${local}T10:00`) };
}

describe('the clocks that an event starts', () => {
  it('are those of the steps that count from it, with their arithmetic in words', () => {
    // Monday 2 March: one working day is Tuesday 3 March; 14 days are Monday 16 March.
    const clocks = startClocks(POLICY, on('application_received', '2026-03-02'), HOLIDAYS);
    expect(
      clocks.map((clock) => [clock.stepId, clock.endsWith, clock.dueOn.toString(), clock.extendable]),
    ).toEqual([
      ['acknowledgement', ['acknowledged'], '2026-03-03', false],
      ['decision', ['threshold_decided'], '2026-03-16', false],
    ]);
    expect(clocks[1]?.arithmetic).toBe(
      '14 days after Monday 2 March 2026, day 0 not counted: Monday 16 March 2026',
    );
  });

  it('name the bank holidays that a count of working days passes over', () => {
    const [clock] = startClocks(POLICY, on('application_received', '2026-04-02'), HOLIDAYS);
    expect(clock?.arithmetic).toBe(
      '1 working day after Thursday 2 April 2026, passing over Good Friday (3 April 2026) and ' +
        'Easter Monday (6 April 2026): Tuesday 7 April 2026',
    );
  });

  it('fall due when the local day is over, also when the clocks change in between', () => {
    // Thursday 26 February + 28 days is Thursday 26 March, still winter; 2 March + 28 is 30 March, summer since the 29th.
    const review = (day: string) => startClocks(POLICY, on('threshold_met', day), HOLIDAYS)[0];
    expect(review('2026-02-26')?.dueAt.toString()).toBe('2026-03-27T00:00:00Z');
    expect(review('2026-03-02')?.dueAt.toString()).toBe('2026-03-30T23:00:00Z');
    expect(review('2026-03-02')?.extendable).toBe(true);
  });

  it('are none where no step counts from the event', () => {
    expect(startClocks(POLICY, on('application_completed', '2026-03-02'), HOLIDAYS)).toEqual([]);
  });

  it('start once where a step counts from several of the moments that happen together', () => {
    const from = ['application_received', 'application_completed'] as const;
    const timescales = [{ ...first, from }];
    const happening = { moments: from, at: london('2026-03-02T10:00') };
    expect(startClocks({ timescales }, happening, HOLIDAYS)).toHaveLength(1);
  });

  it('start with the decision on the threshold, however it is decided', () => {
    const timescales = [
      { ...first, from: 'threshold_decided', endsWith: 'threshold_decision_sent' } as const,
    ];
    const started = (['threshold_met', 'threshold_not_met', 'declined'] as const).map(
      (moment) => startClocks({ timescales }, on(moment, '2026-03-02'), HOLIDAYS)[0]?.anchor,
    );
    expect(started).toEqual(['threshold_met', 'threshold_not_met', 'declined']);
  });

  it('start also past the known bank holidays, passing over weekends only and saying so', () => {
    // Known through 2027. Friday 31 December 2027 + 1 working day: 1 and 2 January 2028 are a weekend, so Monday 3 January.
    const [acknowledgement] = startClocks(POLICY, on('application_received', '2027-12-31'), HOLIDAYS);
    expect(acknowledgement?.dueOn.toString()).toBe('2028-01-03');
    expect(acknowledgement?.arithmetic).toContain('bank holidays after 31 December 2027 are not known yet');
    expect(acknowledgement?.provisional).toBe(true);
  });

  it('are refused before the first known bank holidays, where a day could only be wrong', () => {
    expect(() => startClocks(POLICY, on('application_received', '1999-12-31'), HOLIDAYS)).toThrow(
      HolidaysUnknown,
    );
  });

  it('are none for the next meeting of a calendar that has run out', () => {
    const meetings = [{ id: 'panel', words: 'the panel', dates: ['2026-03-01'] }];
    const timescales = [{ ...first, within: { meeting: 'panel' } }];
    expect(startClocks({ timescales, meetings }, on('application_received', '2026-03-02'), HOLIDAYS)).toEqual(
      [],
    );
  });
});

describe('where a working day ends at 17:00', () => {
  const policy = { ...POLICY, workingDay: { endsAt: '17:00' } };
  const [due, decided] = ['acknowledgement', 'decision'];
  const clockOf = (id: string | undefined, local: string) => {
    const clocks = startClocks(policy, on('application_received', local), HOLIDAYS);
    return clocks.find(({ stepId }) => stepId === id);
  };

  it.each([
    // Friday 3 July 2026 at 17:00 is not later than the end of the day: Monday 6 July is day 1.
    ['2026-07-03T17:00', '2026-07-06'],
    // At 17:01 it is received on Monday, so Tuesday is day 1; and so is what comes in at the weekend.
    ['2026-07-03T17:01', '2026-07-07'],
    ['2026-07-04T09:00', '2026-07-07'],
    ['2026-07-06T09:00', '2026-07-07'],
    // Thursday evening before Easter: received on Tuesday 7 April.
    ['2026-04-02T17:31', '2026-04-08'],
  ])('what comes in at %s is acknowledged by %s', (local, expected) => {
    expect(clockOf(due, local)?.dueOn.toString()).toBe(expected);
  });

  it('the sentence says when it came in and when it is taken as received', () => {
    expect(clockOf(due, '2026-07-03T17:31')?.arithmetic).toBe(
      'received at 17:31 on Friday 3 July 2026, after 17:00, so taken as received on Monday 6 July 2026; ' +
        '1 working day after Monday 6 July 2026: Tuesday 7 July 2026',
    );
    expect(clockOf(due, '2026-07-04T09:00')?.arithmetic).toContain(
      'received on Saturday 4 July 2026, which is no working day, so taken as received on Monday 6 July 2026',
    );
  });

  it('a step in working days falls due at that hour, one in days at midnight', () => {
    // 17:00 is 16:00 in UTC in summer; midnight after Friday 17 July is 23:00 in UTC.
    expect(clockOf(due, '2026-07-03T10:00')?.dueAt.toString()).toBe('2026-07-06T16:00:00Z');
    expect(clockOf(decided, '2026-07-03T10:00')?.dueAt.toString()).toBe('2026-07-17T23:00:00Z');
    // In winter 17:00 is 17:00 in UTC.
    expect(clockOf(due, '2026-03-02T10:00')?.dueAt.toString()).toBe('2026-03-03T17:00:00Z');
  });

  it('what people at work do late in the evening is done on that day', () => {
    const timescales = [{ ...first, from: 'threshold_met' } as const];
    const [clock] = startClocks({ ...policy, timescales }, on('threshold_met', '2026-07-02T20:00'), HOLIDAYS);
    expect(clock?.dueOn.toString()).toBe('2026-07-03');
  });
});
