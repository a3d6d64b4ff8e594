import { mapInside, type JsonSchema } from './json-schema.js';

/** By these a member of a list is known. */
const NAMING = ['id', 'slug'];

const EMPTY: JsonSchema = { type: 'null' };

/**
 * The schema of a file that stands on a base: nothing need be said, a key may be left empty to take the base's away, and
 * a member that has an id may be removed. References lead to the partial form of what they name.
 */
export function partialOf(schema: JsonSchema): JsonSchema {
  if (schema.$ref !== undefined) return { ...schema, $ref: partialName(schema.$ref) };
  const {
    required: _required,
    minItems: _minItems,
    oneOf,
    ...rest
  } = mapInside(schema, (inner, key) =>
    key === undefined || NAMING.includes(key) ? partialOf(inner) : orEmpty(partialOf(inner)),
  );
  // Without what is required, alternatives overlap: any that fits will do.
  const loose: JsonSchema = { ...rest, ...(oneOf && { anyOf: oneOf }) };
  const { properties } = loose;
  if (!properties || !NAMING.some((key) => key in properties)) return loose;
  return { ...loose, properties: { ...properties, remove: REMOVE } };
}

const REMOVE: JsonSchema = { description: 'true drops this one of the base.', type: 'boolean', const: true };

/** The name of the partial form of a definition. */
export function partialName(name: string): string {
  return `${name}OnBase`;
}

function orEmpty(schema: JsonSchema): JsonSchema {
  const { description, ...rest } = schema;
  return { ...(description !== undefined && { description }), anyOf: [rest, EMPTY] };
}
