import { DESCRIPTIONS } from './descriptions.js';
import { mapInside, type JsonSchema } from './json-schema.js';

/**
 * The schema with a sentence at every key, so that an editor explains it. A key is described as it stands in what is
 * around it (`count.unit`), or wherever it stands (`words`). What the code describes by itself is kept.
 */
export function described(schema: JsonSchema, around: string): JsonSchema {
  const context = kindOf(schema) ?? around;
  return mapInside(schema, (inner, key) => {
    const below = described(inner, key ?? context);
    const description = key === undefined ? undefined : sentenceFor(context, key);
    if (description === undefined || below.description !== undefined) return below;
    return { description, ...below };
  });
}

/** Every key of a described schema that no sentence explains, as `around.key`. */
export function keysWithoutWords(schema: JsonSchema, around: string): string[] {
  const context = kindOf(schema) ?? around;
  const found: string[] = [];
  mapInside(schema, (inner, key) => {
    if (key !== undefined && inner.description === undefined) found.push(`${context}.${key}`);
    found.push(...keysWithoutWords(inner, key ?? context));
    return inner;
  });
  return found;
}

/** Alternatives are told apart by what their `test` or `anchor` says. */
function kindOf({ properties }: JsonSchema): string | undefined {
  const kind = properties?.['test']?.const ?? properties?.['anchor']?.const;
  return typeof kind === 'string' ? kind : undefined;
}

function sentenceFor(context: string, key: string): string | undefined {
  return DESCRIPTIONS[`${context}.${key}`] ?? DESCRIPTIONS[key];
}
