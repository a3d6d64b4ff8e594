// cspell:ignore recordset
import type { ApplyScope, TenantToApply } from './tenant-to-apply.js';

/** Brings the issuers that the partnership trusts to what its files say; that of development stays as it is. */
export async function applyIssuers(
  { runner, tenantId, newId }: ApplyScope,
  { issuers }: TenantToApply,
  agencyIds: ReadonlyMap<string, string>,
): Promise<void> {
  const trusted: Trust[] = [];
  for (const { issuer, audience, agencies, mailClaim, requires } of issuers) {
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
      });
  }
  await runner.query(
    `delete from concord.trusted_issuers t using directory.issuers i
     where t.tenant_id = $1 and i.issuer = t.issuer and not i.development and not exists (
       select from jsonb_to_recordset($2::jsonb) as kept (issuer text, "agencyId" uuid)
       where kept.issuer = t.issuer and kept."agencyId" is not distinct from t.agency_id)`,
    [tenantId, JSON.stringify(trusted)],
  );
  for (const { issuer, agencyId, mailClaim, acr, amr } of trusted)
    await runner.query(
      `insert into concord.trusted_issuers as t (tenant_id, id, issuer, agency_id, mail_claim, acr, amr)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, issuer, agency_id) do update
         set mail_claim = excluded.mail_claim, acr = excluded.acr, amr = excluded.amr
         where (t.mail_claim, t.acr, t.amr) is distinct from (excluded.mail_claim, excluded.acr, excluded.amr)`,
      [tenantId, newId(), issuer, agencyId, mailClaim, acr, amr],
    );
}

interface Trust {
  readonly issuer: string;
  readonly agencyId: string | null;
  readonly mailClaim: string | null;
  readonly acr: readonly string[];
  readonly amr: readonly string[];
}
