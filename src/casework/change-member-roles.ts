import { needAgency, whoWouldBeMissing, whyNotGiven } from './giving-roles.js';
import { checkRoles, inOrder } from './invite-member.js';
import type { LockedMembership, RoleRecord } from './member-ports.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import { may, type Member } from './principal.js';

export interface ChangeMemberRoles {
  readonly membershipId: string;
  /** As the caller read them: others changed them meanwhile where they are not these. */
  readonly rolesBefore: readonly string[];
  readonly roles: readonly string[];
}

/** Gives a member other roles. Who has them changed signs in anew, with what they may do now. */
export function changeMemberRoles(
  casework: Casework,
  principal: Member,
  { membershipId, rolesBefore, roles }: ChangeMemberRoles,
): Promise<Outcome<{ readonly membershipId: string }>> {
  return casework.inTransaction(principal, async (stores) => {
    const left = await stores.members.lock();
    const membership = await stores.members.find(membershipId);
    if (!membership) return notFound('membership');
    const known = await stores.members.listRoles();
    const problems = checkRoles(roles, known);
    if (membership.agencyId === null && needAgency(known, roles)) problems.push(actsForNone);
    if (problems.length > 0) return invalid(problems);
    const isAppointed = may(principal, 'members.appoint') && membershipId !== principal.membershipId;
    const obstacle =
      whyNotChanged({ principal, known }, membership, { rolesBefore, roles }) ??
      whoWouldBeMissing({ before: membership.roles, after: roles }, { known, left, isAppointed });
    if (obstacle !== undefined) return notPossibleNow(obstacle);
    await stores.members.changeRoles(membershipId, inOrder(roles));
    stores.recordAudit({
      action: 'MEMBER_ROLES_CHANGED',
      kind: 'ALTERATION',
      subjectType: 'MEMBERSHIP',
      subjectIds: [membershipId],
      fields: ['roles'],
    });
    stores.membersChanged();
    return done({ membershipId });
  });
}

const actsForNone = {
  path: 'roles',
  message: 'has a role that acts for an agency: this member acts for the partnership itself.',
};

function whyNotChanged(
  { principal, known }: { readonly principal: Member; readonly known: readonly RoleRecord[] },
  { id, agencyId, roles: held, hasEnded, isService }: LockedMembership,
  { rolesBefore, roles }: Pick<ChangeMemberRoles, 'rolesBefore' | 'roles'>,
): string | undefined {
  if (hasEnded) return 'This membership has ended already.';
  if (isService)
    return 'This is a service account, which has scopes and no roles: end it and register another.';
  if (id === principal.membershipId) return 'These are your own roles: somebody else has to change them.';
  if (inOrder(rolesBefore).join() !== inOrder(held).join())
    return 'The roles of this member have changed since you read them: read them again.';
  return (
    whyNotGiven(principal, { agencyId, roles: held }, known) ??
    whyNotGiven(principal, { agencyId, roles }, known)
  );
}
