import type { Permission } from '#domain/sharing/permissions.js';
import { newId } from '#platform/ids.js';
import type { PermittedRows, RowToInsert } from './permitted-rows.js';
import type { ThreeCases } from './three-cases.js';

const may = (
  permission: Permission,
  by: string,
  reach: string | RowToInsert,
  besides: readonly Permission[] = [],
): PermittedRows => ({ permission, by: [by], reach, besides });

/** What is shown and taken of memberships and invitations by a permission. */
export function permittedMemberships(here: ThreeCases): PermittedRows[] {
  return [...shown(here), ...changed(here), ...invited(here), ...withdrawn(here)];
}

function shown({ leicester }: ThreeCases): PermittedRows[] {
  const { policeId, coordinator, officer, others } = leicester;
  const elsewhere = `agency_id is distinct from '${policeId}'`;
  const ofPolice = `agency_id = '${policeId}' and user_id <> '${others.agency_manager.userId}'`;
  const name = (id: string) => `select from concord.name_members(array['${id}']::uuid[])`;
  const manage = 'agency_members.manage';
  return [
    may(
      'members.read',
      'memberships.own_or_coordinator_reads',
      `select from concord.memberships where ${elsewhere}`,
    ),
    may(manage, 'memberships.manager_reads', `select from concord.memberships where ${ofPolice}`, [
      'members.read',
    ]),
    may('members.read', 'invitations.members_read', `select from concord.invitations where ${elsewhere}`),
    may(
      manage,
      'invitations.manager_reads',
      `select from concord.invitations where agency_id = '${policeId}'`,
      ['members.read'],
    ),
    may('members.read', 'name_members', name(coordinator.membershipId)),
    may(manage, 'name_members', name(officer.membershipId), ['members.read']),
  ];
}

function changed({ leicester: { coordinator, officer, others } }: ThreeCases): PermittedRows[] {
  const own = others.agency_manager.membershipId;
  const again = (id: string) => `update concord.memberships set roles = roles where id = '${id}'`;
  const end = `update concord.memberships set ended_at = now(), ended_by = '${own}', ended_reason = 'Left.'
    where id = '${coordinator.membershipId}'`;
  const by = 'memberships.members_change';
  return [
    may('members.invite', by, again(coordinator.membershipId)),
    may('members.end', by, end),
    may('members.appoint', by, again(others.administrator.membershipId)),
    may('agency_members.manage', 'memberships.manager_changes', again(officer.membershipId), [
      'members.invite',
    ]),
  ];
}

function invited({ leicester: { policeId, others } }: ThreeCases): PermittedRows[] {
  const place = (agencyId: string | null, role: string) => ({
    table: 'invitations',
    like: 'true',
    changed: {
      invited_by: others.agency_manager.membershipId,
      mail: `${newId()}@people.example`,
      agency_id: agencyId,
      roles: [role],
    },
  });
  return [
    may('members.invite', 'invitations.members_invite', place(null, 'coordinator')),
    may('members.appoint', 'invitations.members_invite', place(null, 'auditor')),
    may('agency_members.manage', 'invitations.manager_invites', place(policeId, 'agency_officer'), [
      'members.invite',
    ]),
  ];
}

function withdrawn({ leicester: { policeId, others } }: ThreeCases): PermittedRows[] {
  const take = (which: string) =>
    `update concord.invitations set withdrawn_at = now(), withdrawn_by = '${others.agency_manager.membershipId}'
     where ${which}`;
  const ofOthers = `agency_id <> '${policeId}'`;
  const ofPolice = `agency_id = '${policeId}'`;
  return [
    may('members.invite', 'invitations.members_withdraw', take(ofOthers)),
    may('members.appoint', 'invitations.members_withdraw', take("roles = '{auditor}'")),
    may('agency_members.manage', 'invitations.manager_withdraws', take(ofPolice), ['members.invite']),
  ];
}
