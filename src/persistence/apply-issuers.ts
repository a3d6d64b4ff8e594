// cspell:ignore recordset
import type { ApplyScope, TenantToApply } from './tenant-to-apply.js';

/** Brings the issuers that the partnership trusts to what its files say; that of development stays as it is. */
export async function applyIssuers(
  { runner, tenantId, newId }: ApplyScope,
  { issuers }: TenantToApply,
  agencyIds: ReadonlyMap<string, string>,
): Promise<void> {
  const trusted: Trust[] = [];
  for (const { issuer, audience, agencies, mailClaim, requires, client } of issuers) {
    await runner.query(
      `insert into directory.issuers as i (issuer, audience) values ($1, $2)
       on conflict (issuer) do update set audience = excluded.audience where i.audience <> excluded.audience`,
      [issuer, audience],
    );
    const terms = { mailClaim: mailClaim ?? null, acr: requires?.acr ?? [], amr: requires?.amr ?? [] };
    for (const agency of agencies ?? [undefined])
      trusted.push({
        issuer,
        agencyId: agency === undefined ? null : (agencyIds.get(agency) ?? null),
        ...terms,
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
  for (const each of trusted) await applyTrust({ runner, tenantId, newId }, each);
}

async function applyTrust(
  { runner, tenantId, newId }: ApplyScope,
  { issuer, agencyId, mailClaim, acr, amr, client }: Trust,
): Promise<void> {
  await runner.query(
    `insert into concord.trusted_issuers as t
         (tenant_id, id, issuer, agency_id, mail_claim, acr, amr, client_id, client_secret_file, client_scope)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (tenant_id, issuer, agency_id) do update
         set mail_claim = excluded.mail_claim, acr = excluded.acr, amr = excluded.amr,
           client_id = excluded.client_id, client_secret_file = excluded.client_secret_file,
           client_scope = excluded.client_scope
         where (t.mail_claim, t.acr, t.amr, t.client_id, t.client_secret_file, t.client_scope)
           is distinct from (excluded.mail_claim, excluded.acr, excluded.amr, excluded.client_id,
             excluded.client_secret_file, excluded.client_scope)`,
    [tenantId, newId(), issuer, agencyId, mailClaim, acr, amr, ...client],
  );
}

interface Trust {
  readonly issuer: string;
  readonly agencyId: string | null;
  readonly mailClaim: string | null;
  readonly acr: readonly string[];
  readonly amr: readonly string[];
  /** By which browsers sign in: its id, the file of its secret, what it asks for. */
  readonly client: readonly (string | null)[];
}
