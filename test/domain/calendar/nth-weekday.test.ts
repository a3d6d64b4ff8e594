import { nthWeekdayOf, type NthOfMonth } from '#domain/calendar/nth-weekday.js';

/* 1 January 2026 is a Thursday, 1 February a Sunday, 1 May a Friday, 1 September a Tuesday, 1 February 2028 a Tuesday. */
const TABLE: readonly (readonly [
  year: number,
  month: number,
  weekday: number,
  nth: NthOfMonth,
  day: string,
])[] = [
  [2026, 1, 4, 1, '2026-01-01'],
  [2026, 1, 3, 1, '2026-01-07'],
  [2026, 1, 2, 1, '2026-01-06'],
  [2026, 1, 6, 'last', '2026-01-31'],
  [2026, 1, 7, 'last', '2026-01-25'],
  // February 2026 has four weeks: the fourth is the last.
  [2026, 2, 7, 1, '2026-02-01'],
  [2026, 2, 2, 4, '2026-02-24'],
  [2026, 2, 2, 'last', '2026-02-24'],
  [2026, 2, 6, 'last', '2026-02-28'],
  [2026, 5, 1, 1, '2026-05-04'],
  // Of five Tuesdays, 1, 8, 15, 22 and 29, the fourth is not the last; in 2028 the fifth is the leap day.
  [2026, 9, 2, 3, '2026-09-15'],
  [2026, 9, 2, 4, '2026-09-22'],
  [2026, 9, 2, 'last', '2026-09-29'],
  [2028, 2, 2, 4, '2028-02-22'],
  [2028, 2, 2, 'last', '2028-02-29'],
  [2026, 12, 4, 'last', '2026-12-31'],
];

describe('a weekday of a month', () => {
  it.each(TABLE)('in %d-%d, weekday %d, number %s, is %s', (year, month, weekday, nth, day) => {
    expect(nthWeekdayOf({ year, month }, weekday, nth).toString()).toBe(day);
  });
});
