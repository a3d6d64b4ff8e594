import type { Temporal } from 'temporal-polyfill';
import type { AgreementRecord, AgreementStore } from '#casework/sharing-ports.js';
import { periodOf, type AgreementParty, type SharingTerms } from '#domain/sharing/agreement.js';
import { rankOf } from '#domain/sharing/sharing-level.js';
import type { Sql } from './transaction.js';

interface AgreementRow {
  id: string;
  title: string;
  highest_level: number;
  coordinator_level: number;
  party_level: number;
  agency_ids: string[];
}

const selection = `select s.id, s.title, s.highest_level, s.coordinator_level, s.party_level,
    array(select p.agency_id from concord.sharing_agreement_parties p
      where p.tenant_id = s.tenant_id and p.agreement_id = s.id and p.left_at is null) as agency_ids
  from concord.sharing_agreements s where s.tenant_id = $1`;

/** Sharing agreements of the partnership and who is party to them. */
export function agreementStore(sql: Sql): AgreementStore {
  const { tenantId } = sql.principal;
  return {
    add: (id, terms, by) => addAgreement(sql, { id, terms, by }),

    async find(id) {
      const [row] = await sql.query<AgreementRow>(`${selection} and s.id = $2`, [tenantId, id]);
      return row && toAgreement(row);
    },

    async listInForce(agencyId, at) {
      const rows = await sql.query<AgreementRow>(
        `${selection} and s.withdrawn_at is null and s.starts_at <= $3::timestamptz and s.ends_at > $3::timestamptz
           and exists (select from concord.sharing_agreement_parties own
             where own.tenant_id = s.tenant_id and own.agreement_id = s.id and own.agency_id = $2 and own.left_at is null)
         order by s.starts_on, s.id`,
        [tenantId, agencyId, at.toString()],
      );
      return rows.map(toAgreement);
    },

    async hold(id) {
      const [row] = await sql.query<{ held: boolean }>('select concord.hold_agreement($1) as held', [id]);
      return row?.held === true;
    },

    async withdraw(id, { by, at, reason }) {
      const rows = await sql.query<{ id: string }>(
        `update concord.sharing_agreements set withdrawn_by = $3, withdrawn_at = $4::timestamptz, withdrawn_reason = $5
         where tenant_id = $1 and id = $2 and withdrawn_at is null returning id`,
        [tenantId, id, by, at.toString(), reason],
      );
      return rows.length === 1;
    },

    async leave(id, agencyId, { by, at, reason }) {
      const rows = await sql.query<{ agency_id: string }>(
        `update concord.sharing_agreement_parties set left_by = $4, left_at = $5::timestamptz, left_reason = $6
         where tenant_id = $1 and agreement_id = $2 and agency_id = $3 and left_at is null returning agency_id`,
        [tenantId, id, agencyId, by, at.toString(), reason],
      );
      return rows.length === 1;
    },
  };
}

function toAgreement(row: AgreementRow): AgreementRecord {
  return {
    id: row.id,
    title: row.title,
    highestRank: row.highest_level,
    coordinatorRank: row.coordinator_level,
    partyRank: row.party_level,
    agencyIds: row.agency_ids,
  };
}

interface Recorded {
  readonly id: string;
  readonly terms: SharingTerms;
  readonly by: { readonly userId: string; readonly at: Temporal.Instant };
}

async function addAgreement(sql: Sql, { id, terms, by }: Recorded): Promise<boolean> {
  const { startsAt, endsAt } = periodOf(terms);
  const added = await sql.query<{ id: string }>(
    `insert into concord.sharing_agreements (tenant_id, id, title, purpose, record_classes, field_groups,
       coordinator_level, party_level, starts_on, review_on, expires_on, starts_at, ends_at, leaves_stub, recorded_by,
       recorded_at)
     values ($1, $2, $3, $4, $5::text[], $6::text[], $7, $8, $9::date, $10::date, $11::date, $12::timestamptz,
       $13::timestamptz, $14, $15, $16::timestamptz)
     on conflict (tenant_id, title) do nothing returning id`,
    [
      sql.principal.tenantId,
      id,
      terms.title.trim(),
      terms.purpose,
      terms.recordClasses,
      terms.fieldGroups,
      rankOf(terms.coordinatorLevel),
      terms.partyLevel ? rankOf(terms.partyLevel) : 0,
      terms.startsOn.toString(),
      terms.reviewOn.toString(),
      terms.expiresOn.toString(),
      startsAt.toString(),
      endsAt.toString(),
      terms.leavesStub,
      by.userId,
      by.at.toString(),
    ],
  );
  if (added.length === 0) return false;
  for (const party of terms.parties) await addParty(sql, id, party);
  return true;
}

async function addParty(sql: Sql, agreementId: string, party: AgreementParty): Promise<void> {
  await sql.query(
    `insert into concord.sharing_agreement_parties (tenant_id, agreement_id, agency_id, regime, gateways, article_6,
       special_category_condition, criminal_offence_condition)
     values ($1, $2, $3, $4, $5::text[], $6, $7, $8)`,
    [
      sql.principal.tenantId,
      agreementId,
      party.agencyId,
      party.regime,
      party.gateways,
      party.articleSix,
      party.specialCategoryCondition,
      party.criminalOffenceCondition,
    ],
  );
}
