/** A JSON Schema, or a part of one, as far as we look into it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $schema?: string;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly [key: string]: unknown;
}

/** The schema with every schema directly inside it exchanged; `key` is set for what stands under `properties`. */
export function mapInside(
  schema: JsonSchema,
  change: (inner: JsonSchema, key: string | undefined) => JsonSchema,
): JsonSchema {
  const same = (inner: JsonSchema) => change(inner, undefined);
  const { properties, items, anyOf, oneOf, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, inner]) => [key, change(inner, key)]),
      ),
    }),
    ...(items && { items: same(items) }),
    ...(anyOf && { anyOf: anyOf.map(same) }),
    ...(oneOf && { oneOf: oneOf.map(same) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: same(additionalProperties) }),
  };
}
