import { clockRulesOf } from '#domain/timescale/clock-rules.js';
import { reckon } from '#domain/timescale/reckon.js';
import type { MonthlyMeetings, TimescaleStep } from '#domain/policy/timescales.js';
import { day, HOLIDAYS } from '../calendar/holidays-of-england-and-wales.js';
import { london, step } from './steps.js';

function told(monthly: MonthlyMeetings, on: string, parts: { nth?: number; firstDay?: 'counts' } = {}) {
  const { nth, ...counting } = parts;
  const within: TimescaleStep['within'] = { meeting: 'board', ...(nth !== undefined && { nth }) };
  const meetings = [{ id: 'board', words: 'the board', monthly }];
  const rules = clockRulesOf({ timescales: [], meetings }, HOLIDAYS);
  return reckon(step('panel', { within, ...counting }), { on: day(on), at: london(`${on}T10:00`) }, rules);
}

const firstTuesday: MonthlyMeetings = { weekday: 'tuesday', nth: 'first' };

describe('meetings on a weekday of the month', () => {
  /* 1 September and 1 December 2026 are Tuesdays, 1 October a Thursday, 1 November a Sunday. */
  it.each([
    [firstTuesday, '2026-08-31', {}, '2026-09-01'],
    [firstTuesday, '2026-09-01', {}, '2026-10-06'],
    [firstTuesday, '2026-09-01', { firstDay: 'counts' as const }, '2026-09-01'],
    [firstTuesday, '2026-09-01', { nth: 2 }, '2026-11-03'],
    [firstTuesday, '2026-12-01', {}, '2027-01-05'],
    [{ weekday: 'tuesday', nth: ['first', 'third'] }, '2026-09-01', {}, '2026-09-15'],
    [{ weekday: 'tuesday', nth: ['third', 'first'] }, '2026-09-15', {}, '2026-10-06'],
    // 30 September is a Wednesday, so the last Friday is the 25th.
    [{ weekday: 'friday', nth: 'last', months: [3, 6, 9, 12] }, '2026-09-01', {}, '2026-09-25'],
    // In February 2026 the fourth Tuesday, the 24th, is the last: one meeting. The next but one is 24 March, before the 31st.
    [{ weekday: 'tuesday', nth: ['fourth', 'last'] }, '2026-02-01', {}, '2026-02-24'],
    [{ weekday: 'tuesday', nth: ['fourth', 'last'] }, '2026-02-01', { nth: 2 }, '2026-03-24'],
    [{ weekday: 'tuesday', nth: ['fourth', 'last'] }, '2026-02-01', { nth: 3 }, '2026-03-31'],
    // The leap day.
    [{ weekday: 'tuesday', nth: 'last' }, '2028-02-22', {}, '2028-02-29'],
  ] as const)('%j after %s, %j: %s', (monthly, on, parts, expected) => {
    expect(told(monthly, on, parts).dueOn?.toString()).toBe(expected);
  });

  it('are told with their rule', () => {
    expect(told(firstTuesday, '2026-09-01').words).toBe(
      'the next meeting after Tuesday 1 September 2026 of the board, on the first Tuesday of each month: ' +
        'Tuesday 6 October 2026',
    );
  });

  it('are not moved by a bank holiday, but it is named', () => {
    expect(told({ weekday: 'friday', nth: ['first', 'last'], months: [6, 12] }, '2026-12-04').words).toBe(
      'the next meeting after Friday 4 December 2026 of the board, on the first and last Friday of June and December: ' +
        'Friday 25 December 2026, which is Christmas Day',
    );
  });
});
