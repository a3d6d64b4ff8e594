import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { isListPrice, pageOfFirst } from './prices.js';

/**
 * Fails when a list of objects has no price, or a field takes `first` and is not priced by it: such a field would cost
 * as much as one object however many it gives.
 * @throws Error naming every such field
 */
export function refuseUnpriced(schema: GraphQLSchema): void {
  const unpriced = Object.values(schema.getTypeMap()).flatMap((type) =>
    (isObjectType(type) || isInterfaceType(type)) && !isIntrospectionType(type)
      ? Object.values(type.getFields())
          .filter((field) => !isPriced(field))
          .map((field) => `${type.name}.${field.name}`)
      : [],
  );
  if (unpriced.length > 0)
    throw new Error(
      `These fields give lists without a price: ${unpriced.join(', ')}. Give each a complexity.`,
    );
}

function isPriced(field: GraphQLField<unknown, unknown>): boolean {
  const price: unknown = field.extensions['complexity'];
  if (field.args.some(({ name }) => name === 'first')) return price === pageOfFirst;
  const isListOfObjects =
    isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
  return !isListOfObjects || isListPrice(price);
}
