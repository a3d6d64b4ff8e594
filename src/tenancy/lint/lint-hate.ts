import { testsOf } from '#domain/policy/check-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { pathInWords } from '#domain/policy/problems.js';
import { RESTS, type LintFinding } from './finding.js';

/** Whether hate is what the victim or another person perceives, in each count that asks for it. */
export function lintHate({ threshold }: PolicyVersion): LintFinding[] {
  return testsOf(threshold).flatMap(({ criterion, path }): LintFinding[] => {
    if (criterion.test !== 'count' || criterion.hateIs !== 'recorded') return [];
    if (criterion.category !== 'hate' && criterion.alsoAtLeast?.hate === undefined) return [];
    return [
      {
        rule: 'hate-only-if-recorded',
        severity: 'should',
        path: pathInWords([...path, 'hateIs']),
        message:
          'hate counts only where it was recorded so; it is what the victim or another person perceives',
        rests: RESTS.practice,
      },
    ];
  });
}
