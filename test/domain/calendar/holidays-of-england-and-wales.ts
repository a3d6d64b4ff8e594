import { Temporal } from 'temporal-polyfill';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';

/** The bank holidays of England and Wales for 2026 and 2027, written out by hand for tests. */
export const HOLIDAYS: BankHolidays = {
  division: 'england-and-wales',
  from: Temporal.PlainDate.from('2026-01-01'),
  through: Temporal.PlainDate.from('2027-12-31'),
  dates: new Map([
    ['2026-01-01', "New Year's Day"],
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-05-04', 'Early May bank holiday'],
    ['2026-05-25', 'Spring bank holiday'],
    ['2026-08-31', 'Summer bank holiday'],
    ['2026-12-25', 'Christmas Day'],
    ['2026-12-28', 'Boxing Day (substitute day)'],
    ['2027-01-01', "New Year's Day"],
    ['2027-03-26', 'Good Friday'],
    ['2027-03-29', 'Easter Monday'],
    ['2027-05-03', 'Early May bank holiday'],
    ['2027-05-31', 'Spring bank holiday'],
    ['2027-08-30', 'Summer bank holiday'],
    ['2027-12-27', 'Christmas Day (substitute day)'],
    ['2027-12-28', 'Boxing Day (substitute day)'],
  ]),
};

/** A day from its ISO form. */
export function day(iso: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(iso);
}
