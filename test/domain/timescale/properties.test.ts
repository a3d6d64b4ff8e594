import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import { dateOfEpochDay, epochDayOf, isoOfEpochDay, weekdayOf } from '#domain/calendar/epoch-day.js';
import { firstDayOfPeriod, lastDayOfPeriod, type CalendarLength } from '#domain/calendar/length.js';
import { addWorkingDays, isWorkingDay, walkWorkingDays } from '#domain/calendar/working-days.js';
import { clocksOf } from '#domain/timescale/clocks.js';
import { CASE_MOMENTS, type CaseMoment } from '#domain/policy/timescales.js';
import { day, HOLIDAYS } from '../calendar/holidays-of-england-and-wales.js';
import { london, step } from './steps.js';

const compare = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other);

const days = fc.integer({ min: 0, max: 550 }).map((n) => day('2026-01-01').add({ days: n }));
const few = fc.integer({ min: 1, max: 40 });
const firstDay = fc.constantFrom('counts', 'does_not_count');
const lengths: fc.Arbitrary<CalendarLength> = fc.oneof(
  few.map((n) => ({ days: n })),
  few.map((n) => ({ weeks: n })),
  few.map((n) => ({ months: n })),
);

describe('whole days', () => {
  it('are numbered as the calendar has them, over four centuries and before 1970', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (n) => {
        const date = day('1970-01-01').add({ days: n });
        expect(epochDayOf(date)).toBe(n);
        expect(compare(dateOfEpochDay(n), date)).toBe(0);
        expect(isoOfEpochDay(n)).toBe(date.toString());
        expect(weekdayOf(n)).toBe(date.dayOfWeek);
      }),
    );
  });
});

describe('another holiday', () => {
  const withHoliday = (date: Temporal.PlainDate): BankHolidays => ({
    ...HOLIDAYS,
    dates: new Map([...HOLIDAYS.dates, [date.toString(), 'An extra bank holiday']]),
  });

  it('never makes what is counted forward earlier, nor what is counted backward later', () => {
    fc.assert(
      fc.property(days, few, days, (date, n, holiday) => {
        const more = withHoliday(holiday);
        const forward = [HOLIDAYS, more].map((each) => walkWorkingDays(date, n, each).date);
        const backward = [HOLIDAYS, more].map((each) => walkWorkingDays(date, -n, each).date);
        const [before, after] = forward;
        const [earlier, later] = backward;
        if (!before || !after || !earlier || !later) throw new Error('Both were reckoned.');
        expect(compare(before, after)).toBeLessThanOrEqual(0);
        expect(compare(later, earlier)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('moves a day at all, where it falls on one that was counted', () => {
    // Friday 6 March is the first working day after Thursday 5 March; where it is a holiday, Monday 9 March is.
    const more = withHoliday(day('2026-03-06'));
    expect(addWorkingDays(day('2026-03-05'), 1, HOLIDAYS).toString()).toBe('2026-03-06');
    expect(addWorkingDays(day('2026-03-05'), 1, more).toString()).toBe('2026-03-09');
  });
});

describe('forward and back again', () => {
  it('is where one set out, for days and weeks, and for working days from a working day', () => {
    fc.assert(
      fc.property(days, few, firstDay, (date, n, first) => {
        for (const length of [{ days: n }, { weeks: n }]) {
          const last = lastDayOfPeriod(date, length, first);
          expect(compare(firstDayOfPeriod(last, length, first), date)).toBe(0);
        }
        if (!isWorkingDay(date, HOLIDAYS)) return;
        const last = walkWorkingDays(date, n, HOLIDAYS).date;
        expect(compare(walkWorkingDays(last, -n, HOLIDAYS).date, date)).toBe(0);
      }),
    );
  });

  it('holds for months where no month is too short for the day', () => {
    fc.assert(
      fc.property(days, few, firstDay, (date, months, first) => {
        fc.pre(date.day <= 28);
        const last = lastDayOfPeriod(date, { months }, first);
        expect(compare(firstDayOfPeriod(last, { months }, first), date)).toBe(0);
      }),
    );
  });
});

describe('a first day that counts', () => {
  it('ends a period at most a day earlier, never later and never before it began', () => {
    fc.assert(
      fc.property(days, lengths, (date, length) => {
        const excluded = lastDayOfPeriod(date, length, 'does_not_count');
        const included = lastDayOfPeriod(date, length, 'counts');
        expect(included.until(excluded).days).toBeLessThanOrEqual(1);
        expect(compare(included, excluded)).toBeLessThanOrEqual(0);
        expect(compare(date, included)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('the clocks of any steps in any case', () => {
  const moment = fc.constantFrom(...CASE_MOMENTS);
  const steps = fc
    .array(fc.record({ from: moment, endsWith: moment, n: few, before: fc.boolean() }), { maxLength: 12 })
    .map((each) =>
      each.map(({ from, endsWith, n, before }, index) =>
        step(`step-${String(index)}`, {
          within: n % 2 === 0 ? { workingDays: n } : { days: n },
          from,
          endsWith,
          ...(before && { direction: 'before' }),
        }),
      ),
    );
  const course = fc.array(fc.tuple(moment, fc.integer({ min: 0, max: 2000 })), { maxLength: 12 });
  const now = london('2026-06-01T12:00');
  const asMoments = (each: readonly (readonly [CaseMoment, number])[]) =>
    each.map(([name, hours]) => ({ moment: name, at: london('2026-03-02T10:00').add({ hours }) }));

  it('can be told, whatever circles the steps make, and only what began is overdue', () => {
    fc.assert(
      fc.property(steps, course, (timescales, happened) => {
        const clocks = clocksOf(
          { timescales },
          { moments: asMoments(happened) },
          { holidays: HOLIDAYS, now },
        );
        for (const clock of clocks) {
          expect(clock.arithmetic).not.toBe('');
          expect(clock.state === 'forecast' && clock.mark === 'overdue').toBe(false);
          expect((clock.dueOn === null) === (clock.dueAt === null)).toBe(true);
        }
      }),
    );
  });

  it('do not depend on the order in which what happened is told, but for days agreed', () => {
    fc.assert(
      fc.property(steps, course, (timescales, happened) => {
        fc.pre(new Set(happened.map(([, hours]) => hours)).size === happened.length);
        const settled = happened.filter(([name]) => !name.endsWith('_planned'));
        const [there, back] = [settled, [...settled].reverse()].map((each) =>
          clocksOf({ timescales }, { moments: asMoments(each) }, { holidays: HOLIDAYS, now }),
        );
        expect(JSON.stringify(back)).toBe(JSON.stringify(there));
      }),
    );
  });
});
