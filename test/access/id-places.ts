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

/** Any place of the variables that takes a value, whatever its type. */
export interface ValuePlace extends IdPlace {
  /** Where the schema defines it: `Query.case(id)` or `ComplaintInput.agency`. */
  readonly definition: string;
  readonly type: string;
}

/** Every argument and input field of every operation, at any depth, that takes a value and no object. */
export function listPlaces(schema: GraphQLSchema): ValuePlace[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) => {
      const operation = `${root?.name ?? ''}.${field.name}`;
      return field.args.flatMap((arg) =>
        placesIn(arg.type, { path: arg.name, definition: `${operation}(${arg.name})` }).map((place) => ({
          operation,
          ...place,
        })),
      );
    }),
  );
}

/** Every argument and input field, at any depth, that takes an id. */
export function listIdPlaces(schema: GraphQLSchema): IdPlace[] {
  return listPlaces(schema)
    .filter(({ type }) => type === 'ID')
    .map(({ operation, path }) => ({ operation, path }));
}

type Place = Pick<ValuePlace, 'path' | 'definition'>;

function placesIn(type: GraphQLInputType, place: Place): Omit<ValuePlace, 'operation'>[] {
  if (type instanceof GraphQLNonNull) return placesIn(type.ofType, place);
  if (type instanceof GraphQLList) return placesIn(type.ofType, { ...place, path: `${place.path}[]` });
  if (type instanceof GraphQLInputObjectType)
    return Object.values(type.getFields()).flatMap((field) =>
      placesIn(field.type, {
        path: `${place.path}.${field.name}`,
        definition: `${type.name}.${field.name}`,
      }),
    );
  return [{ ...place, type: getNamedType(type).name }];
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
