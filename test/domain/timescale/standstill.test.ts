import type { PauseReason, TimescaleStep } from '#domain/policy/timescales.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';
import { clocksBy, moments, step } from './steps.js';

type Days = readonly [from: string, through: string | null, reason?: PauseReason];

/** A clock that was started on Monday 2 March 2026. */
function paused(within: TimescaleStep['within'], pauses: readonly Days[], now = '2026-03-20T12:00') {
  const decision = step('decision', { within, pausedBy: ['waiting_for_applicant', 'criminal_proceedings'] });
  const course = {
    moments: moments(['application_received', '2026-03-02T10:00']),
    pauses: pauses.map(([from, through, reason]: Days) => ({
      reason: reason ?? 'waiting_for_applicant',
      from: day(from),
      through: through === null ? null : day(through),
    })),
  };
  return clocksBy({ timescales: [decision] }, course, now)['decision'];
}

describe('days on which a clock stands still', () => {
  // 14 days and 10 working days from Monday 2 March both end on Monday 16 March.
  it.each<[string, TimescaleStep['within'], readonly Days[], string]>([
    // Thursday 5 to Monday 9 March: five days, of which three are working days.
    ['are added', { days: 14 }, [['2026-03-05', '2026-03-09']], '2026-03-21'],
    [
      'are added to working days as working days',
      { workingDays: 10 },
      [['2026-03-05', '2026-03-09']],
      '2026-03-19',
    ],
    ['at a weekend add no working day', { workingDays: 10 }, [['2026-03-07', '2026-03-08']], '2026-03-16'],
    ['do not count on day 0', { days: 14 }, [['2026-03-01', '2026-03-03']], '2026-03-17'],
    // 5, 6 and 7 March.
    [
      'count once where two pauses overlap',
      { days: 14 },
      [
        ['2026-03-05', '2026-03-06'],
        ['2026-03-06', '2026-03-07', 'criminal_proceedings'],
      ],
      '2026-03-19',
    ],
    // The 16th moves it to the 17th, the 17th to the 18th, the 18th to the 19th.
    [
      'count on the last day, and on those that it moves to',
      { days: 14 },
      [['2026-03-16', '2026-03-18']],
      '2026-03-19',
    ],
    ['do not count after the last day', { days: 14 }, [['2026-03-17', '2026-03-18']], '2026-03-16'],
    [
      'do not count for a reason that the policy does not name',
      { days: 14 },
      [['2026-03-05', '2026-03-09', 'agreed_with_applicant']],
      '2026-03-16',
    ],
  ])('%s', (_what, within, pauses, expected) => {
    expect(paused(within, pauses)?.dueOn?.toString()).toBe(expected);
  });

  it('of a step in months are added too', () => {
    // 2 April is the last day; five days more pass over nothing: 7 April.
    expect(paused({ months: 1 }, [['2026-03-05', '2026-03-09']])?.dueOn?.toString()).toBe('2026-04-07');
  });

  it('are told with their reason, their days and their number', () => {
    expect(paused({ workingDays: 10 }, [['2026-03-05', '2026-03-09']])?.arithmetic).toBe(
      '10 working days after Monday 2 March 2026: Monday 16 March 2026; 3 working days of standstill added ' +
        '(waiting for the applicant, Thursday 5 March 2026 through Monday 9 March 2026): Thursday 19 March 2026',
    );
  });
});

describe('a pause that lasts', () => {
  it('moves the last day on with every day, and the clock says that it stands still', () => {
    // From 5 March: on the 10th six days, so the 22nd; on the 11th seven, so the 23rd.
    const on = (now: string) => paused({ days: 14 }, [['2026-03-05', null]], now);
    expect(on('2026-03-10T12:00')).toMatchObject({ standsStill: true, provisional: true, mark: 'in_time' });
    expect(on('2026-03-10T12:00')?.dueOn?.toString()).toBe('2026-03-22');
    expect(on('2026-03-11T12:00')?.dueOn?.toString()).toBe('2026-03-23');
    expect(on('2026-03-10T12:00')?.arithmetic).toContain(
      '6 days of standstill added (waiting for the applicant, from Thursday 5 March 2026 on): Sunday 22 March 2026; ' +
        'it stands still now, and the day moves on for as long as that lasts',
    );
  });

  it('that began after the last day does not save it', () => {
    expect(paused({ days: 14 }, [['2026-03-18', null]])).toMatchObject({
      standsStill: false,
      mark: 'overdue',
    });
  });

  it('with a known end stands still, with a day that is certain', () => {
    expect(paused({ days: 14 }, [['2026-03-05', '2026-03-09']], '2026-03-06T12:00')).toMatchObject({
      standsStill: true,
      provisional: false,
    });
  });

  it('is told as without an end only where nobody knows it', () => {
    expect(paused({ days: 14 }, [['2026-03-05', null]], '2026-03-06T12:00')).toMatchObject({ held: true });
    expect(paused({ days: 14 }, [['2026-03-05', '2026-03-09']], '2026-03-06T12:00')).toMatchObject({
      held: false,
    });
  });

  it('that begins with the day of receipt stands still from that day, though it counts from the next', () => {
    expect(paused({ days: 14 }, [['2026-03-02', null]], '2026-03-02T12:00')).toMatchObject({
      standsStill: true,
      held: true,
    });
  });
});
