import { z } from 'zod';
import { CASE_MOMENTS } from '#domain/policy/timescales.js';
import { idSchema, wordsSchema } from '#domain/policy/told-schema.js';
import { LETTER_PLACEHOLDERS, wrongPlaceholders } from './letter.js';

const text = wordsSchema.superRefine((words, context) => {
  const wrong = wrongPlaceholders(words);
  if (wrong.length === 0) return;
  const known = LETTER_PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ');
  context.addIssue({
    code: 'custom',
    message: `expected no placeholder but ${known}, got ${wrong.join(', ')}`,
  });
});

/** Accepts a letter; a placeholder that is not of the closed list is refused. */
export const letterSchema = z.strictObject({
  id: idSchema,
  sentAt: z.enum(CASE_MOMENTS),
  to: z.enum(['applicant', 'victim', 'agencies', 'policing_body']).exactOptional(),
  subject: text,
  text,
  welsh: z.strictObject({ subject: text, text }).exactOptional(),
});
