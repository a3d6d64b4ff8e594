import { policySchema } from './policy-schema.js';
import type { PolicyVersion } from './policy-version.js';
import { pathInWords, problemsOf, type Problem } from './problems.js';

/** Thrown by parsePolicy; lists everything that is wrong with the document. */
export class PolicyInvalid extends Error {
  override readonly name = 'PolicyInvalid';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => `${pathInWords(problem.path)}: ${problem.message}`).join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads one policy version from plain JSON.
 * @throws PolicyInvalid naming every path with what was expected and what was found
 */
export function parsePolicy(json: unknown): PolicyVersion {
  const parsed = policySchema.safeParse(json);
  if (!parsed.success) throw new PolicyInvalid(problemsOf(parsed.error, json, policySchema));
  return parsed.data;
}
