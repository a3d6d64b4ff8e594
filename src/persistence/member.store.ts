import type {
  LockedInvitation,
  LockedMembership,
  MembersLeft,
  MemberStore,
  RoleRecord,
  ServiceRegistered,
} from '#casework/member-ports.js';
import { InvitationEntity } from './invitation.entity.js';
import type { Sql } from './transaction.js';

const invitations = `select i.id, i.agency_id as "agencyId", i.roles, i.expires_at as "expiresAt",
    case when i.accepted_at is not null then 'ACCEPTED' when i.withdrawn_at is not null then 'WITHDRAWN' end as "endedAs"
  from concord.invitations i where i.tenant_id = $1`;

/** Memberships and invitations, as the use cases write them; row-level security says whose they may be. */
export function memberStore(sql: Sql): MemberStore {
  const { tenantId } = sql.principal;
  const invitationWhere = async (condition: string, values: readonly unknown[]) => {
    const [row] = await sql.query<LockedInvitation>(`${invitations} and ${condition}`, [tenantId, ...values]);
    return row;
  };
  return {
    ...membershipChanges(sql),
    listRoles: () =>
      sql.query<RoleRecord>(
        'select name, acts_for_agency as "actsForAgency", permissions from directory.list_roles()',
      ),

    listScopes: () =>
      sql.query<RoleRecord>(
        'select name, acts_for_agency as "actsForAgency", permissions from directory.list_scopes()',
      ),

    findOpenInvitation: (mail, agencyId) =>
      invitationWhere(
        'i.mail = $2 and i.agency_id is not distinct from $3 and i.accepted_at is null and i.withdrawn_at is null',
        [mail, agencyId],
      ),

    async isMember(mail, agencyId) {
      const rows = await sql.query(
        `select m.id from concord.invitations i
         join concord.memberships m on m.tenant_id = i.tenant_id and m.id = i.membership_id and m.ended_at is null
         where i.tenant_id = $1 and i.mail = $2 and i.agency_id is not distinct from $3`,
        [tenantId, mail, agencyId],
      );
      return rows.length > 0;
    },

    findInvitation: (id) => invitationWhere('i.id = $2', [id]),

    invite: (invitation) => sql.insert(InvitationEntity, { ...invitation, tenantId }),

    async withdraw(id, { by, at }) {
      await sql.query(
        `update concord.invitations set withdrawn_at = $3::timestamptz, withdrawn_by = $4
         where tenant_id = $1 and id = $2`,
        [tenantId, id, at.toString(), by],
      );
    },
  };
}

function membershipChanges(
  sql: Sql,
): Pick<MemberStore, 'lock' | 'find' | 'registerService' | 'changeRoles' | 'end'> {
  const { tenantId } = sql.principal;
  return {
    async lock() {
      const [row] = await sql.query<MembersLeft>('select appointers, leaders from concord.lock_members()');
      if (!row) throw new Error('A count is one row.');
      return row;
    },

    async find(id) {
      const [row] = await sql.query<LockedMembership>(
        `select m.id, m.agency_id as "agencyId", m.roles, m.ended_at is not null as "hasEnded",
           m.service_name is not null as "isService"
         from concord.memberships m where m.tenant_id = $1 and m.id = $2`,
        [tenantId, id],
      );
      return row;
    },

    async registerService({ userId, membershipId, agencyId, name, issuer, subject, scopes, endsAt, at }) {
      const [row] = await sql.query<{ outcome: ServiceRegistered }>(
        `select concord.register_service($1, $2, $3, $4, $5, $6, $7::text[], $8::timestamptz, $9::timestamptz) as outcome`,
        [
          userId,
          membershipId,
          agencyId,
          name,
          issuer,
          subject,
          scopes,
          endsAt?.toString() ?? null,
          at.toString(),
        ],
      );
      if (!row) throw new Error('An outcome is one row.');
      return row.outcome;
    },

    async changeRoles(id, roles) {
      await sql.query('update concord.memberships set roles = $3 where tenant_id = $1 and id = $2', [
        tenantId,
        id,
        roles,
      ]);
    },

    async end(id, { by, reason, at }) {
      await sql.query(
        `update concord.memberships set ended_at = $3::timestamptz, ended_by = $4, ended_reason = $5
         where tenant_id = $1 and id = $2`,
        [tenantId, id, at.toString(), by, reason],
      );
    },
  };
}
