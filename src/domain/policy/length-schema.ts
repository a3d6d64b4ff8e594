import { z } from 'zod';
import type { CalendarLength, Length } from '#domain/calendar/length.js';

const whole = z.int().min(1).max(3660);

const days = z.strictObject({ days: whole });
const weeks = z.strictObject({ weeks: whole });
const months = z.strictObject({ months: whole });
const workingDays = z.strictObject({ workingDays: whole });

/** Accepts a length in days, weeks or months. */
export const calendarLengthSchema: z.ZodType<CalendarLength> = z.union([days, weeks, months], {
  error: 'expected exactly one of { days: n }, { weeks: n }, { months: n }, n a whole number from 1',
});

/** Accepts a length in working days, days, weeks or months. */
export const lengthSchema: z.ZodType<Length> = z.union([workingDays, days, weeks, months], {
  error:
    'expected exactly one of { workingDays: n }, { days: n }, { weeks: n }, { months: n }, n a whole number from 1',
});
