import { Temporal } from 'temporal-polyfill';
import type { InvitationView, MemberView } from '#casework/member-ports.js';
import type { AgencyRecord } from '#casework/partnership-ports.js';
import { memberOf } from '../access.js';
import type { OperationContext } from '../context.js';
import { toNodeId } from '../node-id.js';
import { InvitationState, type Invitation } from './invitation.type.js';
import {
  MembershipChanged,
  type Membership,
  type OwnMembership,
  type ServiceAccount,
} from './member.type.js';

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
  return (view) => {
    const { id, name, mail, agencyId, roles, since, endedAt, endedReason } = view;
    const serviceAccount = serviceAccountOf(view);
    return {
      id: toNodeId('Membership', id),
      name,
      mail,
      agency: agencyOf(agencies, agencyId),
      roles: serviceAccount ? [] : roles,
      serviceAccount,
      since,
      endedAt,
      endedBecause: endedReason,
      isYours: id === membershipId,
    };
  };
}

function serviceAccountOf({
  roles: scopes,
  serviceIssuer: issuer,
  serviceSubject: subject,
  serviceEndsAt: endsAt,
}: MemberView): ServiceAccount | null {
  return issuer === null || subject === null ? null : { issuer, subject, scopes, endsAt };
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

/** A membership as it stands after it was changed. */
export async function presentChanged(
  { membershipId }: { readonly membershipId: string },
  context: OperationContext,
): Promise<MembershipChanged> {
  const view = await context.reads.findMember(membershipId);
  if (!view) throw new Error('Whoever changed a membership can read it.');
  const present = await presentingMembers(context);
  return Object.assign(new MembershipChanged(), { membership: present(view) });
}
