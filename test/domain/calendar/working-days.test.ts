import fc from 'fast-check';
import { HolidaysUnknown } from '#domain/calendar/bank-holidays.js';
import { addWorkingDays, isWorkingDay, walkWorkingDays } from '#domain/calendar/working-days.js';
import { day, HOLIDAYS } from './holidays-of-england-and-wales.js';

describe('a working day', () => {
  it.each([
    ['2026-04-02', true], // Thursday
    ['2026-04-03', false], // Good Friday
    ['2026-04-04', false], // Saturday
    ['2026-04-05', false], // Sunday
    ['2026-04-06', false], // Easter Monday
    ['2026-04-07', true], // Tuesday
    ['2026-12-28', false], // Monday, in place of Boxing Day on a Saturday
    ['2026-12-29', true],
  ])('%s is one: %s', (date, expected) => {
    expect(isWorkingDay(day(date), HOLIDAYS)).toBe(expected);
  });
});

describe('adding working days', () => {
  it.each([
    // Easter 2026: Fri 3 and Mon 6 April are holidays, 4 and 5 a weekend.
    ['2026-04-02', 1, '2026-04-07'],
    ['2026-04-02', 2, '2026-04-08'],
    ['2026-04-03', 1, '2026-04-07'],
    ['2026-04-05', 1, '2026-04-07'],
    ['2026-04-07', -1, '2026-04-02'],
    ['2026-04-08', -2, '2026-04-02'],
    // Christmas 2026: Thu 24 Dec; Fri 25 holiday; 26, 27 weekend; Mon 28 substitute; Tue 29 is 1, Wed 30 is 2,
    // Thu 31 is 3; Fri 1 Jan holiday; 2, 3 weekend; Mon 4 Jan is 4.
    ['2026-12-24', 1, '2026-12-29'],
    ['2026-12-24', 3, '2026-12-31'],
    ['2026-12-24', 4, '2027-01-04'],
    ['2027-01-04', -4, '2026-12-24'],
    // Friday to Monday over an ordinary weekend, and from a Saturday.
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-03-07', 1, '2026-03-09'],
    // Ten working days of an ordinary fortnight: Mon 2 March to Mon 16 March.
    ['2026-03-02', 10, '2026-03-16'],
    // Nothing added: the day itself, though it is a Sunday.
    ['2026-03-08', 0, '2026-03-08'],
  ])('%s and %i come to %s', (from, n, expected) => {
    expect(addWorkingDays(day(from), n, HOLIDAYS).toString()).toBe(expected);
  });

  it('names the bank holidays passed over, and not those on which it did not step', () => {
    const { passedOver } = walkWorkingDays(day('2026-12-24'), 1, HOLIDAYS);
    expect(passedOver.map(({ date, title }) => `${date.toString()} ${title}`)).toEqual([
      '2026-12-25 Christmas Day',
      '2026-12-28 Boxing Day (substitute day)',
    ]);
  });

  it('throws an error that names the day and the known range when it leaves that range', () => {
    // 31 December 2027 is a Friday: the next working day would be in 2028.
    const leave = () => addWorkingDays(day('2027-12-31'), 1, HOLIDAYS);
    expect(leave).toThrow(HolidaysUnknown);
    expect(leave).toThrow(
      'The bank holidays of england-and-wales are not known for Saturday 1 January 2028 (2028-01-01): ' +
        'they are known from 2026-01-01 through 2027-12-31.',
    );
    expect(() => isWorkingDay(day('2025-12-31'), HOLIDAYS)).toThrow(HolidaysUnknown);
  });

  it('refuses part of a day', () => {
    expect(() => addWorkingDays(day('2026-03-02'), 1.5, HOLIDAYS)).toThrow(RangeError);
  });
});

describe('for every day of the known range', () => {
  const days = fc.integer({ min: 0, max: 500 }).map((n) => day('2026-01-01').add({ days: n }));
  const few = fc.integer({ min: 1, max: 60 });
  const compare = (a: { toString(): string }, b: { toString(): string }) =>
    a.toString().localeCompare(b.toString());

  it('adding lands on a working day, later for more days and never earlier from a later day', () => {
    fc.assert(
      fc.property(days, few, fc.integer({ min: 0, max: 30 }), (date, n, later) => {
        const landed = addWorkingDays(date, n, HOLIDAYS);
        expect(isWorkingDay(landed, HOLIDAYS)).toBe(true);
        expect(compare(landed, addWorkingDays(date, n + 1, HOLIDAYS))).toBe(-1);
        expect(compare(landed, addWorkingDays(date.add({ days: later }), n, HOLIDAYS))).toBeLessThanOrEqual(
          0,
        );
      }),
    );
  });

  it('going back as many days returns to a working day that one set out from', () => {
    fc.assert(
      fc.property(days, few, (date, n) => {
        fc.pre(isWorkingDay(date, HOLIDAYS));
        expect(addWorkingDays(addWorkingDays(date, n, HOLIDAYS), -n, HOLIDAYS).toString()).toBe(
          date.toString(),
        );
      }),
    );
  });
});
