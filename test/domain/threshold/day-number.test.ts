import fc from 'fast-check';
import { dateOfEpochDay, epochDayOf } from '#domain/calendar/epoch-day.js';
import { addCalendarLength, lastDayOfPeriod, subtractCalendarLength } from '#domain/calendar/length.js';
import { firstDayWithin, lastDayWithin, monthsBetween } from '#domain/threshold/day-number.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';

const numberOf = (iso: string) => epochDayOf(day(iso));
const someDay = fc.integer({ min: numberOf('1890-01-01'), max: numberOf('2110-12-31') });
const length = fc.oneof(
  fc.record({ days: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ weeks: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ months: fc.integer({ min: 1, max: 30 }) }),
);

describe('a period of months that begins with a day', () => {
  it.each([
    // The day before the one that corresponds to it.
    ['2026-01-10', 6, '2026-07-09'],
    ['2026-03-01', 6, '2026-08-31'],
    ['2026-08-28', 6, '2027-02-27'],
    // No 29, 30 or 31 February 2027: the last day of that month.
    ['2026-08-29', 6, '2027-02-28'],
    ['2026-08-30', 6, '2027-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
    // A leap year: 29 August has its corresponding day, 31 August has none.
    ['2027-08-29', 6, '2028-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-05-31', 1, '2026-06-30'],
    ['2026-12-31', 2, '2027-02-28'],
  ])('%s, of %i, ends with %s', (start, months, end) => {
    expect(dateOfEpochDay(lastDayWithin(numberOf(start), { months }, 'counts')).toString()).toBe(end);
  });

  it('never ends earlier for beginning later, and covers everything once', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 30 }), (start, months) => {
        const end = lastDayWithin(start, { months }, 'counts');
        expect(lastDayWithin(start + 1, { months }, 'counts')).toBeGreaterThanOrEqual(end);
      }),
    );
  });
});

describe('a window of months that ends with a day', () => {
  it.each([
    // Day 1 is the day itself: the period from 11 January ends with 10 July.
    ['2026-07-10', 6, '2026-01-11'],
    // From 31 December four months end with 30 April, there being no 31 April; from 30 December with 29 April.
    ['2026-04-30', 4, '2025-12-31'],
    ['2026-02-28', 6, '2025-08-29'],
    ['2026-03-30', 1, '2026-03-01'],
  ])('%s, of %i, begins with %s, the earliest whose period covers it', (end, months, start) => {
    const first = firstDayWithin(numberOf(end), { months }, 'counts');
    expect(dateOfEpochDay(first).toString()).toBe(start);
    expect(lastDayWithin(first, { months }, 'counts')).toBeGreaterThanOrEqual(numberOf(end));
    expect(lastDayWithin(first - 1, { months }, 'counts')).toBeLessThan(numberOf(end));
  });
});

describe('days as numbers', () => {
  it('are those of the calendar, and come back', () => {
    expect(numberOf('1970-01-01')).toBe(0);
    expect(numberOf('2000-03-01') - numberOf('2000-02-28')).toBe(2);
    expect(numberOf('2100-03-01') - numberOf('2100-02-28')).toBe(1);
    fc.assert(
      fc.property(someDay, (n) => {
        expect(epochDayOf(dateOfEpochDay(n))).toBe(n);
        expect(dateOfEpochDay(n).toString()).toBe(day('1970-01-01').add({ days: n }).toString());
      }),
    );
  });

  it('move by a length as days of the calendar do', () => {
    fc.assert(
      fc.property(someDay, length, (n, by) => {
        expect(dateOfEpochDay(lastDayWithin(n, by, 'counts')).toString()).toBe(
          lastDayOfPeriod(dateOfEpochDay(n), by, 'counts').toString(),
        );
        expect(dateOfEpochDay(lastDayWithin(n, by)).toString()).toBe(
          addCalendarLength(dateOfEpochDay(n), by).toString(),
        );
        expect(dateOfEpochDay(firstDayWithin(n, by)).toString()).toBe(
          subtractCalendarLength(dateOfEpochDay(n), by).toString(),
        );
      }),
    );
  });

  it.each([
    ['2026-01-09', '2026-07-10', 6, 1],
    ['2026-01-10', '2026-07-10', 6, 0],
    ['2026-01-11', '2026-07-10', 5, 29], // 11 June to 10 July
    ['2026-01-31', '2026-02-28', 1, 0],
    ['2026-07-10', '2026-07-10', 0, 0],
  ])('from %s to %s are %i months and %i days', (first, second, months, days) => {
    expect(monthsBetween(numberOf(first), numberOf(second))).toEqual({ months, days });
  });
});
