import { pathInWords } from '#domain/policy/problems.js';
import { RESTS, type LintFinding, type LintPath } from './finding.js';

/** In Wales: every text that the public reads and that has no Welsh beside it. */
export function lintWelsh(document: object): LintFinding[] {
  return missingWelsh(document, []).map((path) => ({
    rule: 'no-welsh',
    severity: 'must',
    path: pathInWords(path),
    message: 'these words have no Welsh beside them',
    rests: RESTS.welsh,
  }));
}

/** The members by which an object is known to be read by the public. */
const PUBLIC = ['words', 'explanation', 'text'];

function missingWelsh(value: unknown, path: LintPath): LintPath[] {
  if (Array.isArray(value))
    return value.flatMap((each: unknown, index) => missingWelsh(each, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  const isPublic = PUBLIC.some((key) => key in value && typeof Reflect.get(value, key) === 'string');
  const own = isPublic && !('welsh' in value) && path.at(-1) !== 'welsh' ? [path] : [];
  const inside = Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    missingWelsh(each, [...path, key]),
  );
  return [...own, ...inside];
}
