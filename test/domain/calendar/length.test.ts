import { addLength, lengthInWords, subtractCalendarLength, type Length } from '#domain/calendar/length.js';
import { day, HOLIDAYS } from './holidays-of-england-and-wales.js';

describe('adding a length', () => {
  it.each<[string, Length, string]>([
    ['2026-03-02', { days: 14 }, '2026-03-16'],
    ['2026-03-02', { weeks: 8 }, '2026-04-27'], // 56 days: 29 to 31 March, 27 of April
    ['2026-04-02', { workingDays: 1 }, '2026-04-07'],
    ['2026-01-10', { months: 1 }, '2026-02-10'],
    ['2026-01-31', { months: 1 }, '2026-02-28'], // no 31 February
    ['2028-01-31', { months: 1 }, '2028-02-29'], // a leap year
    ['2026-02-28', { months: 1 }, '2026-03-28'], // the day of the month stays, not the month's end
    ['2026-08-31', { months: 6 }, '2027-02-28'],
    ['2026-10-31', { months: 1 }, '2026-11-30'],
    ['2026-12-31', { months: 2 }, '2027-02-28'],
  ])('%s and %j come to %s', (from, length, expected) => {
    expect(addLength(day(from), length, HOLIDAYS).toString()).toBe(expected);
  });
});

describe('taking a length away', () => {
  it.each([
    ['2026-07-10', '2026-01-10'],
    ['2026-08-31', '2026-02-28'], // no 31 February
    ['2028-08-31', '2028-02-29'],
    ['2026-03-31', '2025-09-30'],
  ])('six months before %s is %s', (from, expected) => {
    expect(subtractCalendarLength(day(from), { months: 6 }).toString()).toBe(expected);
  });
});

describe('a length in words', () => {
  it.each<[Length, string]>([
    [{ workingDays: 1 }, '1 working day'],
    [{ days: 14 }, '14 days'],
    [{ weeks: 8 }, '8 weeks'],
    [{ months: 1 }, '1 month'],
  ])('%j is %s', (length, expected) => {
    expect(lengthInWords(length)).toBe(expected);
  });
});
