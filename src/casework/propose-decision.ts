import type { Finding } from '#domain/threshold/finding.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { CaseVersion } from './case-version.js';
import { changeCase } from './change-case.js';
import { done, type Outcome } from './outcome.js';
import type { StoredPolicy } from './partnership-ports.js';
import type { Casework, Stores } from './ports.js';
import type { Member } from './principal.js';
import { readThresholdFacts } from './threshold-facts.js';

export interface DecisionProposed extends CaseVersion {
  readonly proposalId: string;
  readonly finding: Finding;
}

/**
 * Evaluates the policy version that the case was opened with over the matched incidents and reports, and stores the
 * finding with the facts as evaluated, so that it can be replayed.
 */
export function proposeDecision(
  casework: Casework,
  principal: Member,
  input: CaseVersion,
): Promise<Outcome<DecisionProposed>> {
  const change = { ...input, action: 'PROPOSE_DECISION' } as const;
  return changeCase(casework, { principal, change }, async ({ stores, locked }) => {
    const policy = await getPolicy(stores, locked.policyVersionId);
    const facts = await readThresholdFacts(stores, locked);
    const finding = evaluate(policy.version.threshold, facts);
    const proposalId = casework.ids.newId();
    await stores.decisions.addProposal({
      id: proposalId,
      caseId: locked.id,
      caseVersion: locked.version + 1,
      policyVersionId: policy.id,
      facts,
      finding,
      proposedBy: principal.userId,
      proposedAt: casework.clock.now(),
    });
    return done({
      type: 'DECISION_PROPOSED',
      subjectId: proposalId,
      audit: { kind: 'CONSULTATION', subjectType: 'CASE', subjectIds: [locked.id] },
      value: { proposalId, finding },
    });
  });
}

/** The version that a case was opened with. */
export async function getPolicy(stores: Stores, id: string): Promise<StoredPolicy> {
  const found = (await stores.partnership.listPolicies()).find((policy) => policy.id === id);
  if (!found) throw new RangeError('The policy version of a case is never removed.');
  return found;
}
