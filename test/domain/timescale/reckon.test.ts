import { clockRulesOf } from '#domain/timescale/clock-rules.js';
import { reckon } from '#domain/timescale/reckon.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import { day, HOLIDAYS } from '../calendar/holidays-of-england-and-wales.js';
import { london, step } from './steps.js';

const plain = clockRulesOf({ timescales: [] }, HOLIDAYS);

type Counted = Pick<TimescaleStep, 'within'> & Partial<Pick<TimescaleStep, 'direction' | 'firstDay'>>;

const counts = { firstDay: 'counts' } as const;
const before = { direction: 'before' } as const;

/** Ten in the morning of a day. */
const start = (on: string) => ({ on: day(on), at: london(`${on}T10:00`) });

function dayOf(counted: Counted, on: string, rules = plain): string {
  return reckon(step('step', counted), start(on), rules).dueOn?.toString() ?? 'no day';
}

function wordsOf(counted: Counted, on: string, rules = plain): string {
  return reckon(step('step', counted), start(on), rules).words;
}

describe('days, weeks and months after a day', () => {
  it.each<[Counted, string, string]>([
    // Day 0 is 2 April, day 14 is 16 April.
    [{ within: { days: 14 } }, '2026-04-02', '2026-04-16'],
    // Day 1 is 2 April, so day 14 is 15 April.
    [{ within: { days: 14 }, ...counts }, '2026-04-02', '2026-04-15'],
    // Monday to Monday, and Monday to Sunday where the Monday is day 1.
    [{ within: { weeks: 1 } }, '2026-03-02', '2026-03-09'],
    [{ within: { weeks: 1 }, ...counts }, '2026-03-02', '2026-03-08'],
    [{ within: { months: 1 } }, '2026-01-31', '2026-02-28'], // no 31 February
    [{ within: { months: 1 } }, '2028-01-31', '2028-02-29'], // a leap year
    [{ within: { months: 1 } }, '2026-02-28', '2026-03-28'],
    [{ within: { months: 12 } }, '2028-02-29', '2029-02-28'],
    // The day before the corresponding day.
    [{ within: { months: 1 }, ...counts }, '2026-01-10', '2026-02-09'],
    [{ within: { months: 6 }, ...counts }, '2026-01-10', '2026-07-09'],
    [{ within: { months: 6 }, ...counts }, '2026-03-01', '2026-08-31'],
    [{ within: { months: 1 }, ...counts }, '2026-02-28', '2026-03-27'],
    // No corresponding day: the last day of the month.
    [{ within: { months: 6 }, ...counts }, '2026-08-31', '2027-02-28'],
    [{ within: { months: 1 }, ...counts }, '2026-01-31', '2026-02-28'],
    [{ within: { months: 1 }, ...counts }, '2028-01-31', '2028-02-29'],
    [{ within: { months: 12 }, ...counts }, '2028-02-29', '2029-02-28'],
    // The clocks change on 29 March and 25 October 2026: a day is a day.
    [{ within: { days: 1 } }, '2026-03-28', '2026-03-29'],
    [{ within: { days: 2 } }, '2026-10-24', '2026-10-26'],
  ])('%j from %s is %s', (counted, on, expected) => {
    expect(dayOf(counted, on)).toBe(expected);
  });

  it.each<[Counted, string, string]>([
    [
      { within: { days: 14 } },
      '2026-04-02',
      '14 days after Thursday 2 April 2026, day 0 not counted: Thursday 16 April 2026',
    ],
    [
      { within: { days: 14 }, ...counts },
      '2026-04-02',
      '14 days beginning with Thursday 2 April 2026, day 1 counted: Wednesday 15 April 2026',
    ],
    [
      { within: { months: 1 } },
      '2026-01-31',
      '1 month after Saturday 31 January 2026, day 0 not counted: Saturday 28 February 2026, as that month has no day 31',
    ],
  ])('%j from %s is told in words', (counted, on, expected) => {
    expect(wordsOf(counted, on)).toBe(expected);
  });
});

describe('working days after a day', () => {
  it.each<[Counted, string, string]>([
    // Good Friday 3 April, weekend, Easter Monday 6 April.
    [{ within: { workingDays: 1 } }, '2026-04-02', '2026-04-07'],
    // The day itself is day 1 where it is a working day, else the next one is.
    [{ within: { workingDays: 1 }, ...counts }, '2026-04-02', '2026-04-02'],
    [{ within: { workingDays: 2 }, ...counts }, '2026-04-02', '2026-04-07'],
    [{ within: { workingDays: 1 }, ...counts }, '2026-04-04', '2026-04-07'],
    // Tue 7 is 1, Wed 8, Thu 9, Fri 10 is 4, Mon 13 is 5.
    [{ within: { workingDays: 5 }, ...counts }, '2026-04-04', '2026-04-13'],
    // Boxing Day 2026 is a Saturday, so Monday 28 December stands for it.
    [{ within: { workingDays: 1 } }, '2026-12-24', '2026-12-29'],
    // Christmas 2027 is a Saturday, Boxing Day a Sunday: Monday 27 and Tuesday 28 December stand for them.
    [{ within: { workingDays: 1 } }, '2027-12-24', '2027-12-29'],
    // Sunday 29 March and Sunday 25 October 2026, when the clocks change.
    [{ within: { workingDays: 1 } }, '2026-03-27', '2026-03-30'],
    [{ within: { workingDays: 1 } }, '2026-10-23', '2026-10-26'],
  ])('%j from %s is %s', (counted, on, expected) => {
    expect(dayOf(counted, on)).toBe(expected);
  });

  it.each<[Counted, string, string]>([
    [
      { within: { workingDays: 1 } },
      '2026-04-02',
      '1 working day after Thursday 2 April 2026, passing over Good Friday (3 April 2026) and ' +
        'Easter Monday (6 April 2026): Tuesday 7 April 2026',
    ],
    [
      { within: { workingDays: 1 }, ...counts },
      '2026-04-02',
      '1 working day beginning with Thursday 2 April 2026, day 1 counted: Thursday 2 April 2026',
    ],
    [
      { within: { workingDays: 2 }, ...counts },
      '2026-04-04',
      '2 working days beginning with Saturday 4 April 2026, day 1 counted on Tuesday 7 April 2026, ' +
        'passing over Easter Monday (6 April 2026): Wednesday 8 April 2026',
    ],
  ])('%j from %s is told in words', (counted, on, expected) => {
    expect(wordsOf(counted, on)).toBe(expected);
  });

  it('pass over the days on which the office is closed, and name them', () => {
    const closingDays = ['2026-12-29', '2026-12-30', '2026-12-31'].map((on) => ({
      on,
      words: 'Christmas closure',
    }));
    const rules = clockRulesOf({ timescales: [], closingDays }, HOLIDAYS);
    // 25 and 28 are bank holidays, 26 and 27 a weekend, 29 to 31 closed, 1 January a Friday and a bank holiday, 2 and 3 a
    // weekend: Monday 4 January 2027.
    expect(dayOf({ within: { workingDays: 1 } }, '2026-12-24', rules)).toBe('2027-01-04');
    expect(wordsOf({ within: { workingDays: 1 } }, '2026-12-24', rules)).toContain(
      'Christmas closure (29 December 2026), Christmas closure (30 December 2026)',
    );
  });

  it('are provisional past the last known bank holiday, and say so', () => {
    // Friday 31 December 2027: the next weekday is Monday 3 January 2028, of which nothing is known.
    const past = reckon(step('step', { within: { workingDays: 1 } }), start('2027-12-31'), plain);
    expect([past.dueOn?.toString(), past.provisional]).toEqual(['2028-01-03', true]);
    expect(past.words).toBe(
      '1 working day after Friday 31 December 2027: Monday 3 January 2028; ' +
        'bank holidays after 31 December 2027 are not known yet and were counted as working days',
    );
    const inside = reckon(step('step', { within: { workingDays: 1 } }), start('2027-12-30'), plain);
    expect([inside.dueOn?.toString(), inside.provisional]).toEqual(['2027-12-31', false]);
  });
});

describe('time reckoned backwards', () => {
  it.each<[Counted, string, string]>([
    // Wednesday 8 is 1, Tuesday 7 is 2.
    [{ within: { workingDays: 2 }, ...before }, '2026-04-09', '2026-04-07'],
    // Tuesday 7 is 1; Monday 6 and Friday 3 are bank holidays; Thursday 2 is 2.
    [{ within: { workingDays: 2 }, ...before }, '2026-04-08', '2026-04-02'],
    // Wednesday 8 itself is 1, Tuesday 7 is 2.
    [{ within: { workingDays: 2 }, ...before, ...counts }, '2026-04-08', '2026-04-07'],
    // Easter Monday is no working day, so Thursday 2 is 1 and Wednesday 1 is 2.
    [{ within: { workingDays: 2 }, ...before, ...counts }, '2026-04-06', '2026-04-01'],
    [{ within: { days: 14 }, ...before }, '2026-04-16', '2026-04-02'],
    [{ within: { days: 14 }, ...before, ...counts }, '2026-04-16', '2026-04-03'],
    [{ within: { weeks: 1 }, ...before }, '2026-03-30', '2026-03-23'], // over the change of the clocks
    [{ within: { months: 6 }, ...before }, '2026-08-31', '2026-02-28'],
    [{ within: { months: 6 }, ...before, ...counts }, '2026-08-31', '2026-03-01'],
    [{ within: { months: 6 }, ...before, ...counts }, '2026-07-10', '2026-01-11'],
    [{ within: { months: 4 }, ...before, ...counts }, '2026-04-30', '2026-01-01'],
    [{ within: { months: 1 }, ...before, ...counts }, '2026-03-30', '2026-03-01'], // no 31 February
  ])('%j of %s is %s', (counted, on, expected) => {
    expect(dayOf(counted, on)).toBe(expected);
  });

  it('is told in words', () => {
    expect(wordsOf({ within: { workingDays: 2 }, ...before }, '2026-04-08')).toBe(
      '2 working days before Wednesday 8 April 2026, passing over Easter Monday (6 April 2026) and ' +
        'Good Friday (3 April 2026): Thursday 2 April 2026',
    );
  });
});

describe('the next meeting of a calendar', () => {
  const conference = { id: 'conference', words: 'the risk assessment conference' };
  const every = (weeks: number, from: string) =>
    clockRulesOf({ timescales: [], meetings: [{ ...conference, every: { weeks, from } }] }, HOLIDAYS);
  const listed = (...dates: string[]) =>
    clockRulesOf({ timescales: [], meetings: [{ ...conference, dates }] }, HOLIDAYS);
  const next = { within: { meeting: 'conference' } };

  it.each<[string, Counted, string, string]>([
    // Monday 12 January, 9 February, 9 March, 6 April.
    ['after a day between two', next, '2026-02-10', '2026-03-09'],
    ['after a day on which there is one', next, '2026-02-09', '2026-03-09'],
    ['on the day itself where that is day 1', { ...next, ...counts }, '2026-02-09', '2026-02-09'],
    ['the first, before there was any', next, '2025-06-01', '2026-01-12'],
    ['the one after the next', { within: { meeting: 'conference', nth: 2 } }, '2026-02-10', '2026-04-06'],
  ])('is %s', (_which, counted, on, expected) => {
    expect(dayOf(counted, on, every(4, '2026-01-12'))).toBe(expected);
  });

  it('is told with the rhythm of the calendar, and with a bank holiday that it falls on', () => {
    expect(wordsOf(next, '2026-02-10', every(4, '2026-01-12'))).toBe(
      'the next meeting after Tuesday 10 February 2026 of the risk assessment conference, ' +
        'every 4 weeks from Monday 12 January 2026: Monday 9 March 2026',
    );
    expect(wordsOf(next, '2026-03-10', every(4, '2026-01-12'))).toMatch(
      /: Monday 6 April 2026, which is Easter Monday$/,
    );
  });

  it('is the next of the listed days, in whatever order they are listed', () => {
    expect(dayOf(next, '2026-03-02', listed('2026-05-05', '2026-03-24'))).toBe('2026-03-24');
  });

  it('has no day when the list has run out, and is provisional', () => {
    const out = reckon(step('step', next), start('2026-03-24'), listed('2026-03-24'));
    expect([out.dueOn, out.provisional]).toEqual([null, true]);
    expect(out.words).toBe(
      'the next meeting after Tuesday 24 March 2026 of the risk assessment conference: ' +
        'no date late enough is listed, the last is Tuesday 24 March 2026',
    );
  });
});
