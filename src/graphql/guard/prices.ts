import type { ComplexityEstimator } from 'graphql-query-complexity';
import { pageSizeRefused } from './refusals.js';

/*
 * What a field costs: a scalar nothing, an object 1 and what is asked of it, each item of a list the same. These are
 * the prices of lists; every list of objects names one, and building the schema fails on one without.
 */

/** A list without pages, at the length that it has as a rule. */
export function listOf(typicalLength: number): ComplexityEstimator {
  const price: ComplexityEstimator = ({ childComplexity }) => typicalLength * (1 + childComplexity);
  priced.add(price);
  return price;
}

/** The nodes of a page: one of them. The field that takes `first` multiplies it. */
export const nodesOfPage: ComplexityEstimator = ({ childComplexity }) => 1 + childComplexity;

/** What is told of a page beside its nodes comes with them. */
export const pageInfo: ComplexityEstimator = () => 0;

/**
 * A page: itself and as many items as `first` asks for, read whether or not anything is asked of them.
 * @throws GraphQLError PAGE_SIZE when `first` is not from 1 to the largest page
 */
export const pageOfFirst: ComplexityEstimator = ({ args, childComplexity, context }) => {
  const { first } = args as { first?: unknown };
  const { pageSize } = context as PriceContext;
  if (typeof first !== 'number' || first < 1 || first > pageSize) throw pageSizeRefused(first, pageSize);
  return 1 + first * Math.max(1, childComplexity);
};

/** Rules that are evaluated over what a visitor tells: priced at the most that is looked at, however little it is. */
export const evaluation: ComplexityEstimator = ({ childComplexity }) => 90 + childComplexity;

/** A list for which the rules are evaluated over what is recorded, however little that is. */
export function evaluatedList(typicalLength: number): ComplexityEstimator {
  const price: ComplexityEstimator = ({ childComplexity }) => 60 + typicalLength * (1 + childComplexity);
  priced.add(price);
  return price;
}

export interface PriceContext {
  /** Largest page. */
  readonly pageSize: number;
}

const priced = new WeakSet<ComplexityEstimator>([nodesOfPage]);

/** Whether it is one of the prices of a list. */
export function isListPrice(price: unknown): boolean {
  return typeof price === 'function' && priced.has(price as ComplexityEstimator);
}
