import type { DataSource, EntityManager } from 'typeorm';

/** Somebody who may sign in at the development identity provider. */
export interface PersonToApply {
  readonly subject: string;
  readonly name: string;
  readonly memberships: readonly {
    readonly partnership: string;
    readonly agency?: string | undefined;
    readonly roles: readonly string[];
  }[];
}

/**
 * Makes every partnership of a development database trust the development issuer, and gives its people their
 * memberships; a membership that was ended stays ended. Safe to run at every start; never run in production.
 */
export async function applyDemoPeople(
  source: DataSource,
  {
    issuer,
    audience,
    people,
    newId,
  }: { issuer: string; audience: string; people: readonly PersonToApply[]; newId: () => string },
): Promise<void> {
  await source.transaction(async (manager) => {
    await manager.query(
      `insert into directory.issuers (issuer, audience, development) values ($1, $2, true)
       on conflict (issuer) do update set audience = excluded.audience, development = true`,
      [issuer, audience],
    );
    const partnerships = await manager.query<{ slug: string; tenant_id: string }[]>(
      'select slug, tenant_id from directory.partnerships',
    );
    for (const { slug, tenant_id: tenantId } of partnerships) {
      await manager.query("select set_config('concord.tenant_id', $1, true)", [tenantId]);
      await manager.query(
        `insert into concord.trusted_issuers (tenant_id, id, issuer, mail_claim) values ($1, $2, $3, 'email')
         on conflict (tenant_id, issuer, agency_id) do update set mail_claim = excluded.mail_claim
           where trusted_issuers.mail_claim is null`,
        [tenantId, newId(), issuer],
      );
      for (const person of people)
        for (const membership of person.memberships.filter((each) => each.partnership === slug))
          await applyMembership({ manager, tenantId, issuer, newId }, person, membership);
    }
  });
}

interface Scope {
  readonly manager: EntityManager;
  readonly tenantId: string;
  readonly issuer: string;
  readonly newId: () => string;
}

async function applyMembership(
  { manager, tenantId, issuer, newId }: Scope,
  person: PersonToApply,
  membership: PersonToApply['memberships'][number],
): Promise<void> {
  const agencyId = await findAgency(manager, tenantId, membership.agency);
  await manager.query(
    `with person as (
       insert into directory.users (id, issuer, subject, display_name) values ($1, $2, $3, $4)
       on conflict (issuer, subject) do update set display_name = excluded.display_name returning id)
     insert into concord.memberships as m (tenant_id, id, user_id, agency_id, roles)
     select $5, $6, person.id, $7, $8 from person
     where not exists (
       select from concord.memberships ended where ended.tenant_id = $5 and ended.user_id = person.id
         and ended.agency_id is not distinct from $7 and ended.ended_at is not null)
     on conflict (tenant_id, user_id, agency_id) where ended_at is null
       do update set roles = excluded.roles where m.roles <> excluded.roles`,
    [newId(), issuer, person.subject, person.name, tenantId, newId(), agencyId, membership.roles],
  );
}

/** The id behind an agency's slug; an officer without the agency they act for must not come about silently. */
async function findAgency(
  manager: EntityManager,
  tenantId: string,
  slug: string | undefined,
): Promise<string | null> {
  if (slug === undefined) return null;
  const rows = await manager.query<{ id: string }[]>(
    'select id from concord.agencies where tenant_id = $1 and slug = $2',
    [tenantId, slug],
  );
  if (!rows[0]) throw new Error(`A demo person acts for ${slug}, which is no agency of that partnership.`);
  return rows[0].id;
}
