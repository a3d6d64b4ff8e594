import { z } from 'zod';
import { lengthSchema } from './length-schema.js';
import { ACTORS, CASE_MOMENTS, PAUSES } from './timescales.js';
import { daySchema, idSchema, told, wordsSchema } from './told-schema.js';

const moment = z.enum(CASE_MOMENTS);

const moments = z.union([moment, z.array(moment).min(2, 'expected at least two moments')], {
  error: `expected a moment, or a list of them, out of ${CASE_MOMENTS.join(', ')}`,
});

const nextMeeting = z.strictObject({ meeting: idSchema, nth: z.int().min(1).max(12).exactOptional() });

const extension = z.strictObject({
  ...told,
  upTo: lengthSchema.exactOptional(),
  times: z.int().min(1).max(100).exactOptional(),
});

const step = z.strictObject({
  id: idSchema,
  ...told,
  within: z.union([lengthSchema, nextMeeting], {
    error:
      'expected exactly one of { workingDays: n }, { days: n }, { weeks: n }, { months: n }, n a whole number from 1, or { meeting: id }',
  }),
  from: moments,
  direction: z.enum(['after', 'before']).exactOptional(),
  firstDay: z.enum(['counts', 'does_not_count']).exactOptional(),
  endsWith: moments,
  onlyIf: moments.exactOptional(),
  unless: moments.exactOptional(),
  repeats: z.boolean().exactOptional(),
  appeal: idSchema.exactOptional(),
  actor: z.enum(ACTORS),
  usually: z.boolean().exactOptional(),
  extension: extension.exactOptional(),
  pausedBy: z.array(z.enum(PAUSES)).min(1, 'expected at least one reason').exactOptional(),
});

const isForwardLength = ({ within, direction }: z.infer<typeof step>) =>
  direction !== 'before' && !('meeting' in within);

/**
 * Accepts one step of a procedure. Only a length that is counted forward can stand still or begin anew, and no meeting
 * lies before. What begins anew must end with one moment, from which it is counted then.
 */
export const stepSchema = step
  .refine(({ within, direction }) => !('meeting' in within) || direction !== 'before', {
    path: ['direction'],
    error: 'expected after, as the next meeting lies after',
  })
  .refine((each) => each.pausedBy === undefined || isForwardLength(each), {
    path: ['pausedBy'],
    error: 'expected none, as only a length that is counted forward can stand still',
  })
  .refine((each) => each.repeats !== true || isForwardLength(each), {
    path: ['repeats'],
    error: 'expected false, as only a length that is counted forward can begin anew',
  })
  .refine(({ repeats, endsWith }) => repeats !== true || typeof endsWith === 'string', {
    path: ['endsWith'],
    error: 'expected one moment, from which the next time is counted, as the step repeats',
  });

export const workingDaySchema = z.strictObject({
  endsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as "17:00"')
    .refine((time) => time !== '00:00', 'expected a time of day such as "17:00"; midnight is left out')
    .exactOptional(),
});

export const closingDaySchema = z.strictObject({ on: daySchema, words: wordsSchema });

export const meetingCalendarSchema = z
  .strictObject({
    id: idSchema,
    ...told,
    dates: z.array(daySchema).min(1, 'expected at least one day').exactOptional(),
    every: z.strictObject({ weeks: z.int().min(1).max(52), from: daySchema.exactOptional() }).exactOptional(),
  })
  .refine((calendar) => (calendar.dates === undefined) !== (calendar.every === undefined), {
    error: 'expected either dates or every',
  });

export const completeFormSchema = z.strictObject({
  ...told,
  declaredBy: z.enum(ACTORS),
  asksFor: wordsSchema,
  asksForInWelsh: wordsSchema.exactOptional(),
});
