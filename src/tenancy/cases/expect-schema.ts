import { z } from 'zod';
import { idSchema } from '#domain/policy/told-schema.js';
import { CLOCK_MARKS } from '#domain/timescale/case-clock.js';
import { labelSchema } from './written-values.js';

const verdict = z.enum(['met', 'not_met', 'needs_judgement']);

const testInFull = z.strictObject({
  verdict: verdict.exactOptional(),
  counted: z.int().min(0).describe('How many surely count').exactOptional(),
  countedIds: z.array(labelSchema).describe('Exactly these, in any order').exactOptional(),
  notCounted: z.array(labelSchema).describe('Exactly these, in any order').exactOptional(),
});

const aDay = z.iso.date('expected a day such as 2026-07-10, none, or a list of days');
const dueSchema = z.union([aDay, z.literal('none'), z.array(aDay).min(1)], {
  error: 'expected a day such as 2026-07-10, none, or a list of days',
});

/** What a case should come to; whatever is left out is not looked at. */
export const expectSchema = z.strictObject({
  verdict: verdict.exactOptional(),
  statutory: verdict.describe('By section 104(4) alone').exactOptional(),
  flags: z
    .array(z.enum(['meets_act_fails_local', 'fails_act_meets_local', 'act_open_local_not_met']))
    .describe('Exactly these')
    .exactOptional(),
  tests: z
    .record(
      z.string(),
      z.union([verdict, testInFull], {
        error:
          'expected met, not_met, needs_judgement, or { verdict, counted, countedIds, notCounted } of whole numbers and lists',
      }),
    )
    .describe('By the id of a test')
    .exactOptional(),
  due: z
    .record(idSchema, dueSchema)
    .describe(
      'By the id of a step: the day by which it is due; none, where it has no clock; every day in order, where it repeats',
    )
    .exactOptional(),
  marks: z
    .record(idSchema, z.enum(CLOCK_MARKS))
    .describe('How the clock of a step stands, by its id')
    .exactOptional(),
  awaits: z
    .array(z.string().min(1))
    .describe(
      'Exactly what is awaited: a kind such as agency_answer, or kind and subject: agency_answer council',
    )
    .exactOptional(),
});
export type WrittenExpectation = z.infer<typeof expectSchema>;
