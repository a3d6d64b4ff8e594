import { z } from 'zod';
import { COUNTED } from './figures.js';
import { lengthSchema } from './length-schema.js';
import { CASE_MOMENTS } from './timescales.js';
import { daySchema, idSchema, wordsSchema } from './told-schema.js';

const moment = z.enum(CASE_MOMENTS).exactOptional();

const label = z
  .strictObject({
    id: idSchema,
    words: wordsSchema,
    welsh: wordsSchema.exactOptional(),
    counts: z.array(z.enum(COUNTED)).min(1, 'expected at least one thing to count'),
    grounds: z.array(idSchema).min(1, 'expected at least one ground').exactOptional(),
  })
  .refine(({ grounds, counts }) => !grounds || counts.includes('declined'), {
    path: ['grounds'],
    error: 'expected grounds only where declined is counted',
  });

/** Accepts how the figures of a period are made. What they say of the policy is for check-policy.ts. */
export const figuresSchema = z
  .strictObject({
    words: wordsSchema.exactOptional(),
    welsh: wordsSchema.exactOptional(),
    source: wordsSchema.exactOptional(),
    basis: z.enum(['financial_year', 'calendar_year', 'quarter', 'other']),
    period: z.strictObject({ months: z.int().min(1).max(36), from: daySchema }).exactOptional(),
    datedBy: z
      .strictObject({
        applications: moment,
        thresholdNotMet: moment,
        reviews: moment,
        reviewsWithRecommendations: moment,
      })
      .exactOptional(),
    smallNumbers: z.strictObject({ below: z.int().min(2).max(100), shownAs: wordsSchema }).exactOptional(),
    labels: z.array(label).min(1, 'expected at least one row').exactOptional(),
    remainder: wordsSchema.exactOptional(),
    publishedWithin: lengthSchema.exactOptional(),
  })
  .refine(({ basis, period }) => (basis === 'other') === (period !== undefined), {
    path: ['period'],
    error: 'expected a period with the basis other, and only with it',
  });
