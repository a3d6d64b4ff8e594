import { z } from 'zod';
import { casesSchema } from '#tenancy/cases/case-schema.js';

/** The JSON Schema of a file of cases, for editors and other programs, as text. */
export function makeCasesJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(casesSchema, { io: 'input' });
  const about = {
    $schema,
    title: 'Cases of a partnership',
    description: 'Facts of cases, and what each should come to. In words: docs/facts-format.md.',
  };
  return `${JSON.stringify({ ...about, ...schema }, null, 2)}\n`;
}
