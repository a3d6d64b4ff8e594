import { z } from 'zod';
import type { Criterion } from './criterion.js';
import { criterionSchema, idSchema, wordsSchema } from './criterion-schema.js';
import { lengthSchema } from './length-schema.js';
import { ACTORS, ANCHORS, ENDINGS, type PolicyVersion } from './policy-version.js';

const source = wordsSchema.exactOptional();

const step = z.strictObject({
  id: idSchema,
  words: wordsSchema,
  within: lengthSchema,
  from: z.enum(ANCHORS),
  endsWith: z.enum(ENDINGS),
  actor: z.enum(ACTORS),
  usually: z.boolean().exactOptional(),
  extension: z.strictObject({ words: wordsSchema }).exactOptional(),
  source,
});

const applicants = z
  .strictObject({ thirdParties: z.boolean(), severalVictims: z.boolean(), words: wordsSchema, source })
  .refine((who) => who.thirdParties || !who.severalVictims, {
    path: ['severalVictims'],
    error: 'expected false where third parties may not apply',
  });

/** Accepts the JSON of one policy version: known keys only, ids unique among the tests, the steps and the grounds. */
export const policySchema: z.ZodType<PolicyVersion> = z
  .strictObject({
    inForceFrom: z.iso.date('expected a day such as 2026-04-01').exactOptional(),
    source,
    threshold: criterionSchema,
    timescales: z.array(step),
    declineGrounds: z.array(z.strictObject({ id: idSchema, words: wordsSchema, source })),
    applicants,
    appeal: z.strictObject({ to: wordsSchema.exactOptional(), words: wordsSchema, source }).exactOptional(),
    outcome: z.strictObject({ writtenBy: wordsSchema, source }).exactOptional(),
  })
  .superRefine((policy, context) => {
    const ids = [
      criterionIds(policy.threshold, ['threshold']),
      policy.timescales.map((each, index) => ({ id: each.id, path: ['timescales', index, 'id'] })),
      policy.declineGrounds.map((each, index) => ({ id: each.id, path: ['declineGrounds', index, 'id'] })),
    ];
    for (const { id, path } of ids.flatMap(repeated)) {
      context.addIssue({
        code: 'custom',
        path,
        message: `expected an id of its own, got ${id} a second time`,
      });
    }
  });

interface PlacedId {
  readonly id: string;
  readonly path: (string | number)[];
}

function criterionIds(criterion: Criterion, path: (string | number)[]): PlacedId[] {
  const own = { id: criterion.id, path: [...path, 'id'] };
  if (!('criteria' in criterion)) return [own];
  return [
    own,
    ...criterion.criteria.flatMap((child, index) => criterionIds(child, [...path, 'criteria', index])),
  ];
}

function repeated(ids: readonly PlacedId[]): PlacedId[] {
  return ids.filter((each, index) => ids.findIndex((other) => other.id === each.id) < index);
}
