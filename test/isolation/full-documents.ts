import {
  getNamedType,
  isCompositeType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** For each operation, by `Type.field`, a document that asks for every field that can be reached from it. */
export function fullDocuments(schema: GraphQLSchema): Readonly<Record<string, string>> {
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  return Object.fromEntries(
    Object.entries(roots).flatMap(([kind, root]) =>
      Object.values(root?.getFields() ?? {}).map((field) => [
        `${root?.name ?? ''}.${field.name}`,
        documentOf(kind, field),
      ]),
    ),
  );
}

function documentOf(kind: string, field: GraphQLField<unknown, unknown>): string {
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const given = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const called = `${field.name}${given === '' ? '' : `(${given})`}`;
  return `${kind} ${declared === '' ? '' : `(${declared}) `}{ ${called} ${selectAll(getNamedType(field.type), [])} }`;
}

/** Every field of a type, with the name of each object's type; a type within itself ends with its name. */
function selectAll(type: GraphQLNamedType, above: readonly string[]): string {
  if (!isCompositeType(type)) return '';
  if (above.includes(type.name)) return '{ __typename }';
  const path = [...above, type.name];
  if (isUnionType(type))
    return `{ __typename ${type
      .getTypes()
      .map((member) => `... on ${member.name} ${selectAll(member, path)}`)
      .join(' ')} }`;
  if (!isObjectType(type)) throw new Error(`Say how to ask for every field of ${type.name}.`);
  return `{ __typename ${Object.values(type.getFields())
    .map((field) => `${field.name} ${selectAll(getNamedType(field.type), path)}`)
    .join(' ')} }`;
}

/** Every field, argument and input field of a schema by its name, such as `Case.id`, `Query.case(id)`, `ContactInput.email`. */
export function listSchemaPlaces(schema: GraphQLSchema): { outputs: string[]; inputs: string[] } {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const objects = types.filter(isObjectType);
  return {
    outputs: objects.flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)),
    inputs: [
      ...objects.flatMap(argumentsOf),
      ...types.flatMap((type) =>
        'getFields' in type && !isObjectType(type) && !('getInterfaces' in type)
          ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
          : [],
      ),
    ],
  };
}

function argumentsOf(type: GraphQLObjectType): string[] {
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.map((arg) => `${type.name}.${field.name}(${arg.name})`),
  );
}

/** One field of an answer. */
export interface AnsweredField {
  /** `Type.field`. */
  readonly field: string;
  /** What stands there; an object or list of them only says that something is there. */
  readonly value: unknown;
  /** The object that it belongs to, leaves only. */
  readonly beside: readonly unknown[];
  readonly path: string;
}

/** Every field of an answer to one of the full documents. */
export function answeredFields(data: unknown, typeName: string, path = ''): AnsweredField[] {
  if (Array.isArray(data)) return data.flatMap((each) => answeredFields(each, typeName, `${path}[]`));
  if (typeof data !== 'object' || data === null) return [];
  const object = data as Record<string, unknown>;
  const type = typeof object['__typename'] === 'string' ? object['__typename'] : typeName;
  const entries = Object.entries(object).filter(([name]) => name !== '__typename');
  const beside = entries.map(([, value]) => value).filter((value) => typeof value !== 'object');
  return entries.flatMap(([name, value]) => [
    { field: `${type}.${name}`, value, beside, path: `${path}.${name}` },
    ...answeredFields(value, '', `${path}.${name}`),
  ]);
}

/** Whether something was answered: false, 0 and an object are; null, an empty text and an empty list are not. */
export function isAnswered(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== undefined && value !== '';
}
