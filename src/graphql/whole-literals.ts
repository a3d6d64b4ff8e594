import {
  defaultFieldResolver,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { InstantScalar, LocalDateScalar } from './scalars.js';

const parsed: ReadonlySet<GraphQLInputType> = new Set<GraphQLInputType>([LocalDateScalar, InstantScalar]);

/**
 * Days and moments that stand in the text of a query, and not in its variables, as days and moments: the compiler writes
 * the values of a document into its code as JSON, and hands a text to the resolver.
 */
export function takeLiteralsWhole(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields()))
      if (field.args.some((arg) => holdsParsed(arg.type, new Set()))) wrap(field);
  }
}

function wrap(field: GraphQLField<unknown, unknown>): void {
  const { resolve = defaultFieldResolver, args: declared } = field;
  field.resolve = (root, args: Readonly<Record<string, unknown>>, context, info) => {
    const whole = declared.flatMap(({ name, type }): [string, unknown][] =>
      name in args ? [[name, wholeOf(args[name], type)]] : [],
    );
    return resolve(root, Object.fromEntries(whole), context, info);
  };
}

function wholeOf(value: unknown, type: GraphQLInputType): unknown {
  if (type instanceof GraphQLNonNull) return wholeOf(value, type.ofType);
  if (value === null || value === undefined) return value;
  if (type instanceof GraphQLList) {
    const inner = type.ofType;
    return Array.isArray(value) ? value.map((each) => wholeOf(each, inner)) : value;
  }
  if (type instanceof GraphQLInputObjectType) {
    const fields = type.getFields();
    const given = Object.entries(value).map(([name, each]): [string, unknown] => {
      const field = fields[name];
      return [name, field ? wholeOf(each, field.type) : each];
    });
    return Object.fromEntries(given);
  }
  return isScalarType(type) && parsed.has(type) && typeof value === 'string' ? type.parseValue(value) : value;
}

function holdsParsed(type: GraphQLInputType, seen: Set<GraphQLInputType>): boolean {
  if (type instanceof GraphQLNonNull || type instanceof GraphQLList) return holdsParsed(type.ofType, seen);
  if (!(type instanceof GraphQLInputObjectType)) return parsed.has(type);
  if (seen.has(type)) return false;
  seen.add(type);
  return Object.values(type.getFields()).some((field) => holdsParsed(field.type, seen));
}
