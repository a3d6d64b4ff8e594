import { Temporal } from 'temporal-polyfill';
import type { CaseMoment } from '#domain/policy/timescales.js';
import { clocksBy, moments, standings, step } from './steps.js';

/** As Leicester's page has it: a working day, fourteen days, and 28 days after the threshold is met. */
const timescales = [
  step('acknowledgement', { within: { workingDays: 1 }, endsWith: 'acknowledged' }),
  step('decision', { within: { days: 14 } }),
  step('review', {
    within: { days: 28 },
    from: 'threshold_met',
    endsWith: 'review_completed',
    usually: true,
    extension: { words: 'by letter' },
  }),
];
const policy = { timescales };

const received = ['application_received', '2026-04-02T10:00'] as const;

describe('the clocks of a case', () => {
  it('run from what happened, and the rest is forecast from their last days', () => {
    // Thursday 2 April: one working day is Tuesday 7, 14 days Thursday 16 April, 28 days more Thursday 14 May.
    const clocks = clocksBy(policy, { moments: moments(received) }, '2026-04-02T12:00');
    expect(standings(clocks)).toEqual({
      acknowledgement: 'running 2026-04-07 in_time',
      decision: 'running 2026-04-16 in_time',
      review: 'forecast 2026-05-14 in_time',
    });
    expect(clocks['acknowledgement']).toMatchObject({
      words: 'The acknowledgement',
      actor: 'coordinator',
      from: 'application_received',
      provisional: false,
      soft: false,
    });
    expect(clocks['review']).toMatchObject({
      from: 'threshold_met',
      soft: true,
      arithmetic:
        'forecast from Thursday 16 April 2026, the last day for “The decision”; ' +
        '28 days after Thursday 16 April 2026, day 0 not counted: Thursday 14 May 2026',
    });
  });

  it.each([
    // The last day is Thursday 16 April; two days before is the 14th; it is over at midnight, 23:00 in UTC.
    ['2026-04-13T23:59', 'in_time', 'in time'],
    ['2026-04-14T00:00', 'at_risk', 'at risk'],
    ['2026-04-16T23:59', 'at_risk', 'at risk'],
    ['2026-04-17T00:00', 'overdue', 'overdue'],
  ])('at %s the decision is %s', (now, mark, markInWords) => {
    const clocks = clocksBy(policy, { moments: moments(received) }, now);
    expect(clocks['decision']).toMatchObject({ mark, markInWords });
  });

  it('are at risk from as many days before as the policy says', () => {
    const course = { moments: moments(received) };
    const at = (now: string) => clocksBy({ ...policy, atRiskDays: 5 }, course, now)['decision']?.mark;
    expect([at('2026-04-10T23:59'), at('2026-04-11T00:00')]).toEqual(['in_time', 'at_risk']);
  });

  it.each([
    ['2026-04-16T23:59', 'done_in_time'],
    ['2026-04-17T00:00', 'done_late'],
  ])('done at %s are %s, by the day in London', (at, mark) => {
    const course = { moments: moments(received, ['threshold_not_met', at]) };
    expect(clocksBy(policy, course, '2026-06-01T12:00')['decision']).toMatchObject({
      state: 'ended',
      endedBy: 'threshold_not_met',
      mark,
    });
  });

  it('promised as the usual time are later than usual, not overdue', () => {
    // Met on 16 April: 28 days are 14 May.
    const course = { moments: moments(received, ['threshold_met', '2026-04-16T10:00']) };
    expect(clocksBy(policy, course, '2026-05-15T00:00')['review']).toMatchObject({
      mark: 'overdue',
      soft: true,
      markInWords: 'later than usual',
    });
  });

  it('of the acknowledgement end with the decision, of which the applicant is told', () => {
    const course = { moments: moments(received, ['threshold_met', '2026-04-07T10:00']) };
    expect(standings(clocksBy(policy, course, '2026-04-08T12:00'))).toEqual({
      acknowledgement: 'ended 2026-04-07 done_in_time',
      decision: 'ended 2026-04-16 done_in_time',
      review: 'running 2026-05-05 in_time', // 7 April + 28: 23 to the end of April, 5 of May
    });
  });

  it('do not know yet what lies in the future', () => {
    const course = { moments: moments(received, ['threshold_met', '2026-04-10T10:00']) };
    expect(standings(clocksBy(policy, course, '2026-04-09T12:00'))['decision']).toBe(
      'running 2026-04-16 in_time',
    );
    expect(standings(clocksBy(policy, course, '2026-04-10T08:00'))['decision']).toBe(
      'ended 2026-04-16 done_in_time',
    );
  });
});

describe('after the threshold is not met', () => {
  const appealable = [
    ...timescales,
    step('letter', {
      within: { workingDays: 5 },
      from: 'threshold_decided',
      endsWith: 'threshold_decision_sent',
    }),
    step('outcome', { within: { workingDays: 25 }, endsWith: 'outcome_sent' }),
    step('appeal', {
      within: { days: 28 },
      from: ['threshold_decision_received', 'outcome_received'],
      endsWith: 'appeal_received',
    }),
  ];
  const course = { moments: moments(received, ['threshold_not_met', '2026-04-10T10:00']) };
  const clocks = clocksBy({ timescales: appealable }, course, '2026-04-10T12:00');

  it('no review is to be expected, but the letter and an appeal are', () => {
    // Friday 10 April: 13, 14, 15, 16, 17 are five working days; then 28 days: 13 to the end of April, 15 May.
    // 25 working days from 2 April: 7 to 10 are four, 13 to 17 nine, 20 to 24 fourteen, 27 April to 1 May nineteen; Monday
    // 4 May is a bank holiday; 5 to 8 are twenty-three, Monday 11 twenty-four, Tuesday 12 May twenty-five.
    expect(standings(clocks)).toEqual({
      acknowledgement: 'ended 2026-04-07 done_late',
      decision: 'ended 2026-04-16 done_in_time',
      letter: 'running 2026-04-17 in_time',
      outcome: 'ended 2026-05-12 fell_away',
      appeal: 'forecast 2026-05-15 in_time',
    });
  });

  it('what can end no more has ended by that', () => {
    expect(clocks['outcome']).toMatchObject({ endedBy: 'threshold_not_met' });
    expect(clocks['outcome']?.endedOn?.toString()).toBe('2026-04-10');
  });

  it('an appeal that leads to the threshold being met brings the review back', () => {
    const again = {
      moments: moments(
        received,
        ['threshold_not_met', '2026-04-10T10:00'],
        ['threshold_met', '2026-05-06T10:00'],
      ),
    };
    // 6 May + 28: 25 to the end of May, 3 of June.
    expect(standings(clocksBy(policy, again, '2026-05-06T12:00'))['review']).toBe(
      'running 2026-06-03 in_time',
    );
  });
});

describe('where a working day ends at 17:00', () => {
  const office = { ...policy, workingDay: { endsAt: '17:00' } };
  const course = { moments: moments(['application_received', '2026-07-03T17:31']) };

  it('the clocks run from the day on which it is taken as received', () => {
    // Friday evening, so Monday 6 July: one working day is Tuesday 7, 14 days are Monday 20 July.
    const clocks = clocksBy(office, course, '2026-07-03T18:00');
    expect(standings(clocks)).toMatchObject({
      acknowledgement: 'running 2026-07-07 in_time',
      decision: 'running 2026-07-20 in_time',
    });
    expect(clocks['acknowledgement']?.arithmetic).toBe(
      'received at 17:31 on Friday 3 July 2026, after 17:00, so taken as received on Monday 6 July 2026; ' +
        '1 working day after Monday 6 July 2026: Tuesday 7 July 2026',
    );
  });

  it.each([
    ['2026-07-07T16:59', 'at_risk', '2026-07-07T17:00', 'done_in_time'],
    ['2026-07-07T17:00', 'overdue', '2026-07-07T17:01', 'done_late'],
  ])('the last working day is over at that hour: at %s %s, done at %s %s', (now, mark, done, doneMark) => {
    expect(clocksBy(office, course, now)['acknowledgement']?.mark).toBe(mark);
    const ended = { moments: [...course.moments, ...moments(['acknowledged', done])] };
    expect(clocksBy(office, ended, '2026-07-08T12:00')['acknowledgement']?.mark).toBe(doneMark);
  });

  it('a step in days ends at midnight all the same', () => {
    expect(clocksBy(office, course, '2026-07-20T23:59')['decision']?.mark).toBe('at_risk');
    expect(clocksBy(office, course, '2026-07-21T00:00')['decision']?.mark).toBe('overdue');
  });
});

describe('what nobody did before the case was over', () => {
  const letter = step('letter', { within: { workingDays: 5 }, from: 'panel_met', endsWith: 'outcome_sent' });
  const ended = (...later: readonly (readonly [CaseMoment, string])[]) => {
    const course = { moments: moments(received, ['panel_met', '2026-07-20T10:00'], ...later) };
    return clocksBy({ timescales: [letter] }, course, '2026-08-10T12:00')['letter'];
  };

  // Monday 20 July: 21, 22, 23, 24 and Monday 27 are five working days.
  it('is not told as done: it fell away, or was late already', () => {
    expect(ended(['case_closed', '2026-07-22T10:00'])).toMatchObject({
      dueOn: Temporal.PlainDate.from('2026-07-27'),
      mark: 'fell_away',
      markInWords: 'fell away',
      endedBy: 'case_closed',
    });
    expect(ended(['withdrawn', '2026-07-27T10:00'])).toMatchObject({ mark: 'fell_away' });
    expect(ended(['case_closed', '2026-07-28T10:00'])).toMatchObject({
      mark: 'not_done',
      markInWords: 'not done in time',
    });
  });

  it('is told as done where it was done, on the last day and after it', () => {
    expect(ended(['outcome_sent', '2026-07-27T10:00'], ['case_closed', '2026-07-27T11:00'])).toMatchObject({
      mark: 'done_in_time',
    });
    expect(ended(['outcome_sent', '2026-07-28T10:00'])).toMatchObject({ mark: 'done_late' });
  });

  it('is no acknowledgement where the decision was sent: whoever has that needs no other', () => {
    const course = { moments: moments(received, ['threshold_decision_sent', '2026-04-07T10:00']) };
    expect(standings(clocksBy(policy, course, '2026-04-08T12:00'))['acknowledgement']).toBe(
      'ended 2026-04-07 done_in_time',
    );
  });
});
