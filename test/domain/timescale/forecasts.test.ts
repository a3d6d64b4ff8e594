import { clocksBy, moments, standings, step } from './steps.js';

const received = ['application_received', '2026-03-02T10:00'] as const;

describe('a procedure in which each step follows on the one before', () => {
  const timescales = [
    step('request', { within: { workingDays: 2 }, endsWith: 'information_requested' }),
    step('information', {
      within: { workingDays: 10 },
      from: 'information_requested',
      endsWith: 'information_answered',
    }),
    step('decision', { within: { workingDays: 3 }, from: 'all_information_received' }),
    step('panel', { within: { workingDays: 5 }, from: 'threshold_decided', endsWith: 'panel_met' }),
    step('papers', {
      within: { workingDays: 2 },
      from: 'panel_planned',
      direction: 'before',
      endsWith: 'panel_papers_sent',
    }),
    step('outcome', { within: { workingDays: 5 }, from: 'review_decided', endsWith: 'outcome_sent' }),
    step('appeal', {
      within: { workingDays: 10 },
      from: 'outcome_received',
      endsWith: 'appeal_received',
      actor: 'victim',
    }),
  ];

  it('is forecast to its end from the day of receipt', () => {
    // Monday 2 March: Tue 3, Wed 4. Ten working days more: Wed 18 March. Three: Thu 19, Fri 20, Mon 23. Five: Mon 30 March.
    // Two before that: Fri 27, Thu 26. Five after the panel: Tue 31, Wed 1 April, Thu 2, Tue 7, Wed 8. Ten: Thu 9, Fri 10,
    // Mon 13 to Fri 17, Mon 20, Tue 21, Wed 22 April.
    const clocks = clocksBy({ timescales }, { moments: moments(received) }, '2026-03-02T12:00');
    expect(standings(clocks)).toEqual({
      request: 'running 2026-03-04 at_risk',
      information: 'forecast 2026-03-18 in_time',
      decision: 'forecast 2026-03-23 in_time',
      panel: 'forecast 2026-03-30 in_time',
      papers: 'forecast 2026-03-26 in_time',
      outcome: 'forecast 2026-04-08 in_time',
      appeal: 'forecast 2026-04-22 in_time',
    });
  });

  it('is the same in whatever order the steps are written', () => {
    const course = { moments: moments(received) };
    const there = clocksBy({ timescales }, course, '2026-03-02T12:00');
    const back = clocksBy({ timescales: [...timescales].reverse() }, course, '2026-03-02T12:00');
    expect(standings(back)).toEqual(standings(there));
  });

  it('once a day is agreed for the panel, goes by that day, and the papers run towards it', () => {
    const course = {
      moments: moments(
        received,
        ['threshold_met', '2026-03-20T10:00'],
        ['panel_planned', '2026-04-08T14:00'],
      ),
    };
    // Two working days before Wednesday 8 April: Tue 7, and over Easter Thu 2. Five after it: Thu 9, Fri 10, Mon 13, Tue
    // 14, Wed 15.
    const clocks = clocksBy({ timescales }, course, '2026-03-23T12:00');
    expect(standings(clocks)).toMatchObject({
      papers: 'running 2026-04-02 in_time',
      outcome: 'forecast 2026-04-15 in_time',
    });
    expect(clocks['papers']?.arithmetic).toBe(
      '2 working days before Wednesday 8 April 2026, passing over Easter Monday (6 April 2026) and ' +
        'Good Friday (3 April 2026): Thursday 2 April 2026',
    );
  });

  it.each([
    ['2026-04-02T16:00', 'done_in_time'],
    ['2026-04-07T09:00', 'done_late'],
  ])('papers sent at %s for a panel of 8 April are %s', (sent, mark) => {
    const course = {
      moments: moments(received, ['panel_planned', '2026-04-08T14:00'], ['panel_papers_sent', sent]),
    };
    expect(clocksBy({ timescales }, course, '2026-04-08T12:00')['papers']).toMatchObject({
      state: 'ended',
      mark,
    });
  });

  it('a panel that is put off is reckoned from the day last agreed', () => {
    const course = {
      moments: moments(
        received,
        ['panel_planned', '2026-04-15T14:00'],
        ['panel_planned', '2026-04-08T14:00'],
      ),
    };
    expect(clocksBy({ timescales }, course, '2026-03-23T12:00')['papers']?.dueOn?.toString()).toBe(
      '2026-04-02',
    );
  });
});

describe('a forecast', () => {
  const now = '2026-03-02T12:00';
  const course = { moments: moments(received) };

  it('of steps that wait for one another has no day, and says so', () => {
    const timescales = [
      step('first', { within: { days: 1 }, from: 'panel_met', endsWith: 'case_closed' }),
      step('second', { within: { days: 1 }, from: 'case_closed', endsWith: 'panel_met' }),
    ];
    const clocks = clocksBy({ timescales }, course, now);
    expect(standings(clocks)).toEqual({
      first: 'forecast no day waiting',
      second: 'forecast no day waiting',
    });
    expect(clocks['first']).toMatchObject({
      provisional: true,
      markInWords: 'waits for a day',
      arithmetic: '1 day after the panel met; no day is known for that yet',
    });
  });

  it('takes the earliest of several limits for what it counts from', () => {
    const timescales = [
      step('late', { within: { days: 40 }, endsWith: 'panel_met' }),
      step('early', { within: { days: 20 }, endsWith: 'panel_met' }),
      step('outcome', { within: { days: 5 }, from: 'panel_met', endsWith: 'outcome_sent' }),
    ];
    // 2 March + 20 is 22 March, + 5 is 27 March.
    expect(clocksBy({ timescales }, course, now)['outcome']?.dueOn?.toString()).toBe('2026-03-27');
  });

  it('counts from receipt where the form may be complete then', () => {
    const timescales = [
      step('whole', { within: { weeks: 8 }, from: 'application_completed', endsWith: 'action_plan_agreed' }),
    ];
    // 56 days: 29 to the end of March, 27 of April.
    const clocks = clocksBy({ timescales }, course, now);
    expect(standings(clocks)).toEqual({ whole: 'forecast 2026-04-27 in_time' });
    expect(clocks['whole']?.arithmetic).toContain('the day on which the application was received');
  });

  it('of a step whose day is past is at risk, as it cannot be overdue before it begins', () => {
    const timescales = [
      step('decision', { within: { days: 5 } }),
      step('panel', { within: { days: 5 }, from: 'threshold_met', endsWith: 'panel_met' }),
    ];
    expect(standings(clocksBy({ timescales }, course, '2026-03-20T12:00'))).toEqual({
      decision: 'running 2026-03-07 overdue',
      panel: 'forecast 2026-03-12 at_risk',
    });
  });

  it('is provisional where what it rests on is', () => {
    const timescales = [
      step('decision', { within: { workingDays: 5 } }),
      step('panel', { within: { days: 5 }, from: 'threshold_met', endsWith: 'panel_met' }),
    ];
    // Bank holidays are known through 2027; Wednesday 29 December 2027 and five working days is Wednesday 5 January 2028.
    const late = { moments: moments(['application_received', '2027-12-29T10:00']) };
    const clocks = clocksBy({ timescales }, late, '2027-12-29T12:00');
    expect(clocks['panel']?.dueOn?.toString()).toBe('2028-01-10');
    expect([clocks['decision']?.provisional, clocks['panel']?.provisional]).toEqual([true, true]);
  });
});

describe('a forecast where a working day ends at 17:00', () => {
  const office = { workingDay: { endsAt: '17:00' } };
  const completed = step('whole', {
    within: { workingDays: 2 },
    from: 'application_completed',
    endsWith: 'action_plan_agreed',
  });

  it('takes an application of the evening as received on the next working day, as a running clock does', () => {
    // Friday 3 July 2026 at 17:31 counts as Monday 6 July; two working days are Tuesday 7 and Wednesday 8 July.
    const course = { moments: moments(['application_received', '2026-07-03T17:31']) };
    const clock = clocksBy({ timescales: [completed], ...office }, course, '2026-07-03T18:00')['whole'];
    expect([clock?.state, clock?.anchoredOn?.toString(), clock?.dueOn?.toString()]).toEqual([
      'forecast',
      '2026-07-06',
      '2026-07-08',
    ]);
    expect(clock?.arithmetic).toBe(
      'forecast from Friday 3 July 2026, the day on which the application was received; received at 17:31 on ' +
        'Friday 3 July 2026, after 17:00, so taken as received on Monday 6 July 2026; ' +
        '2 working days after Monday 6 July 2026: Wednesday 8 July 2026',
    );
    // A minute earlier, and where no end of the day is said: Monday 6 and Tuesday 7 July.
    const inHours = { moments: moments(['application_received', '2026-07-03T17:00']) };
    const before = clocksBy({ timescales: [completed], ...office }, inHours, '2026-07-03T18:00')['whole'];
    expect(before?.dueOn?.toString()).toBe('2026-07-07');
    const without = clocksBy({ timescales: [completed] }, course, '2026-07-03T18:00')['whole'];
    expect(without?.dueOn?.toString()).toBe('2026-07-07');
  });

  it('takes what may come in on a Saturday as received on the Monday', () => {
    // Five days after Monday 6 July are Saturday 11 July, so Monday 13 July; one working day more is Tuesday 14 July.
    const timescales = [
      step('answers', { within: { days: 5 }, endsWith: 'all_information_received' }),
      step('decision', { within: { workingDays: 1 }, from: 'all_information_received' }),
    ];
    const course = { moments: moments(['application_received', '2026-07-06T10:00']) };
    const clock = clocksBy({ timescales, ...office }, course, '2026-07-06T12:00')['decision'];
    expect([clock?.anchoredOn?.toString(), clock?.dueOn?.toString()]).toEqual(['2026-07-13', '2026-07-14']);
  });
});

describe('a clock without a day', () => {
  const timescales = [
    step('panel', {
      within: { meeting: 'board' },
      from: 'threshold_met',
      endsWith: 'panel_met',
    }),
  ];
  const meetings = [{ id: 'board', words: 'the board', dates: ['2026-03-10'] }];
  const met = moments(received, ['threshold_met', '2026-03-12T10:00']);

  it('waits while it runs, as the listed meetings have run out', () => {
    const clock = clocksBy({ timescales, meetings }, { moments: met }, '2026-03-12T12:00')['panel'];
    expect(clock).toMatchObject({
      state: 'running',
      dueOn: null,
      mark: 'waiting',
      markInWords: 'waits for a day',
    });
  });

  it('is done, neither in time nor late, once it ended', () => {
    const ended = { moments: [...met, ...moments(['panel_met', '2026-03-20T10:00'])] };
    const clock = clocksBy({ timescales, meetings }, ended, '2026-03-21T12:00')['panel'];
    expect(clock).toMatchObject({ state: 'ended', dueOn: null, mark: 'done', markInWords: 'done' });
  });
});
