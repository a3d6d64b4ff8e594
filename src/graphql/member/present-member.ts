import { Temporal } from 'temporal-polyfill';
import type { InvitationView, MemberView } from '#casework/member-ports.js';
import type { AgencyRecord } from '#casework/partnership-ports.js';
import { memberOf } from '../access.js';
import type { OperationContext } from '../context.js';
import { toNodeId } from '../node-id.js';
import { InvitationState, type Invitation } from './invitation.type.js';
import type { Membership, OwnMembership } from './member.type.js';

type Agencies = ReadonlyMap<string, AgencyRecord>;

function agencyOf(agencies: Agencies, id: string | null): AgencyRecord | null {
  return id === null ? null : (agencies.get(id) ?? null);
}

/** Presents memberships as this viewer sees them. */
export async function presentingMembers(
  context: OperationContext,
): Promise<(view: MemberView) => Membership> {
  const agencies = await context.loaders.agencies();
  const { membershipId } = memberOf(context);
  return ({ id, name, mail, agencyId, roles, since, endedAt, endedReason }) => ({
    id: toNodeId('Membership', id),
    name,
    mail,
    agency: agencyOf(agencies, agencyId),
    roles,
    since,
    endedAt,
    endedBecause: endedReason,
    isYours: id === membershipId,
  });
}

/** Presents one's own memberships. */
export async function presentingOwn(context: OperationContext): Promise<(view: MemberView) => OwnMembership> {
  const agencies = await context.loaders.agencies();
  const inUse = memberOf(context).membershipId;
  return ({ id, agencyId, roles, since }) => ({
    id: toNodeId('Membership', id),
    membershipId: id,
    agency: agencyOf(agencies, agencyId),
    roles,
    since,
    isInUse: id === inUse,
  });
}

/** Presents invitations as they stand now. */
export async function presentingInvitations(
  context: OperationContext,
): Promise<(view: InvitationView) => Invitation> {
  const agencies = await context.loaders.agencies();
  const now = context.casework.clock.now();
  return ({ id, agencyId, withdrawnAt, ...view }) => ({
    ...view,
    id: toNodeId('Invitation', id),
    agency: agencyOf(agencies, agencyId),
    state: stateOf(withdrawnAt, view.expiresAt, now),
  });
}

function stateOf(withdrawnAt: string | null, expiresAt: string, now: Temporal.Instant): InvitationState {
  if (withdrawnAt !== null) return InvitationState.WITHDRAWN;
  return Temporal.Instant.compare(Temporal.Instant.from(expiresAt), now) > 0
    ? InvitationState.OPEN
    : InvitationState.EXPIRED;
}
