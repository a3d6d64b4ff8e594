import { inWords, isBefore, type LocalDate } from './local-date.js';

/** The bank holidays of one division of the United Kingdom, complete for a known range of days. */
export interface BankHolidays {
  /** The division as gov.uk names it: "england-and-wales". */
  readonly division: string;
  /** First day of the known range, inclusive. */
  readonly from: LocalDate;
  /** Last day of the known range, inclusive. */
  readonly through: LocalDate;
  /** Titles by ISO day. A day of the range that is absent is known not to be a bank holiday. */
  readonly dates: ReadonlyMap<string, string>;
}

/** Thrown when a working day is asked for outside the range for which the bank holidays are known. */
export class HolidaysUnknown extends Error {
  override readonly name = 'HolidaysUnknown';
  readonly date: LocalDate;
  readonly holidays: BankHolidays;

  constructor(date: LocalDate, holidays: BankHolidays) {
    super(
      `The bank holidays of ${holidays.division} are not known for ${inWords(date)} (${date.toString()}): ` +
        `they are known from ${holidays.from.toString()} through ${holidays.through.toString()}.`,
    );
    this.date = date;
    this.holidays = holidays;
  }
}

/**
 * The title of the bank holiday on that day, or undefined when the day is none.
 * @throws HolidaysUnknown outside the known range
 */
export function findBankHoliday(date: LocalDate, holidays: BankHolidays): string | undefined {
  if (isBefore(date, holidays.from) || isBefore(holidays.through, date))
    throw new HolidaysUnknown(date, holidays);
  return holidays.dates.get(date.toString());
}

/**
 * The bank holidays together with the days on which one office is closed beside them. A closing day that is a bank
 * holiday keeps the name of the bank holiday.
 */
export function withClosingDays(
  holidays: BankHolidays,
  closed: readonly { readonly on: string; readonly words: string }[],
): BankHolidays {
  if (closed.length === 0) return holidays;
  const own = closed.map(({ on, words }): [string, string] => [on, words]);
  return { ...holidays, dates: new Map([...own, ...holidays.dates]) };
}
