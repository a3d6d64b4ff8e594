import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';

const day = z.iso.date('expected a day such as 2026-12-25');
const words = z.string().trim().min(1, 'expected words');

/** Accepts a file of bank holidays; every date must lie in the range that the file says it knows. */
export const holidaysSchema = z
  .strictObject({
    division: words,
    source: words,
    checkedOn: day,
    from: day,
    through: day,
    dates: z.record(day, words),
  })
  .superRefine((file, context) => {
    if (file.through < file.from) {
      context.addIssue({
        code: 'custom',
        path: ['through'],
        message: `expected a day from ${file.from}, got ${file.through}`,
      });
    }
    for (const date of Object.keys(file.dates)) {
      if (date >= file.from && date <= file.through) continue;
      const message = `expected a day from ${file.from} through ${file.through}, got ${date}`;
      context.addIssue({ code: 'custom', path: ['dates', date], message });
    }
  });

/** The file as the calendar takes it. */
export function bankHolidaysOf(file: z.infer<typeof holidaysSchema>): BankHolidays {
  return {
    division: file.division,
    from: Temporal.PlainDate.from(file.from),
    through: Temporal.PlainDate.from(file.through),
    dates: new Map(Object.entries(file.dates)),
  };
}
