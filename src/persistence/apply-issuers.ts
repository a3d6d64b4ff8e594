// cspell:ignore recordset
import type { ApplyScope, TenantToApply } from './tenant-to-apply.js';

/** Brings the issuers that the partnership trusts to what its files say; that of development stays as it is. */
export async function applyIssuers(
  { runner, tenantId, newId }: ApplyScope,
  { issuers }: TenantToApply,
  agencyIds: ReadonlyMap<string, string>,
): Promise<void> {
  const trusted: { issuer: string; agencyId: string | null }[] = [];
  for (const { issuer, audience, agencies } of issuers) {
    await runner.query(
      `insert into directory.issuers as i (issuer, audience) values ($1, $2)
       on conflict (issuer) do update set audience = excluded.audience where i.audience <> excluded.audience`,
      [issuer, audience],
    );
    for (const agency of agencies ?? [undefined])
      trusted.push({ issuer, agencyId: agency === undefined ? null : (agencyIds.get(agency) ?? null) });
  }
  await runner.query(
    `delete from concord.trusted_issuers t using directory.issuers i
     where t.tenant_id = $1 and i.issuer = t.issuer and not i.development and not exists (
       select from jsonb_to_recordset($2::jsonb) as kept (issuer text, "agencyId" uuid)
       where kept.issuer = t.issuer and kept."agencyId" is not distinct from t.agency_id)`,
    [tenantId, JSON.stringify(trusted)],
  );
  for (const { issuer, agencyId } of trusted)
    await runner.query(
      `insert into concord.trusted_issuers (tenant_id, id, issuer, agency_id) values ($1, $2, $3, $4)
       on conflict (tenant_id, issuer, agency_id) do nothing`,
      [tenantId, newId(), issuer, agencyId],
    );
}
