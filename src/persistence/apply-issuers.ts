// cspell:ignore recordset
import type { ApplyScope, TenantToApply } from './tenant-to-apply.js';

/** Brings the issuers that the partnership trusts to what its files say; that of development stays as it is. */
export async function applyIssuers(
  { runner, tenantId, newId }: ApplyScope,
  { issuers }: TenantToApply,
  agencyIds: ReadonlyMap<string, string>,
): Promise<void> {
  const trusted: Trusted[] = [];
  for (const { issuer, audience, agencies, client } of issuers) {
    await runner.query(
      `insert into directory.issuers as i (issuer, audience) values ($1, $2)
       on conflict (issuer) do update set audience = excluded.audience where i.audience <> excluded.audience`,
      [issuer, audience],
    );
    for (const agency of agencies ?? [undefined])
      trusted.push({
        issuer,
        agencyId: agency === undefined ? null : (agencyIds.get(agency) ?? null),
        client: [client?.id ?? null, client?.secretFile ?? null, client?.scope ?? null],
      });
  }
  await runner.query(
    `delete from concord.trusted_issuers t using directory.issuers i
     where t.tenant_id = $1 and i.issuer = t.issuer and not i.development and not exists (
       select from jsonb_to_recordset($2::jsonb) as kept (issuer text, "agencyId" uuid)
       where kept.issuer = t.issuer and kept."agencyId" is not distinct from t.agency_id)`,
    [tenantId, JSON.stringify(trusted)],
  );
  for (const { issuer, agencyId, client } of trusted)
    await runner.query(
      `insert into concord.trusted_issuers as t
         (tenant_id, id, issuer, agency_id, client_id, client_secret_file, client_scope)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, issuer, agency_id) do update
         set client_id = excluded.client_id, client_secret_file = excluded.client_secret_file,
           client_scope = excluded.client_scope
         where (t.client_id, t.client_secret_file, t.client_scope)
           is distinct from (excluded.client_id, excluded.client_secret_file, excluded.client_scope)`,
      [tenantId, newId(), issuer, agencyId, ...client],
    );
}

interface Trusted {
  readonly issuer: string;
  readonly agencyId: string | null;
  /** By which browsers sign in: its id, the file of its secret, what it asks for. */
  readonly client: readonly (string | null)[];
}
