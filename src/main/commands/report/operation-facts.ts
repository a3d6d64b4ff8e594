import {
  getNamedType,
  isInputObjectType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** One operation, and the places of its input that take the id of a record. */
export interface OperationRow {
  /** `Query.case`. */
  readonly operation: string;
  readonly idPlaces: readonly string[];
}

/** What the GraphQL schema offers, counted. */
export interface OperationFacts {
  readonly operations: readonly OperationRow[];
  readonly outputFields: number;
  readonly inputPlaces: number;
}

export function readOperationFacts(schema: GraphQLSchema): OperationFacts {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const objects = types.filter(isObjectType);
  const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());
  const inputs = types.filter(isInputObjectType).flatMap((type) => Object.values(type.getFields()));
  return {
    operations: roots.flatMap((root) =>
      root
        ? fieldsOf(root).map((field) => ({
            operation: `${root.name}.${field.name}`,
            idPlaces: field.args.flatMap((arg) => idPlacesIn(arg.type, arg.name)),
          }))
        : [],
    ),
    outputFields: objects.flatMap(fieldsOf).length,
    inputPlaces: inputs.length + objects.flatMap(fieldsOf).flatMap((field) => field.args).length,
  };
}

function idPlacesIn(type: GraphQLInputType, path: string): string[] {
  const named = getNamedType(type);
  if (isInputObjectType(named))
    return Object.values(named.getFields()).flatMap((field) =>
      idPlacesIn(field.type, `${path}.${field.name}`),
    );
  return named.name === 'ID' ? [path] : [];
}
