import { z } from 'zod';
import { idSchema, told } from './told-schema.js';

const points = z.int().min(0).max(1000);

const answer = z.strictObject({ id: idSchema, ...told, points });

const question = z.strictObject({
  id: idSchema,
  ...told,
  weight: z.int().min(1).max(100).exactOptional(),
  answers: z.array(answer).min(2, 'expected at least two answers'),
});

const bands = z
  .array(z.strictObject({ id: idSchema, ...told, from: points }))
  .min(1, 'expected at least one band');

/** Accepts a risk matrix: the first band begins at 0, each later one at more points than the one before. */
export const riskMatrixSchema = z
  .strictObject({ ...told, questions: z.array(question), bands })
  .superRefine(({ bands: all }, context) => {
    all.forEach((band, index) => {
      const before = all[index - 1];
      const message = before
        ? `expected more than ${String(before.from)} points`
        : 'expected 0, where the lowest begins';
      const isRight = before ? band.from > before.from : band.from === 0;
      if (!isRight) context.addIssue({ code: 'custom', path: ['bands', index, 'from'], message });
    });
  });
