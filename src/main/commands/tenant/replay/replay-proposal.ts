import { parsePolicy, PolicyInvalid } from '#domain/policy/parse-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { evaluateCase } from '#domain/threshold/evaluate-case.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { ThresholdFacts } from '#domain/threshold/facts.js';
import { factsFromJson } from '#domain/threshold/facts-json.js';
import type { Finding, Verdict } from '#domain/threshold/finding.js';
import type { ProposalToReplay } from '#persistence/proposals-to-replay.js';
import { canonicalJson } from '#tenancy/canonical-json.js';

/** How one test came out under one version; null where that version has no test of the id. */
interface TestOutcome {
  readonly verdict: Verdict;
  readonly sentence: string;
}

/** A test that came out differently, or that only one of the versions has. */
export interface ChangedTest {
  readonly id: string;
  readonly before: TestOutcome | null;
  readonly after: TestOutcome | null;
}

/** What a draft would have made of one past case. */
export interface ReplayedCase {
  readonly reference: string;
  /** By the version that was in force. */
  readonly before: Verdict;
  readonly after: Verdict;
  readonly decided: ProposalToReplay['outcome'];
  readonly changedTests: readonly ChangedTest[];
  /** Why the stored finding is not what its facts give today; null when it is, to the letter. */
  readonly notReproduced: string | null;
}

/**
 * Decides a past case again by a draft, from the facts as they were evaluated, and holds what its own version makes of them
 * today against the finding that was stored.
 */
export function replayProposal(proposal: ProposalToReplay, draft: PolicyVersion): ReplayedCase {
  const facts = factsFromJson(proposal.facts);
  const stored = proposal.finding as Finding;
  const after = evaluateCase(draft, facts).local;
  return {
    reference: proposal.reference,
    before: stored.verdict,
    after: after.verdict,
    decided: proposal.outcome,
    changedTests: changedTests(stored, after),
    notReproduced: checkReproduced(proposal, stored.verdict, facts),
  };
}

/** Proposals of before the limb of the Act was kept told each test's own source alone. */
function checkReproduced(
  { policy, finding, statutory, flags }: ProposalToReplay,
  verdict: Verdict,
  facts: ThresholdFacts,
): string | null {
  try {
    const version = parsePolicy(policy);
    const again = evaluateCase(version, facts);
    const isSame =
      statutory === null
        ? [again.local, evaluate(version.threshold, facts)].some((form) => areEqual(form, finding))
        : areEqual([again.local, again.statutory, again.flags], [finding, statutory, flags]);
    if (isSame) return null;
    return again.verdict === verdict
      ? 'the same verdict, told or reckoned otherwise'
      : `${verdict} was stored, ${again.verdict} is found now`;
  } catch (error) {
    if (error instanceof PolicyInvalid) return `its policy version can no longer be read: ${error.message}`;
    throw error;
  }
}

function areEqual(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function changedTests(before: Finding, after: Finding): ChangedTest[] {
  const [old, now] = [before, after].map((finding) => new Map(testsOf(finding)));
  const ids = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])];
  return ids
    .map((id) => ({ id, before: old?.get(id) ?? null, after: now?.get(id) ?? null }))
    .filter((test) => test.before?.verdict !== test.after?.verdict);
}

function testsOf({ criterionId, verdict, sentence, children }: Finding): [string, TestOutcome][] {
  return [[criterionId, { verdict, sentence }], ...children.flatMap(testsOf)];
}
