import {
  getNamedType,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** A place in the variables of an operation where an opaque id goes, such as `input.reports[].madeBy.personId`. */
export interface IdPlace {
  /** `Type.field` of the root field. */
  readonly operation: string;
  readonly path: string;
}

/** Every argument and input field, at any depth, that takes an id. */
export function listIdPlaces(schema: GraphQLSchema): IdPlace[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) =>
      field.args.flatMap((arg) =>
        pathsIn(arg.type, arg.name).map((path) => ({ operation: `${root?.name ?? ''}.${field.name}`, path })),
      ),
    ),
  );
}

function pathsIn(type: GraphQLInputType, path: string): string[] {
  if (type instanceof GraphQLNonNull) return pathsIn(type.ofType, path);
  if (type instanceof GraphQLList) return pathsIn(type.ofType, `${path}[]`);
  if (type instanceof GraphQLInputObjectType)
    return Object.values(type.getFields()).flatMap((field) => pathsIn(field.type, `${path}.${field.name}`));
  return getNamedType(type).name === 'ID' ? [path] : [];
}

/** A deep copy of the variables with another value at a place; in lists, in the first item. */
export function putAt(
  variables: Record<string, unknown>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  const copy = structuredClone(variables);
  const steps = path.replaceAll('[]', '.0').split('.');
  const last = steps.pop() ?? '';
  let place: Record<string, unknown> = copy;
  for (const step of steps) {
    const next = place[step];
    if (typeof next !== 'object' || next === null) throw new Error(`The variables have nothing at ${path}.`);
    place = next as Record<string, unknown>;
  }
  place[last] = value;
  return copy;
}

export function takeFrom(variables: Record<string, unknown>, path: string): unknown {
  return path
    .replaceAll('[]', '.0')
    .split('.')
    .reduce<unknown>((place, step) => (place as Record<string, unknown> | undefined)?.[step], variables);
}
