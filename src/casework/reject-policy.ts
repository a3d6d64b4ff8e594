import { checkText, textLimits } from '#domain/review/check-text.js';
import { endInWords, record } from './approve-policy.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';

export interface RejectPolicy {
  readonly proposalId: string;
  readonly reason: string;
}

/** Rejects a proposed version of the rules for good. One person is enough, and says why. */
export function rejectPolicy(
  casework: Casework,
  principal: Member,
  { proposalId, reason }: RejectPolicy,
): Promise<Outcome<{ readonly proposalId: string }>> {
  return casework.inTransaction(principal, async (stores) => {
    const proposal = await stores.policies.findForUpdate(proposalId);
    if (!proposal) return notFound('proposal');
    const problems = checkText(reason, { path: 'reason', limit: textLimits.long, required: true });
    if (problems.length > 0) return invalid(problems);
    if (proposal.endedAs !== null) return notPossibleNow(endInWords(proposal.endedAs));
    await stores.policies.reject(proposalId, {
      by: principal.userId,
      name: principal.displayName,
      reason,
      at: casework.clock.now(),
    });
    record(stores, 'POLICY_REJECTED', proposalId);
    return done({ proposalId });
  });
}
