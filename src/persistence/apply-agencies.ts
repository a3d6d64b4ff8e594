import type { ApplyScope, TenantToApply } from './tenant-to-apply.js';
import { removeUnlessReferred } from './remove-unless-referred.js';

/** Ids of the partnership's agencies by slug. */
export async function findAgencyIds({ runner, tenantId }: ApplyScope): Promise<ReadonlyMap<string, string>> {
  const rows = (await runner.query('select id, slug from concord.agencies where tenant_id = $1', [
    tenantId,
  ])) as { id: string; slug: string }[];
  return new Map(rows.map((row) => [row.slug, row.id]));
}

/** Adds the agencies that are absent and changes those that are there; a slug is the same agency for ever. */
export async function addAgencies(
  { runner, tenantId, newId }: ApplyScope,
  { agencies }: TenantToApply,
  organisationIds: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { slug, name, kind, organisation, roles } of agencies)
    await runner.query(
      `insert into concord.agencies as a (tenant_id, id, slug, name, kind, organisation_id, duties)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, slug) do update set name = excluded.name, kind = excluded.kind,
         organisation_id = excluded.organisation_id, duties = excluded.duties
       where (a.name, a.kind, a.organisation_id, a.duties)
         is distinct from (excluded.name, excluded.kind, excluded.organisation_id, excluded.duties)`,
      [
        tenantId,
        newId(),
        slug,
        name,
        kind,
        organisation === undefined ? null : (organisationIds.get(organisation) ?? null),
        roles,
      ],
    );
}

/**
 * Takes out the agencies that the files no longer name.
 * @throws ApplyRefused naming those that records refer to: what they did stays theirs
 */
export async function endAgencies(scope: ApplyScope, { agencies }: TenantToApply): Promise<void> {
  await removeUnlessReferred(scope, {
    table: 'concord.agencies',
    what: 'agency',
    kept: agencies.map(({ slug }) => slug),
  });
}
