import type { AgreementView, GrantView } from '#casework/sharing-views.js';
import { instantText } from './pg-types.js';
import type { Sql } from './transaction.js';
import { uuidArray } from './uuid-array.js';

type ReadSql = Pick<Sql, 'query' | 'principal'>;

const agreements = `
  select s.id, s.title, s.purpose, to_json(s.record_classes) as "recordClasses", to_json(s.field_groups) as "fieldGroups",
    s.coordinator_level as "coordinatorRank", s.party_level as "partyRank", s.starts_on as "startsOn",
    s.review_on as "reviewOn", s.expires_on as "expiresOn", s.leaves_stub as "leavesStub",
    s.withdrawn_at is null and s.starts_at <= concord.now() and s.ends_at > concord.now() as "inForce",
    s.withdrawn_at is null and s.ends_at > concord.now()
      and s.review_on <= (concord.now() at time zone 'Europe/London')::date as "reviewIsDue",
    s.withdrawn_at as "withdrawnAt", s.withdrawn_reason as "withdrawnReason",
    coalesce((
      select json_agg(json_build_object('agencyId', p.agency_id, 'regime', p.regime, 'gateways', p.gateways,
        'articleSix', p.article_6, 'specialCategoryCondition', p.special_category_condition,
        'criminalOffenceCondition', p.criminal_offence_condition, 'leftAt', p.left_at, 'leftReason', p.left_reason)
        order by p.agency_id)
      from concord.sharing_agreement_parties p
      where p.tenant_id = s.tenant_id and p.agreement_id = s.id), '[]') as parties
  from concord.sharing_agreements s where s.tenant_id = $1`;

/** The newest hundred, newest first; or the one of that id. */
export async function listAgreements(sql: ReadSql, id?: string): Promise<AgreementView[]> {
  const { tenantId } = sql.principal;
  const rows = await (id === undefined
    ? sql.query<AgreementView>(`${agreements} order by s.recorded_at desc, s.id desc limit 100`, [tenantId])
    : sql.query<AgreementView>(`${agreements} and s.id = $2`, [tenantId, id]));
  return rows.map((row) => ({
    ...row,
    parties: row.parties.map((party) => ({
      ...party,
      leftAt: party.leftAt === null ? null : instantText(party.leftAt),
    })),
  }));
}

/** Everything that was ever opened of these reports and closed again, in the order of giving, as far as one may know. */
export function listGrants(sql: ReadSql, reportIds: readonly string[]): Promise<GrantView[]> {
  return sql.query<GrantView>(
    `select g.id, g.agreement_id as "agreementId", g.case_id as "caseId", g.report_id as "reportId", g.audience,
       g.agency_id as "agencyId", g.level as rank, g.until_at as "untilAt", g.despite as "despiteObjection",
       g.given_at as "givenAt", g.revoked_at as "withdrawnAt", g.revoked_reason as "withdrawnReason"
     from concord.record_grants g where g.tenant_id = $1 and g.report_id = any ($2::uuid[])
     order by g.given_at, g.id`,
    [sql.principal.tenantId, uuidArray(reportIds)],
  );
}
