import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';

/**
 * Makes an explicit null in an argument or input field the same as one that is left out, for every operation: optional
 * means the same to the rules whichever way a client says "nothing".
 */
export function takeNullsAsAbsent(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    if (type) wrapFields(type);
}

function wrapFields(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const { resolve = defaultFieldResolver } = field;
    field.resolve = (root, args, context, info) =>
      resolve(root, withoutNulls(args) as typeof args, context, info);
  }
}

/** A copy without its nulls, at any depth; values of scalars, such as days, stay as they are. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const given = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(given.map(([key, each]) => [key, withoutNulls(each)]));
}

/** What graphql-js makes of an argument list or an input object: an object with the plainest of prototypes, or none. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
