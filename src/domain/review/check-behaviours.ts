import type { Problem } from './problem.js';

const mostBehaviours = 50;

/**
 * What is wrong with kinds of behaviour that somebody names: too many at once, or one that the partnership does not
 * know, which is refused by its name. The same one twice is one.
 */
export function checkBehaviours(
  given: readonly string[] | undefined,
  path: string,
  known: ReadonlySet<string>,
): Problem[] {
  if (!given) return [];
  if (given.length > mostBehaviours)
    return [
      { path, message: `has ${String(given.length)} entries: expected ${String(mostBehaviours)} at most.` },
    ];
  const expected =
    known.size === 0
      ? 'this partnership names no kinds of behaviour'
      : `expected one of ${[...known].join(', ')}`;
  return given.flatMap((each, index) =>
    known.has(each)
      ? []
      : [{ path: `${path}[${String(index)}]`, message: `is “${each.slice(0, 60)}”: ${expected}.` }],
  );
}
