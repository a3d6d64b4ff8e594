import type { Member } from '#casework/principal.js';
import { asAdmin } from '#persistence/bootstrap.js';
import { slugOf } from '../prepare/copy-partnership.js';

/** A coordinator of a partnership that is asked, and where the cases of that partnership stand in its list. */
export interface Asker {
  readonly slug: string;
  readonly subject: string;
  readonly member: Member;
}

/** A place in a partnership's list of cases: the last case of the page before. */
export interface Place {
  /** ISO 8601, whole seconds. */
  readonly receivedAt: string;
  readonly id: string;
}

const askers = `
  select p.slug, u.subject, p.tenant_id as "tenantId", u.id as "userId", m.id as "membershipId", u.display_name as "displayName",
    string_to_array(directory.permissions_of(m.roles), ',') as permissions
  from directory.partnerships p
  join concord.memberships m on m.tenant_id = p.tenant_id and 'coordinator' = any (m.roles)
  join directory.users u on u.id = m.user_id
  where p.slug like 'bench-%' order by md5(u.subject), u.subject`;

/** Every coordinator of the first partnerships, those of one partnership never in a row for long. */
export async function listAskers(adminUrl: string, partnerships: number): Promise<readonly Asker[]> {
  const last = slugOf(partnerships);
  const rows = await asAdmin(adminUrl, async (client) => {
    const found = await client.query<{ slug: string; subject: string } & Omit<Member, 'kind' | 'roles'>>(
      askers,
    );
    return found.rows;
  });
  return rows
    .filter(({ slug }) => slug <= last)
    .map(({ slug, subject, ...rest }) => ({
      slug,
      subject,
      member: { kind: 'member', roles: ['coordinator'], ...rest },
    }));
}

/** The cases of each partnership in the order of its list, newest first. */
export async function listPlaces(
  adminUrl: string,
  tenantIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Place[]>> {
  const rows = await asAdmin(adminUrl, async (client) => {
    const found = await client.query<Place & { tenantId: string }>(
      `select tenant_id as "tenantId", id, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "receivedAt"
       from concord.cases where tenant_id = any ($1::uuid[]) order by tenant_id, received_at desc, id desc`,
      [tenantIds],
    );
    return found.rows;
  });
  const byTenant = new Map<string, Place[]>(tenantIds.map((tenantId) => [tenantId, []]));
  for (const { tenantId, ...place } of rows) byTenant.get(tenantId)?.push(place);
  return byTenant;
}
