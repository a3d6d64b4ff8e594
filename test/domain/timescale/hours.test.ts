import { clockRulesOf } from '#domain/timescale/clock-rules.js';
import { reckon } from '#domain/timescale/reckon.js';
import { localDateOf } from '#domain/calendar/local-date.js';
import { startClocks } from '#domain/timescale/start-clocks.js';
import { HOLIDAYS } from '../calendar/holidays-of-england-and-wales.js';
import { clocksBy, london, moments, standings, step } from './steps.js';

const rules = clockRulesOf({ timescales: [] }, HOLIDAYS);

function wordsOf(hours: number, from: string, direction: 'after' | 'before' = 'after'): string {
  const at = london(from);
  return reckon(step('call', { within: { hours }, direction }), { on: localDateOf(at), at }, rules).words;
}

describe('a time in hours', () => {
  it.each([
    // Easter is no matter: Good Friday is 3 April 2026.
    [24, '2026-04-02T16:20', '24 hours after 16:20 on Thursday 2 April 2026: 16:20 on Friday 3 April 2026'],
    [1, '2026-04-02T23:30', '1 hour after 23:30 on Thursday 2 April 2026: 00:30 on Friday 3 April 2026'],
    // On Sunday 29 March 2026 01:00 becomes 02:00: a day of 23 hours.
    [
      24,
      '2026-03-28T10:00',
      '24 hours after 10:00 on Saturday 28 March 2026: 11:00 on Sunday 29 March 2026, as the clocks go forward meanwhile',
    ],
    [
      48,
      '2026-03-27T10:00',
      '48 hours after 10:00 on Friday 27 March 2026: 11:00 on Sunday 29 March 2026, as the clocks go forward meanwhile',
    ],
    [24, '2026-03-27T10:00', '24 hours after 10:00 on Friday 27 March 2026: 10:00 on Saturday 28 March 2026'],
    // On Sunday 25 October 2026 02:00 becomes 01:00: a day of 25 hours.
    [
      24,
      '2026-10-24T10:00',
      '24 hours after 10:00 on Saturday 24 October 2026: 09:00 on Sunday 25 October 2026, as the clocks go back meanwhile',
    ],
    [
      48,
      '2026-10-24T00:30',
      '48 hours after 00:30 on Saturday 24 October 2026: 23:30 on Sunday 25 October 2026, as the clocks go back meanwhile',
    ],
    // The leap day, and the end of a month and of a year.
    [
      24,
      '2028-02-28T10:00',
      '24 hours after 10:00 on Monday 28 February 2028: 10:00 on Tuesday 29 February 2028',
    ],
    [
      48,
      '2026-12-31T09:15',
      '48 hours after 09:15 on Thursday 31 December 2026: 09:15 on Saturday 2 January 2027',
    ],
    // Midnight is the end of a day.
    [
      24,
      '2026-03-03T00:00',
      '24 hours after midnight at the end of Monday 2 March 2026: midnight at the end of Tuesday 3 March 2026',
    ],
  ])('of %d from %s: %s', (hours, from, words) => {
    expect(wordsOf(hours, from)).toBe(words);
  });

  it('is reckoned backwards too', () => {
    expect(wordsOf(48, '2026-03-30T14:00', 'before')).toBe(
      '48 hours before 14:00 on Monday 30 March 2026: 13:00 on Saturday 28 March 2026, as the clocks go forward meanwhile',
    );
  });

  const call = step('call', { within: { hours: 24 }, endsWith: 'applicant_contacted' });
  // Friday evening after hours, which makes no difference to hours.
  const office = { timescales: [call], workingDay: { endsAt: '17:00' } };
  const received = ['application_received', '2026-07-03T17:31'] as const;

  it.each([
    ['2026-07-04T17:30', 'running 2026-07-04 at_risk'],
    ['2026-07-04T17:31', 'running 2026-07-04 overdue'],
  ])('is over to the minute: at %s it is %s', (now, standing) => {
    const clocks = clocksBy(office, { moments: moments(received) }, now);
    expect(standings(clocks)).toEqual({ call: standing });
  });

  it.each([
    ['2026-07-04T17:31', 'done_in_time'],
    ['2026-07-04T17:32', 'done_late'],
  ])('what is done at %s is %s', (done, mark) => {
    const course = { moments: moments(received, ['applicant_contacted', done]) };
    expect(clocksBy(office, course, '2026-07-06T12:00')['call']?.mark).toBe(mark);
  });

  it('starts a clock that falls due at that instant', () => {
    const happening = { moments: ['application_received'] as const, at: london('2026-10-24T10:00') };
    const [plan] = startClocks(office, happening, HOLIDAYS);
    expect(plan?.dueOn.toString()).toBe('2026-10-25');
    expect(plan?.dueAt.toString()).toBe('2026-10-25T09:00:00Z');
  });

  it('is forecast from the end of the day on which the step before is due', () => {
    // Five working days from Monday 2 March: Monday 9 March, to whose end 24 hours are added.
    const timescales = [
      step('information', { within: { workingDays: 5 }, endsWith: 'all_information_received' }),
      step('decision', { within: { hours: 24 }, from: 'all_information_received' }),
    ];
    const course = { moments: moments(['application_received', '2026-03-02T10:00']) };
    const clock = clocksBy({ timescales }, course, '2026-03-02T12:00')['decision'];
    expect(clock?.dueOn?.toString()).toBe('2026-03-10');
    expect(clock?.arithmetic).toContain(
      '24 hours after midnight at the end of Monday 9 March 2026: midnight at the end of Tuesday 10 March 2026',
    );
  });

  it('may be extended to the end of a day', () => {
    const timescales = [{ ...call, extension: { words: 'by letter' } }];
    const extensions = [
      { stepId: 'call', dueOn: localDateOf(london('2026-07-06T00:00')), reason: 'Nobody was in.' },
    ];
    const clock = clocksBy({ timescales }, { moments: moments(received), extensions }, '2026-07-05T12:00')[
      'call'
    ];
    expect(clock?.dueAt?.toString()).toBe('2026-07-06T23:00:00Z');
    expect(clock?.mark).toBe('at_risk');
  });
});
