import { z } from 'zod';
import { AGENCY_KINDS } from './agency-kind.js';
import { checkPolicy } from './check-policy.js';
import { criterionSchema } from './criterion-schema.js';
import { lengthSchema } from './length-schema.js';
import { APPEALABLE, type PolicyVersion } from './policy-version.js';
import { riskMatrixSchema } from './risk-matrix-schema.js';
import {
  closingDaySchema,
  completeFormSchema,
  meetingCalendarSchema,
  stepSchema,
  workingDaySchema,
} from './timescale-schema.js';
import { ACTORS } from './timescales.js';
import { daySchema, idSchema, told, wordsSchema } from './told-schema.js';

const few = z.int().min(1).max(50);

const ground = z.strictObject({ id: idSchema, ...told });

const applicants = z
  .strictObject({ thirdParties: z.boolean(), severalVictims: z.boolean(), ...told })
  .refine((who) => who.thirdParties || !who.severalVictims, {
    path: ['severalVictims'],
    error: 'expected false where third parties may not apply',
  });

const appeal = z.strictObject({
  id: idSchema,
  ...told,
  to: wordsSchema.exactOptional(),
  heardBy: z.enum(ACTORS).exactOptional(),
  within: lengthSchema.exactOptional(),
  grounds: z.array(ground).min(1, 'expected at least one ground').exactOptional(),
  against: z
    .array(z.enum(APPEALABLE))
    .min(1, 'expected at least one thing to appeal against')
    .exactOptional(),
  effect: z.enum(['refers_back', 'replaces', 'recommends']).exactOptional(),
  papers: z.array(wordsSchema).min(1, 'expected at least one paper').exactOptional(),
});

const panel = z.strictObject({
  ...told,
  atLeastPeople: few.exactOptional(),
  atLeastAgencies: few.exactOptional(),
  kinds: z.array(z.enum(AGENCY_KINDS)).min(1, 'expected at least one kind of agency').exactOptional(),
  chairedBy: wordsSchema.exactOptional(),
  chairIsIndependentOfCase: z.boolean().exactOptional(),
  outcomeSignedBy: wordsSchema.exactOptional(),
  victim: z.enum(['invited', 'invited_for_part', 'represented', 'statement', 'not_invited', 'not_said']),
  victimMinutes: z.int().min(1).max(600).exactOptional(),
});

const statutory = z.strictObject({
  ...told,
  qualifyingComplaints: z.int().min(1).max(3, 'expected at most 3: section 104(4)').exactOptional(),
  severalByOnePerson: z.enum(['one_per_incident', 'each']).exactOptional(),
});

/** Every part of a policy version by itself; what the parts say of one another is in check-policy.ts. */
export const policyParts = z.strictObject({
  inForceFrom: daySchema.exactOptional(),
  inForceThrough: daySchema.exactOptional(),
  source: wordsSchema.exactOptional(),
  checkedAgainst: z.strictObject({ law: wordsSchema, on: daySchema }).exactOptional(),
  threshold: criterionSchema,
  statutory: statutory.exactOptional(),
  deciders: z
    .strictObject({ ...told, atLeastPeople: few, atLeastAgencies: few, role: z.enum(ACTORS).exactOptional() })
    .exactOptional(),
  riskMatrix: riskMatrixSchema.exactOptional(),
  timescales: z.array(stepSchema),
  workingDay: workingDaySchema.exactOptional(),
  closingDays: z.array(closingDaySchema).exactOptional(),
  meetings: z.array(meetingCalendarSchema).exactOptional(),
  completeForm: completeFormSchema.exactOptional(),
  declineGrounds: z.array(ground),
  applicants,
  appeals: z.array(appeal),
  panel: panel.exactOptional(),
  outcome: z.strictObject({ writtenBy: wordsSchema, ...told, words: wordsSchema }).exactOptional(),
  atRiskDays: z.int().min(0).max(60).exactOptional(),
});

/** Accepts the JSON of one policy version: known keys only, and what its parts say of one another holds. */
export const policySchema: z.ZodType<PolicyVersion> = policyParts.superRefine((policy, context) => {
  for (const { path, message } of checkPolicy(policy))
    context.addIssue({ code: 'custom', path: [...path], message });
});
