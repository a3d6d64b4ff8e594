import type { InvitationView, MemberPage, MemberPosition, MemberView } from '#casework/member-ports.js';
import type { Page } from '#casework/views.js';
import type { Sql } from './transaction.js';

type ReadSql = Pick<Sql, 'query' | 'principal'>;

const memberColumns = `m.id, m.user_id as "userId", m.agency_id as "agencyId", to_json(m.roles) as roles, m.since,
  m.ended_at as "endedAt", m.ended_reason as "endedReason", m.service_name, m.service_ends_at`;

/** Memberships that the viewer may read, with the names behind them and the addresses by which they were invited. */
function named(chosen: string, order: string): string {
  return `with chosen as (${chosen})
    select c.id, c."userId", c."agencyId", c.roles, c.since, c."endedAt", c."endedReason", n.name,
      n.service_issuer as "serviceIssuer", n.service_subject as "serviceSubject", c.service_ends_at as "serviceEndsAt", (
      select i.mail from concord.invitations i where i.tenant_id = $1 and i.membership_id = c.id limit 1) as mail
    from chosen c
    join concord.name_members(array(select id from chosen)) n on n.membership_id = c.id order by ${order}`;
}

/** Newest first. */
export async function pageMembers(
  sql: ReadSql,
  { first, after, agencyId, ended, service }: MemberPage,
): Promise<Page<MemberView>> {
  // Only the conditions that are asked for: one that a parameter could switch off is no condition of an index.
  const conditions = ['m.tenant_id = $1', `m.ended_at is ${ended ? 'not null' : 'null'}`];
  const values: unknown[] = [sql.principal.tenantId, first + 1];
  if (agencyId !== undefined) conditions.push(`m.agency_id = $${values.push(agencyId)}`);
  if (service !== undefined) conditions.push(`m.service_name is ${service ? 'not null' : 'null'}`);
  if (after !== undefined)
    conditions.push(
      `(m.since, m.id) < ($${values.push(after.at)}::timestamptz, $${values.push(after.id)}::uuid)`,
    );
  const chosen = `select ${memberColumns} from concord.memberships m where ${conditions.join(' and ')}
    order by m.since desc, m.id desc limit $2`;
  return pageOf(await sql.query<MemberView>(named(chosen, 'c.since desc, c.id desc'), values), first);
}

export async function findMember(sql: ReadSql, id: string): Promise<MemberView | undefined> {
  const chosen = `select ${memberColumns} from concord.memberships m where m.tenant_id = $1 and m.id = $2`;
  const [row] = await sql.query<MemberView>(named(chosen, 'c.id'), [sql.principal.tenantId, id]);
  return row;
}

/** One's own that have not ended, in the order of their ids. */
export function listOwnMemberships(sql: ReadSql): Promise<MemberView[]> {
  const chosen = `select ${memberColumns} from concord.memberships m
    where m.tenant_id = $1 and m.user_id = (select concord.user_id()) and m.ended_at is null`;
  return sql.query<MemberView>(named(chosen, 'c.id'), [sql.principal.tenantId]);
}

const invitations = `select i.id, i.mail, i.display_name as name, i.agency_id as "agencyId", to_json(i.roles) as roles,
    i.invited_by_name as "invitedBy", i.invited_at as "invitedAt", i.expires_at as "expiresAt",
    i.withdrawn_at as "withdrawnAt"
  from concord.invitations i where i.tenant_id = $1`;

/** Those that nobody has accepted or withdrawn, newest first. */
export async function pageInvitations(
  sql: ReadSql,
  { first, after }: { first: number; after?: MemberPosition },
): Promise<Page<InvitationView>> {
  const values: unknown[] = [sql.principal.tenantId, first + 1];
  const from = after
    ? `and (i.invited_at, i.id) < ($${values.push(after.at)}::timestamptz, $${values.push(after.id)}::uuid)`
    : '';
  const rows = await sql.query<InvitationView>(
    `${invitations} and i.accepted_at is null and i.withdrawn_at is null ${from}
     order by i.invited_at desc, i.id desc limit $2`,
    values,
  );
  return pageOf(rows, first);
}

export async function findInvitation(sql: ReadSql, id: string): Promise<InvitationView | undefined> {
  const [row] = await sql.query<InvitationView>(`${invitations} and i.id = $2`, [sql.principal.tenantId, id]);
  return row;
}

function pageOf<T>(rows: readonly T[], first: number): Page<T> {
  return { nodes: rows.slice(0, first), hasNextPage: rows.length > first };
}
