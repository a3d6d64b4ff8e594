import { GraphQLError, getNamedType, isCompositeType, type DocumentNode, type GraphQLSchema } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import type { PriceContext } from './prices.js';
import { badUserInput } from './refusals.js';

/** What `schema` would have to do for one operation, as objects and list items. */
export interface Costing extends PriceContext {
  readonly schema: GraphQLSchema;
  /** Fields, fragments and fragment spreads that are looked at before it is given up. */
  readonly nodes: number;
}

export interface CostedOperation {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Introspection reads nothing but the schema; scalars come with their object. */
const objectOrNothing: ComplexityEstimator = ({ field, childComplexity }) => {
  const type = getNamedType(field.type);
  return isCompositeType(type) && !type.name.startsWith('__') ? 1 + childComplexity : 0;
};

const estimators = [fieldExtensionsEstimator(), objectOrNothing];

/**
 * The cost of an operation with these values of its variables, or why it cannot be run: a page of a size that there is
 * not, or an argument that is null where it may not be. More than can be looked at costs infinitely much.
 */
export function estimateCost(
  { schema, nodes, pageSize }: Costing,
  { document, operationName, variables }: CostedOperation,
): number | GraphQLError {
  try {
    return getComplexity({
      schema,
      query: document,
      variables,
      ...(operationName !== undefined && { operationName }),
      estimators,
      maxQueryNodes: nodes,
      context: { pageSize } satisfies PriceContext,
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.extensions['limit'] !== undefined) return error;
    return tooManyNodes.test(error.message) ? Infinity : badUserInput(error.message);
  }
}

const tooManyNodes = /^Query exceeds the maximum allowed number of nodes/;
