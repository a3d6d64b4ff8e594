import type { Count, Criterion } from '#domain/policy/criterion.js';
import type { LintPath } from './finding.js';

/** A test of the threshold with its place. */
export interface PlacedTest {
  readonly criterion: Exclude<Criterion, { readonly criteria: unknown }>;
  readonly path: LintPath;
}

/** Tests that are enough together: one way in which the threshold is met. */
export type Route = readonly PlacedTest[];

/** A threshold of more ways than this is looked at no further. */
const MOST_ROUTES = 256;

/** Every way in which the threshold is met, each as the tests that it takes. */
export function routesOf(criterion: Criterion, path: LintPath = ['threshold']): readonly Route[] {
  if (!('criteria' in criterion)) return [[{ criterion, path }]];
  const parts = criterion.criteria.map((child, index) => routesOf(child, [...path, 'criteria', index]));
  if (criterion.test === 'all_of') return together(parts);
  return chosen(parts, criterion.atLeast ?? 1)
    .flatMap(together)
    .slice(0, MOST_ROUTES);
}

/** Every way that takes one way of each part. */
function together(parts: readonly (readonly Route[])[]): readonly Route[] {
  return parts.reduce<readonly Route[]>(
    (ways, part) => ways.flatMap((way) => part.map((more) => [...way, ...more])).slice(0, MOST_ROUTES),
    [[]],
  );
}

/** Every choice of so many of the parts, each in their order. */
function chosen<T>(parts: readonly T[], many: number): readonly (readonly T[])[] {
  if (many === 0) return [[]];
  return parts
    .flatMap((part, index) => chosen(parts.slice(index + 1), many - 1).map((rest) => [part, ...rest]))
    .slice(0, MOST_ROUTES);
}

/**
 * Whether it counts complaints of anti-social behaviour, as the mandatory limb does: not people, and not hate alone or
 * among them.
 */
export function countsComplaints(test: PlacedTest): test is PlacedTest & { readonly criterion: Count } {
  const { criterion } = test;
  return (
    criterion.test === 'count' &&
    (criterion.unit === 'incidents' || criterion.unit === 'reports') &&
    criterion.category !== 'hate' &&
    criterion.alsoAtLeast?.hate === undefined &&
    criterion.by !== 'others'
  );
}
