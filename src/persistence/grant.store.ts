import type { GrantStore, NewGrant } from '#casework/sharing-ports.js';
import { rankOf } from '#domain/sharing/sharing-level.js';
import type { Sql } from './transaction.js';

/** What agencies opened to others of their reports, in which case. Who reads what follows from it in the database. */
export function grantStore(sql: Sql): GrantStore {
  const { tenantId } = sql.principal;
  return {
    async give(grants) {
      for (const grant of grants) await give(sql, grant);
    },

    async isGiven(grant) {
      const rows = await sql.query<{ given: number }>(
        `select 1 as given from concord.record_grants
         where tenant_id = $1 and case_id = $2 and report_id = $3 and audience = $4 and agency_id is not distinct from $5
           and level = $6 and until_at is not distinct from $7::timestamptz and agreement_id = $8 and revoked_at is null`,
        [
          tenantId,
          grant.caseId,
          grant.reportId,
          grant.audience,
          grant.agencyId,
          rankOf(grant.level),
          grant.untilAt?.toString() ?? null,
          grant.agreementId,
        ],
      );
      return rows.length > 0;
    },

    async findOwn(id, agencyId) {
      const [row] = await sql.query<{ case_id: string; report_id: string }>(
        `select case_id, report_id from concord.record_grants
         where tenant_id = $1 and id = $2 and owner_agency_id = $3 and revoked_at is null`,
        [tenantId, id, agencyId],
      );
      return row && { caseId: row.case_id, reportId: row.report_id };
    },

    async revoke(id, { by, at, reason }) {
      await sql.query(
        `update concord.record_grants set revoked_by = $3, revoked_at = $4::timestamptz, revoked_reason = $5
         where tenant_id = $1 and id = $2 and revoked_at is null`,
        [tenantId, id, by, at.toString(), reason],
      );
    },

    async listReaders(caseId, reportId) {
      const rows = await sql.query<{ agency_id: string }>(
        'select agency_id from concord.list_report_readers($1, $2)',
        [caseId, reportId],
      );
      return rows.map(({ agency_id }) => agency_id);
    },

    async isObjectedTo(caseId) {
      const rows = await sql.query<{ objects: number }>(
        `select 1 as objects from concord.case_people
         where tenant_id = $1 and case_id = $2 and sharing_objection is not null limit 1`,
        [tenantId, caseId],
      );
      return rows.length > 0;
    },
  };
}

async function give(sql: Sql, grant: NewGrant): Promise<void> {
  const { tenantId } = sql.principal;
  const { caseId, reportId, audience, agencyId, givenBy } = grant;
  const at = grant.givenAt.toString();
  await sql.query(
    `update concord.record_grants set revoked_by = $6, revoked_at = $7::timestamptz, revoked_reason = 'given anew'
     where tenant_id = $1 and case_id = $2 and report_id = $3 and audience = $4 and agency_id is not distinct from $5
       and revoked_at is null`,
    [tenantId, caseId, reportId, audience, agencyId, givenBy, at],
  );
  await sql.query(
    `insert into concord.record_grants (tenant_id, id, agreement_id, case_id, report_id, owner_agency_id, audience,
       agency_id, level, until_at, despite, given_by, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::timestamptz, $11, $12, $13::timestamptz)`,
    [
      tenantId,
      grant.id,
      grant.agreementId,
      caseId,
      reportId,
      grant.ownerAgencyId,
      audience,
      agencyId,
      rankOf(grant.level),
      grant.untilAt?.toString() ?? null,
      grant.despite,
      givenBy,
      at,
    ],
  );
}
