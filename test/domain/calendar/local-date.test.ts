import { Temporal } from 'temporal-polyfill';
import { endOfLocalDay, inWords, localDateOf } from '#domain/calendar/local-date.js';
import { day } from './holidays-of-england-and-wales.js';

describe('the local day of an instant', () => {
  it.each([
    ['2026-01-10T23:59:59Z', '2026-01-10'], // winter: London is UTC
    ['2026-01-11T00:00:00Z', '2026-01-11'],
    ['2026-07-10T22:59:59Z', '2026-07-10'], // summer: London is an hour ahead
    ['2026-07-10T23:00:00Z', '2026-07-11'],
  ])('of %s is %s', (instant, expected) => {
    expect(localDateOf(Temporal.Instant.from(instant)).toString()).toBe(expected);
  });
});

describe('the end of a local day', () => {
  it.each([
    ['2026-01-10', '2026-01-11T00:00:00Z'],
    ['2026-07-10', '2026-07-10T23:00:00Z'],
    // Clocks go forward on 29 March 2026 at 01:00: the day begins at 00:00Z, lasts 23 hours and ends at 23:00Z.
    ['2026-03-28', '2026-03-29T00:00:00Z'],
    ['2026-03-29', '2026-03-29T23:00:00Z'],
    // Clocks go back on 25 October 2026: the day begins at 23:00Z the evening before, lasts 25 hours, ends at 00:00Z.
    ['2026-10-24', '2026-10-24T23:00:00Z'],
    ['2026-10-25', '2026-10-26T00:00:00Z'],
  ])('%s is over at %s', (date, expected) => {
    expect(endOfLocalDay(day(date)).toString()).toBe(expected);
  });
});

describe('a day in words', () => {
  it.each([
    ['2026-04-07', 'Tuesday 7 April 2026'],
    ['2028-02-29', 'Tuesday 29 February 2028'],
    ['2026-11-22', 'Sunday 22 November 2026'],
  ])('%s is %s', (date, expected) => {
    expect(inWords(day(date))).toBe(expected);
  });
});
