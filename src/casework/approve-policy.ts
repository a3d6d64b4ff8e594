import { Temporal } from 'temporal-polyfill';
import { inWords, isBefore, localDateOf } from '#domain/calendar/local-date.js';
import { versionProblems } from '#domain/policy/policy-in-force.js';
import { placedAmong } from '#domain/policy/policy-order.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { PolicyProposal } from './policy-ports.js';
import type { Casework, Stores } from './ports.js';
import type { Member } from './principal.js';

/** How many people of the partnership have to approve a change of its rules. */
const approvalsNeeded = 2;

export interface ApprovePolicy {
  readonly proposalId: string;
  /** Of the version that was read. */
  readonly digest: string;
}

/**
 * Approves a proposed version of the rules. With the second person's approval it is among the partnership's rules, in
 * force from its day, which must still lie ahead.
 */
export function approvePolicy(
  casework: Casework,
  principal: Member,
  { proposalId, digest }: ApprovePolicy,
): Promise<Outcome<{ readonly proposalId: string }>> {
  return casework.inTransaction(principal, async (stores) => {
    const proposal = await stores.policies.findForUpdate(proposalId);
    if (!proposal) return notFound('proposal');
    if (proposal.digest !== digest)
      return invalid([
        { path: 'digest', message: 'is not that of this proposal: read it again before you approve it.' },
      ]);
    const obstacle = await findObstacle({ casework, stores }, proposal, principal);
    if (obstacle !== undefined) return notPossibleNow(obstacle);
    const at = casework.clock.now();
    const { userId, membershipId, displayName: approverName } = principal;
    await stores.policies.approve({ proposalId, digest, userId, membershipId, approverName, approvedAt: at });
    record(stores, 'POLICY_APPROVED', proposalId);
    const approvers = await stores.policies.listApprovers(proposalId);
    if (approvers.length >= approvalsNeeded) {
      await stores.policies.adopt(proposalId, { versionId: casework.ids.newId(), at });
      record(stores, 'POLICY_ADOPTED', proposalId);
    }
    return done({ proposalId });
  });
}

/** Takes one's own approval back, which is possible until the second one is given. */
export function withdrawApproval(
  casework: Casework,
  principal: Member,
  { proposalId }: Pick<ApprovePolicy, 'proposalId'>,
): Promise<Outcome<{ readonly proposalId: string }>> {
  return casework.inTransaction(principal, async (stores) => {
    const proposal = await stores.policies.findForUpdate(proposalId);
    if (!proposal) return notFound('proposal');
    if (proposal.endedAs !== null) return notPossibleNow(endInWords(proposal.endedAs));
    if (!(await stores.policies.withdraw(proposalId, principal.userId)))
      return notPossibleNow('You have not approved this proposal.');
    record(stores, 'POLICY_APPROVAL_WITHDRAWN', proposalId);
    return done({ proposalId });
  });
}

/** Notes in the audit trail what was done with a proposal. */
export function record(stores: Stores, action: string, proposalId: string): void {
  stores.recordAudit({
    action,
    kind: 'ALTERATION',
    subjectType: 'POLICY_PROPOSAL',
    subjectIds: [proposalId],
  });
}

const ends: Readonly<Record<NonNullable<PolicyProposal['endedAs']>, string>> = {
  ADOPTED: 'Two people have approved this proposal: it is among the rules.',
  REJECTED: 'This proposal was rejected. A changed version has to be proposed anew.',
  REPLACED: 'Another version was proposed for the same day: read that one.',
};

export function endInWords(endedAs: NonNullable<PolicyProposal['endedAs']>): string {
  return ends[endedAs];
}

async function findObstacle(
  { casework, stores }: { casework: Casework; stores: Stores },
  { id, endedAs, version }: PolicyProposal,
  { userId }: Member,
): Promise<string | undefined> {
  if (endedAs !== null) return endInWords(endedAs);
  const late = dayProblem(version, casework.clock.now());
  if (late !== undefined) return late;
  if ((await stores.policies.listApprovers(id)).includes(userId))
    return 'You have approved this proposal already; another person has to approve it too.';
  const policies = (await stores.partnership.listPolicies()).map((stored) => stored.version);
  const [problem] = versionProblems(placedAmong(policies, version));
  return problem && `The version does not fit among the others: ${problem.message}.`;
}

/** Why a version that would come into force on its day can no longer be brought in now. */
function dayProblem({ inForceFrom }: PolicyVersion, now: Temporal.Instant): string | undefined {
  if (inForceFrom === undefined) return undefined;
  const day = Temporal.PlainDate.from(inForceFrom);
  if (isBefore(localDateOf(now), day)) return undefined;
  return `It was to come into force on ${inWords(day)}: that day has come, so it has to be proposed anew with a later one.`;
}
