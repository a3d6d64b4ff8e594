import { whyNotWithdrawn } from './giving-roles.js';
import { done, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';

/** Withdraws an invitation: from now on nobody becomes a member by it. */
export function withdrawInvitation(
  casework: Casework,
  principal: Member,
  { invitationId }: { readonly invitationId: string },
): Promise<Outcome<{ readonly invitationId: string }>> {
  return casework.inTransaction(principal, async (stores) => {
    const invitation = await stores.members.findInvitation(invitationId);
    if (!invitation) return notFound('invitation');
    if (invitation.endedAs === 'ACCEPTED')
      return notPossibleNow('This invitation was accepted: end the membership instead.');
    if (invitation.endedAs === 'WITHDRAWN') return notPossibleNow('This invitation was withdrawn already.');
    const obstacle = whyNotWithdrawn(principal, invitation, await stores.members.listRoles());
    if (obstacle !== undefined) return notPossibleNow(obstacle);
    await stores.members.withdraw(invitationId, {
      by: principal.membershipId,
      at: casework.clock.now(),
    });
    stores.recordAudit({
      action: 'INVITATION_WITHDRAWN',
      kind: 'ALTERATION',
      subjectType: 'INVITATION',
      subjectIds: [invitationId],
    });
    return done({ invitationId });
  });
}
