import { z } from 'zod';
import { AGENCY_KINDS } from '#domain/policy/agency-kind.js';
import { CASE_MOMENTS, PAUSES } from '#domain/policy/timescales.js';
import { daySchema, idSchema, wordsSchema } from '#domain/policy/told-schema.js';
import { expectSchema } from './expect-schema.js';
import { agencySchema, eachIncidentSchema, incidentSchema } from './incident-schema.js';
import { labelSchema, momentSchema, oneOrMore, yesNoOrUnknown, yesOrNo } from './written-values.js';

const awaited = z
  .union([agencySchema, z.strictObject({ agency: agencySchema, due: daySchema.exactOptional() })], {
    error: 'expected an agency, or { agency, due }',
  })
  .describe('An agency that was asked and has not answered');

const judgement = z.strictObject({
  question: wordsSchema.describe('A condition, a relation, or the id of a test that asks'),
  incidents: z.array(labelSchema).min(1, 'expected at least one incident').exactOptional(),
  answer: yesOrNo,
  by: wordsSchema.describe('A role; left out: the one whom the policy asks').exactOptional(),
  on: daySchema.describe('Left out: the day received').exactOptional(),
  why: wordsSchema.exactOptional(),
  saidBy: labelSchema
    .describe('The person who said so of their own feelings; left out: it is an answer for the case')
    .exactOptional(),
  factors: z.array(idSchema).exactOptional(),
});
export type WrittenJudgement = z.infer<typeof judgement>;

const assessment = z.strictObject({
  band: idSchema,
  points: z.number().exactOptional(),
  by: wordsSchema.exactOptional(),
  on: daySchema.describe('Left out: the day received').exactOptional(),
});

const earlierReview = z
  .strictObject({
    applied: daySchema.describe('The day of that application'),
    completed: daySchema.describe('When its outcome was known; left out: not known').exactOptional(),
    problem: labelSchema.describe('The problem that it was about; left out: everything').exactOptional(),
  })
  .refine(({ applied, completed }) => completed === undefined || applied <= completed, {
    path: ['completed'],
    error: 'expected a day on or after the application',
  });

const pause = z.strictObject({
  reason: z.enum(PAUSES),
  from: daySchema,
  through: daySchema.describe('Inclusive; left out: it lasts still').exactOptional(),
});

const extension = z.strictObject({ step: idSchema, due: daySchema, reason: wordsSchema });

const caseSchema = z.strictObject({
  id: idSchema.describe('Kebab-case, unique in the file'),
  sentence: wordsSchema.describe('What the case shows, for people').exactOptional(),
  received: momentSchema.describe('The day or local time at which the application was received'),
  dissatisfied: yesNoOrUnknown
    .describe('Whether the applicant is dissatisfied with the response; left out: not asked')
    .exactOptional(),
  victims: z
    .array(labelSchema)
    .min(1, 'expected at least one victim')
    .describe(
      'Labels of those for whom the application is made, of whom the first may also be called victim; left out: victim',
    )
    .exactOptional(),
  households: z
    .record(z.string(), z.array(labelSchema).min(1, 'expected at least one person'))
    .describe('Who lives together: a label of the household, and the people of it')
    .exactOptional(),
  eachIncident: eachIncidentSchema
    .describe('What every incident has unless it says otherwise')
    .exactOptional(),
  incidents: z.array(incidentSchema).exactOptional(),
  awaiting: oneOrMore(awaited, 'expected an agency, { agency, due }, or a list of them').exactOptional(),
  answers: z
    .record(z.string(), yesOrNo)
    .describe('Short for judgements: a question and its answer, given on the day received')
    .exactOptional(),
  judgements: z.array(judgement).exactOptional(),
  earlierReviews: z
    .array(earlierReview)
    .describe('Applications for a review before this one; left out: nobody looked for one')
    .exactOptional(),
  risk: z
    .union([idSchema, z.array(assessment)], {
      error: 'expected the id of a band, or a list of { band, by, on }',
    })
    .exactOptional(),
  moments: z
    .array(z.strictObject({ moment: z.enum(CASE_MOMENTS), at: momentSchema }))
    .describe('What happened after the application was received')
    .exactOptional(),
  pauses: z.array(pause).exactOptional(),
  extensions: z.array(extension).exactOptional(),
  today: momentSchema.describe('From when the clocks are looked at; left out: when received').exactOptional(),
  policy: wordsSchema
    .describe('A day, or the name of a file: the version to decide by; left out: that of the day received')
    .exactOptional(),
  expect: expectSchema.exactOptional(),
});

/** A case as it is written. */
export type WrittenCase = z.infer<typeof caseSchema>;

/** Accepts a file of cases by itself; what its parts say of one another is in check-cases.ts. */
export const casesSchema = z.strictObject({
  agencies: z
    .record(z.string(), z.enum(AGENCY_KINDS))
    .describe('Agencies that no partnership.yaml names: a slug and its kind')
    .exactOptional(),
  cases: z.array(caseSchema).min(1, 'expected at least one case'),
});
export type WrittenCases = z.infer<typeof casesSchema>;
