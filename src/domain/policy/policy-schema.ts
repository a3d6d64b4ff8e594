import { z } from 'zod';
import { checkPolicy } from './check-policy.js';
import { criterionSchema } from './criterion-schema.js';
import { figuresSchema } from './figures-schema.js';
import type { PolicyVersion } from './policy-version.js';
import {
  appealSchema,
  applicantsSchema,
  behaviourSchema,
  draftPlanSchema,
  few,
  groundSchema,
  panelSchema,
  secondReportSchema,
  statutorySchema,
} from './procedure-schema.js';
import { riskMatrixSchema } from './risk-matrix-schema.js';
import {
  closingDaySchema,
  completeFormSchema,
  meetingCalendarSchema,
  stepSchema,
  workingDaySchema,
} from './timescale-schema.js';
import { ACTORS } from './timescales.js';
import { daySchema, told, wordsSchema } from './told-schema.js';

/** Every part of a policy version by itself; what the parts say of one another is in check-policy.ts. Lists may be left out. */
export const policyParts = z.strictObject({
  inForceFrom: daySchema.exactOptional(),
  inForceThrough: daySchema.exactOptional(),
  source: wordsSchema.exactOptional(),
  checkedAgainst: z.strictObject({ law: wordsSchema, on: daySchema }).exactOptional(),
  behaviours: z.array(behaviourSchema).min(1, 'expected at least one kind of behaviour').exactOptional(),
  hateCharacteristics: z.array(groundSchema).min(1, 'expected at least one characteristic').exactOptional(),
  threshold: criterionSchema,
  statutory: statutorySchema.exactOptional(),
  deciders: z
    .strictObject({
      ...told,
      atLeastPeople: few.exactOptional(),
      atLeastAgencies: few.exactOptional(),
      role: z.enum(ACTORS).exactOptional(),
    })
    .exactOptional(),
  riskMatrix: riskMatrixSchema.exactOptional(),
  timescales: z.array(stepSchema).default([]),
  workingDay: workingDaySchema.exactOptional(),
  closingDays: z.array(closingDaySchema).exactOptional(),
  meetings: z.array(meetingCalendarSchema).exactOptional(),
  completeForm: completeFormSchema.exactOptional(),
  declineGrounds: z.array(groundSchema).default([]),
  applicants: applicantsSchema,
  appeals: z.array(appealSchema).default([]),
  panel: panelSchema.exactOptional(),
  outcome: z.strictObject({ writtenBy: wordsSchema, ...told, words: wordsSchema }).exactOptional(),
  secondReport: secondReportSchema.exactOptional(),
  draftPlan: draftPlanSchema.exactOptional(),
  figures: figuresSchema.exactOptional(),
  atRiskDays: z.int().min(0).max(60).exactOptional(),
});

/** Accepts the JSON of one policy version: known keys only, and what its parts say of one another holds. */
export const policySchema: z.ZodType<PolicyVersion> = policyParts.superRefine((policy, context) => {
  for (const { path, message } of checkPolicy(policy))
    context.addIssue({ code: 'custom', path: [...path], message });
});
