import type { Permission } from '#domain/sharing/permissions.js';
import { newId } from '#platform/ids.js';
import type { PermittedRows } from './permitted-rows.js';
import type { ThreeCases } from './three-cases.js';

const one = (
  permission: Permission,
  by: string,
  rest: Pick<PermittedRows, 'reach'> & { besides?: Permission[] },
) => ({
  permission,
  by: [by],
  besides: [],
  ...rest,
});

/** What is shown and taken of members and invitations by a permission. */
export function permittedMembers(here: ThreeCases): PermittedRows[] {
  return [...ofMemberships(here), ...ofInvitations(here)];
}

function ofMemberships({ leicester }: ThreeCases): PermittedRows[] {
  const { officer, councilOfficer, others } = leicester;
  const change = (set: string, id: string) => `update concord.memberships set ${set} where id = '${id}'`;
  const named = (id: string) => `select from concord.name_members(array['${id}'::uuid])`;
  const registered = (agencyId: string | undefined) =>
    `select from concord.register_service('${newId()}', '${newId()}', '${agencyId ?? ''}', 'Importer', 'https://login.example', 'importer', '{record_reports}', null, now())`;
  const end = `ended_at = now(), ended_by = '${others.agency_manager.membershipId}'`;
  return [
    one('agency_members.manage', 'memberships.manager_reads', {
      reach: `select from concord.memberships where id = '${officer.membershipId}'`,
      besides: ['members.read'],
    }),
    one('members.read', 'name_members', { reach: named(councilOfficer.membershipId) }),
    one('agency_members.manage', 'name_members', {
      reach: named(officer.membershipId),
      besides: ['members.read'],
    }),
    one('members.appoint', 'register_service', { reach: registered(councilOfficer.agencyId) }),
    one('agency_members.manage', 'register_service', {
      reach: registered(officer.agencyId),
      besides: ['members.appoint'],
    }),
    one('members.end', 'memberships.members_change', { reach: change(end, councilOfficer.membershipId) }),
    one('members.invite', 'memberships.members_change', {
      reach: change(`roles = '{chair}'`, councilOfficer.membershipId),
    }),
    {
      permission: 'members.appoint',
      by: ['memberships.members_change', 'guard_membership_roles'],
      besides: [],
      reach: change(`roles = '{chair}'`, others.auditor.membershipId),
    },
    one('agency_members.manage', 'memberships.manager_changes', {
      reach: change(`roles = '{agency_manager}'`, officer.membershipId),
      besides: ['members.end', 'members.invite'],
    }),
  ];
}

function ofInvitations({ leicester: { policeId, others } }: ThreeCases): PermittedRows[] {
  const viewer = others.agency_manager.membershipId;
  const invitations = `select from concord.invitations where agency_id`;
  const withdraw = `update concord.invitations set withdrawn_at = now(), withdrawn_by = '${viewer}' where`;
  const changed = { invited_by: viewer, mail: `${newId()}@people.example` };
  const insert = (like: string) => ({ table: 'invitations', like, changed });
  const [ofPolice, elsewhere] = [`agency_id = '${policeId}'`, `agency_id <> '${policeId}'`];
  const audits = "'auditor' = any (roles)";
  return [
    one('members.read', 'invitations.members_read', { reach: `${invitations} <> '${policeId}'` }),
    one('agency_members.manage', 'invitations.manager_reads', {
      reach: `${invitations} = '${policeId}'`,
      besides: ['members.read'],
    }),
    one('members.invite', 'invitations.members_invite', { reach: insert(elsewhere) }),
    one('members.appoint', 'invitations.members_invite', { reach: insert(audits) }),
    one('agency_members.manage', 'invitations.manager_invites', {
      reach: insert(ofPolice),
      besides: ['members.invite'],
    }),
    one('members.invite', 'invitations.members_withdraw', { reach: `${withdraw} ${elsewhere}` }),
    one('members.appoint', 'invitations.members_withdraw', { reach: `${withdraw} ${audits}` }),
    one('agency_members.manage', 'invitations.manager_withdraws', {
      reach: `${withdraw} ${ofPolice}`,
      besides: ['members.invite'],
    }),
  ];
}
