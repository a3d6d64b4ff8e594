import type { z } from 'zod';

/** The keys that may stand in the part of a document at a path; of a part of which the kind is not clear, those of all kinds. */
export function knownKeys(
  schema: z.core.$ZodType,
  document: unknown,
  path: readonly (string | number)[],
): string[] {
  let schemas = partsOf(schema, document);
  let value = document;
  for (const key of path) {
    value = memberOf(value, key);
    const inner = value;
    schemas = schemas.flatMap((each) => inside(each, key)).flatMap((each) => partsOf(each, inner));
  }
  const keys = schemas.flatMap(({ _zod: { def } }) => (def.type === 'object' ? Object.keys(def.shape) : []));
  return [...new Set(keys)];
}

/** The schema without what stands around it; of several that it may be, those that the value says it is. */
function partsOf(schema: z.core.$ZodType, value: unknown): z.core.$ZodTypes[] {
  const known = schema as z.core.$ZodTypes;
  const { def } = known._zod;
  if (def.type === 'optional' || def.type === 'nullable' || def.type === 'default')
    return partsOf(def.innerType, value);
  if (def.type === 'lazy') return partsOf(def.getter(), value);
  if (def.type !== 'union') return [known];
  const options = def.options.flatMap((option) => partsOf(option, value));
  const said = options.filter((option) => isSaidBy(option, value));
  return said.length > 0 ? said : options;
}

/** Whether a value says itself that it is of the schema: by a key that can only be one word, such as `test: count`. */
function isSaidBy({ _zod: { def } }: z.core.$ZodTypes, value: unknown): boolean {
  if (def.type !== 'object') return false;
  return Object.entries(def.shape).some(([key, each]) => {
    const { def: own } = (each as z.core.$ZodTypes)._zod;
    return own.type === 'literal' && own.values.some((word) => word === memberOf(value, key));
  });
}

function inside({ _zod: { def } }: z.core.$ZodTypes, key: string | number): z.core.$ZodType[] {
  if (def.type === 'array') return [def.element];
  if (def.type === 'record') return [def.valueType];
  if (def.type !== 'object') return [];
  const member = Object.entries(def.shape).find(([name]) => name === String(key))?.[1];
  return member ? [member] : [];
}

function memberOf(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === String(key))?.[1];
}
