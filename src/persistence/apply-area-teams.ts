import type { ApplyScope, TenantToApply } from './tenant-to-apply.js';
import { removeUnlessReferred } from './remove-unless-referred.js';

/**
 * Brings the area teams to what the files say.
 * @throws ApplyRefused naming those that the files no longer name and cases refer to
 */
export async function applyAreaTeams(scope: ApplyScope, { areaTeams }: TenantToApply): Promise<void> {
  const { runner, tenantId, newId } = scope;
  for (const { slug, name, districts } of areaTeams)
    await runner.query(
      `insert into concord.area_teams as t (tenant_id, id, slug, name, districts) values ($1, $2, $3, $4, $5)
       on conflict (tenant_id, slug) do update set name = excluded.name, districts = excluded.districts
       where (t.name, t.districts) is distinct from (excluded.name, excluded.districts)`,
      [tenantId, newId(), slug, name, districts],
    );
  await removeUnlessReferred(scope, {
    table: 'concord.area_teams',
    what: 'area team',
    kept: areaTeams.map(({ slug }) => slug),
  });
}
