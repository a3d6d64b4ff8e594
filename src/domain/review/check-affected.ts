import { checkText, textLimits } from './check-text.js';
import type { Problem } from './problem.js';

const mostAffected = 50;

/** What is wrong with a list of those whom something befell, each by a name or a label. */
export function checkAffected(given: readonly string[] | undefined, path: string): Problem[] {
  if (!given) return [];
  const tooMany = checkNumberAffected(given.length, path);
  // Of more than is looked at nothing more is told.
  if (tooMany.length > 0) return tooMany;
  return given.flatMap((each, index) =>
    checkText(each, { path: `${path}[${String(index)}]`, limit: textLimits.name, required: true }),
  );
}

export function checkNumberAffected(count: number, path: string): Problem[] {
  if (count <= mostAffected) return [];
  return [{ path, message: `names ${String(count)} people: expected ${String(mostAffected)} at most.` }];
}
