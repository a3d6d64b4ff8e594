import { z } from 'zod';
import { AGENCY_KINDS } from './agency-kind.js';
import type { Criterion } from './criterion.js';
import { calendarLengthSchema } from './length-schema.js';

/** Accepts an id of a test, step or ground. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a kebab-case id such as three-incidents');

/** Accepts words that are there to be read. */
export const wordsSchema = z.string().trim().min(1, 'expected words');

const common = { id: idSchema, words: wordsSchema, source: wordsSchema.exactOptional() };

const firstDay = z.enum(['counts', 'does_not_count']).exactOptional();

const windowBeforeApplication = z.strictObject({
  anchor: z.literal('before_application'),
  length: calendarLengthSchema,
  tests: z.enum(['incident', 'complaint']),
  firstDay,
});

const anyPeriod = z.strictObject({
  anchor: z.literal('any_period'),
  length: calendarLengthSchema,
  tests: z.enum(['incident', 'complaint']),
});

const criteria = z.array(z.lazy(() => criterionSchema)).min(1, 'expected at least one criterion');

const anyOf = z.strictObject({ test: z.literal('any_of'), ...common, criteria });

const allOf = z.strictObject({ test: z.literal('all_of'), ...common, criteria });

const count = z
  .strictObject({
    test: z.literal('count'),
    ...common,
    unit: z.enum(['incidents', 'people']),
    atLeast: z.int().min(1).max(1000),
    category: z.enum(['asb', 'hate', 'any']),
    by: z.enum(['victim', 'anybody']),
    needs: z.enum(['complaint', 'recorded_report', 'suffered']),
    recordedBy: z.array(z.enum(AGENCY_KINDS)).min(1, 'expected at least one kind of agency').exactOptional(),
    window: z.discriminatedUnion('anchor', [windowBeforeApplication, anyPeriod]).exactOptional(),
    eachComplaintWithin: calendarLengthSchema.exactOptional(),
    firstDay,
    judgement: z.literal('harassment_alarm_or_distress').exactOptional(),
  })
  .superRefine((rule, context) => {
    const refuse = (path: string[], message: string) => {
      context.addIssue({ code: 'custom', path, message });
    };
    if (rule.firstDay !== undefined && rule.eachComplaintWithin === undefined) {
      refuse(['firstDay'], 'expected firstDay only beside eachComplaintWithin, whose first day it is');
    }
    if (rule.needs !== 'suffered') return;
    if (rule.unit === 'people')
      refuse(['needs'], 'expected complaint or recorded_report: people are counted by their complaints');
    if (rule.window?.tests === 'complaint')
      refuse(['window', 'tests'], 'expected incident: what is suffered needs no complaint');
    if (rule.recordedBy !== undefined)
      refuse(['recordedBy'], 'expected no recordedBy: what is suffered needs no record');
    if (rule.eachComplaintWithin !== undefined) {
      refuse(['eachComplaintWithin'], 'expected no eachComplaintWithin: what is suffered needs no complaint');
    }
  });

const initialComplaintWithin = z.strictObject({
  test: z.literal('initial_complaint_within'),
  ...common,
  by: z.enum(['victim', 'anybody']).exactOptional(),
  length: calendarLengthSchema,
  firstDay,
  window: windowBeforeApplication.extend({ tests: z.literal('complaint') }).exactOptional(),
});

const condition = z.strictObject({
  test: z.literal('condition'),
  ...common,
  condition: z.literal('dissatisfied_with_response'),
});

/** Accepts one criterion with everything below it. That ids are unique is for the policy as a whole to say. */
export const criterionSchema: z.ZodType<Criterion> = z.discriminatedUnion('test', [
  anyOf,
  allOf,
  count,
  initialComplaintWithin,
  condition,
]);
