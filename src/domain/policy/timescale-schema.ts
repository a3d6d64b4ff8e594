import { z } from 'zod';
import { lengthSchema } from './length-schema.js';
import { ACTORS, CASE_MOMENTS, PLACES_IN_MONTH, PAUSES, WEEKDAYS } from './timescales.js';
import { daySchema, idSchema, told, wordsSchema } from './told-schema.js';

const moment = z.enum(CASE_MOMENTS);

/** Accepts a moment, or a list of them. */
export const momentsSchema = z.union([moment, z.array(moment).min(2, 'expected at least two moments')], {
  error: `expected a moment, or a list of them, out of ${CASE_MOMENTS.join(', ')}`,
});

const nextMeeting = z.strictObject({ meeting: idSchema, nth: z.int().min(1).max(12).exactOptional() });

const hours = z.strictObject({ hours: z.int().min(1).max(744) });

const extension = z.strictObject({
  ...told,
  upTo: lengthSchema.exactOptional(),
  times: z.int().min(1).max(100).exactOptional(),
});

const step = z.strictObject({
  id: idSchema,
  ...told,
  within: z.union([lengthSchema, hours, nextMeeting], {
    error:
      'expected exactly one of { workingDays: n }, { days: n }, { weeks: n }, { months: n }, { hours: n }, n a whole number from 1, or { meeting: id }',
  }),
  from: momentsSchema,
  direction: z.enum(['after', 'before']).exactOptional(),
  firstDay: z.enum(['counts', 'does_not_count']).exactOptional(),
  endsWith: momentsSchema,
  onlyIf: momentsSchema.exactOptional(),
  unless: momentsSchema.exactOptional(),
  repeats: z.boolean().exactOptional(),
  eachTime: z.boolean().exactOptional(),
  appeal: idSchema.exactOptional(),
  actor: z.enum(ACTORS),
  usually: z.boolean().exactOptional(),
  extension: extension.exactOptional(),
  pausedBy: z.array(z.enum(PAUSES)).min(1, 'expected at least one reason').exactOptional(),
});

const isInHours = ({ within }: z.infer<typeof step>) => 'hours' in within;

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
  .refine((each) => each.pausedBy === undefined || !isInHours(each), {
    path: ['pausedBy'],
    error: 'expected none, as clocks stand still by the day and not by the hour',
  })
  .refine((each) => each.firstDay === undefined || !isInHours(each), {
    path: ['firstDay'],
    error: 'expected none, as hours are counted from the very moment',
  })
  .refine(({ repeats, eachTime }) => repeats !== true || eachTime !== true, {
    path: ['eachTime'],
    error: 'expected false, as the step repeats: it begins anew from what ended it',
  })
  .refine(({ direction, eachTime }) => direction !== 'before' || eachTime !== true, {
    path: ['eachTime'],
    error: 'expected false, as a day agreed beforehand is the one last agreed',
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

const nth = z.enum(PLACES_IN_MONTH);

const monthlySchema = z.strictObject({
  weekday: z.enum(WEEKDAYS),
  nth: z.union([nth, z.array(nth).min(2, 'expected at least two')], {
    error: `expected one of ${PLACES_IN_MONTH.join(', ')}, or a list of them`,
  }),
  months: z
    .array(z.int().min(1).max(12))
    .min(1, 'expected at least one month')
    .refine((months) => months.every((month, place) => place === 0 || month > (months[place - 1] ?? 0)), {
      error: 'expected months from 1 to 12 in order, each once',
    })
    .exactOptional(),
});

export const meetingCalendarSchema = z
  .strictObject({
    id: idSchema,
    ...told,
    dates: z.array(daySchema).min(1, 'expected at least one day').exactOptional(),
    every: z.strictObject({ weeks: z.int().min(1).max(52), from: daySchema.exactOptional() }).exactOptional(),
    monthly: monthlySchema.exactOptional(),
  })
  .refine(({ dates, every, monthly }) => [dates, every, monthly].filter(Boolean).length === 1, {
    error: 'expected one of dates, every and monthly',
  });

export const completeFormSchema = z.strictObject({
  ...told,
  declaredBy: z.enum(ACTORS),
  asksFor: wordsSchema,
  asksForInWelsh: wordsSchema.exactOptional(),
});
