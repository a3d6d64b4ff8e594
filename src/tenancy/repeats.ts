import type { Problem } from '#domain/policy/problems.js';

/** Every value that stands a second time. */
export function repeats(
  values: readonly string[],
  pathOf: (index: number) => (string | number)[],
): Problem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index
      ? [{ path: pathOf(index), message: `expected each only once, got ${value} a second time` }]
      : [],
  );
}
