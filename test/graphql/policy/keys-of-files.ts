import { tenantSchemaFiles } from '#tenancy/json-schema/tenant-schema.js';
import type { JsonSchema } from '#tenancy/json-schema/json-schema.js';

/**
 * Every key that a policy file and a partnership file may have, by where it stands: `policy.panel.chairedBy`. A test of
 * the threshold and a window stand under their kind: `criterion.count.window.any_period.length`.
 */
export function keysOfFiles(): string[] {
  const whole = JSON.parse(tenantSchemaFiles()['tenant.schema.json'] ?? '{}') as JsonSchema;
  const of = (name: string) => keysIn(whole.$defs?.[name] ?? {}, name);
  return [...new Set([...of('policy'), ...of('criterion'), ...of('partnership')])].sort();
}

function keysIn(schema: JsonSchema, path: string): string[] {
  const { properties = {}, items, anyOf = [], oneOf = [], $ref, additionalProperties } = schema;
  if ($ref !== undefined) return [];
  return [
    ...Object.entries(properties).flatMap(([key, inner]) => [
      `${path}.${key}`,
      ...keysIn(inner, `${path}.${key}`),
    ]),
    ...(items ? keysIn(items, path) : []),
    ...[...anyOf, ...oneOf].flatMap((each) => keysIn(each, pathOf(each, path))),
    ...(typeof additionalProperties === 'object' ? keysIn(additionalProperties, path) : []),
  ];
}

function pathOf({ properties }: JsonSchema, path: string): string {
  const kind = properties?.['test']?.const ?? properties?.['anchor']?.const;
  return typeof kind === 'string' ? `${path}.${kind}` : path;
}
