import type { Finding } from '#domain/threshold/finding.js';
import { evaluateCase } from '#domain/threshold/evaluate-case.js';
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
 * Evaluates the policy version that the case was opened with over the matched incidents and reports, and beside it the
 * mandatory limb of the Act. The findings are stored with the facts as evaluated, so that they can be replayed.
 */
export function proposeDecision(
  casework: Casework,
  principal: Member,
  input: CaseVersion,
): Promise<Outcome<DecisionProposed>> {
  const change = { ...input, action: 'PROPOSE_DECISION' } as const;
  return changeCase(casework, { principal, change }, async ({ stores, locked }) => {
    const policy = await getPolicy(stores, locked.policyVersionId);
    const facts = await readThresholdFacts(stores, locked, policy.version);
    const { local: finding, statutory, flags } = evaluateCase(policy.version, facts);
    const proposalId = casework.ids.newId();
    await stores.decisions.addProposal({
      id: proposalId,
      caseId: locked.id,
      caseVersion: locked.version + 1,
      policyVersionId: policy.id,
      facts,
      finding,
      statutory,
      flags,
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
