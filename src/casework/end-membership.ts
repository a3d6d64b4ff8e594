import { checkText, textLimits } from '#domain/review/check-text.js';
import { whoWouldBeMissing, whyNotEnded } from './giving-roles.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework, Stores } from './ports.js';
import { may, type Member } from './principal.js';

export interface EndMembership {
  readonly membershipId: string;
  readonly reason: string;
}

/** Ends somebody's membership at once: what they asked for before ends too, their live streams included. */
export function endMembership(
  casework: Casework,
  principal: Member,
  { membershipId, reason }: EndMembership,
): Promise<Outcome<{ readonly membershipId: string }>> {
  return casework.inTransaction(principal, async (stores) => {
    const left = await stores.members.lock();
    const membership = await stores.members.find(membershipId);
    if (!membership) return notFound('membership');
    const problems = checkText(reason, { path: 'reason', limit: textLimits.short, required: true });
    if (problems.length > 0) return invalid(problems);
    if (membership.hasEnded) return notPossibleNow('This membership has ended already.');
    if (membershipId === principal.membershipId)
      return notPossibleNow('This is your own membership: leave the partnership instead.');
    const known = await stores.members.listRoles();
    const isAppointed = may(principal, 'members.appoint');
    const obstacle =
      whyNotEnded(principal, membership, known) ??
      whoWouldBeMissing({ before: membership.roles, after: [] }, { known, left, isAppointed });
    if (obstacle !== undefined) return notPossibleNow(obstacle);
    await end({ casework, stores }, principal, { membershipId, reason, action: 'MEMBERSHIP_ENDED' });
    return done({ membershipId });
  });
}

/** Ends the membership under which one acts. The last administrator and the last coordinator stay until there is another. */
export function leavePartnership(
  casework: Casework,
  principal: Member,
  { membershipId }: Pick<EndMembership, 'membershipId'>,
): Promise<Outcome<{ readonly membershipId: string }>> {
  return casework.inTransaction(principal, async (stores) => {
    if (membershipId !== principal.membershipId) return notFound('membership');
    const left = await stores.members.lock();
    const known = await stores.members.listRoles();
    const changed = { before: principal.roles, after: [] };
    const missing = whoWouldBeMissing(changed, { known, left, isAppointed: false });
    if (missing !== undefined) return notPossibleNow(missing);
    await end({ casework, stores }, principal, { membershipId, reason: null, action: 'MEMBERSHIP_LEFT' });
    return done({ membershipId });
  });
}

async function end(
  { casework, stores }: { readonly casework: Casework; readonly stores: Stores },
  principal: Member,
  { membershipId, reason, action }: { membershipId: string; reason: string | null; action: string },
): Promise<void> {
  await stores.members.end(membershipId, {
    by: principal.membershipId,
    reason,
    at: casework.clock.now(),
  });
  stores.recordAudit({
    action,
    kind: 'ALTERATION',
    subjectType: 'MEMBERSHIP',
    subjectIds: [membershipId],
  });
  stores.membersChanged();
}
