import type { Temporal } from 'temporal-polyfill';
import type { CasePerson, CaseStore, LockedCase, NewCase, NewPerson } from '#casework/case-ports.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { CaseStage } from '#domain/review/stage.js';
import { CaseEntity, CasePartyEntity, CasePersonEntity } from './case.entity.js';
import type { Sql } from './transaction.js';

interface LockedRow {
  id: string;
  reference: string;
  version: number;
  stage: CaseStage;
  received_on: LocalDate;
  policy_version_id: string;
  dissatisfied: boolean;
}

/** Cases, their parties and people, as the use cases write them. */
export function caseStore(sql: Sql): CaseStore {
  const { tenantId } = sql.principal;
  return {
    add: ({ secretHash, ...row }: NewCase) =>
      sql.insert(CaseEntity, {
        ...row,
        tenantId,
        version: 1,
        stage: 'RECEIVED',
        applicantSecretHash: secretHash,
      }),

    async findForUpdate(id) {
      const [row] = await sql.query<LockedRow>(
        `select id, reference, version, stage, received_on, policy_version_id, dissatisfied
         from concord.cases where tenant_id = $1 and id = $2 for update`,
        [tenantId, id],
      );
      return row && toLocked(row, await listParties(sql, id));
    },

    async advance(id, { version, stage }) {
      await sql.query('update concord.cases set version = $3, stage = $4 where tenant_id = $1 and id = $2', [
        tenantId,
        id,
        version,
        stage,
      ]);
    },

    addPeople: (caseId, people) =>
      sql.insert(
        CasePersonEntity,
        people.map((person) => toPersonRow(tenantId, caseId, person)),
      ),

    listPeople: (caseId) =>
      sql.query<CasePerson>(
        'select id, role, name from concord.case_people where tenant_id = $1 and case_id = $2 order by id',
        [tenantId, caseId],
      ),

    async setHousehold(personId, householdId) {
      await sql.query('update concord.case_people set household_id = $3 where tenant_id = $1 and id = $2', [
        tenantId,
        personId,
        householdId,
      ]);
    },

    addParty: (caseId: string, agencyId: string, since: Temporal.Instant) =>
      sql.insert(CasePartyEntity, { tenantId, caseId, agencyId, since }),
  };
}

/**
 * The parties are read through a function of the owner: an officer's own view of the table holds their agency alone, but
 * an event that they cause must reach every party.
 */
async function listParties(sql: Sql, caseId: string): Promise<string[]> {
  const rows = await sql.query<{ agency_id: string }>('select agency_id from concord.list_case_parties($1)', [
    caseId,
  ]);
  return rows.map((row) => row.agency_id);
}

function toLocked(row: LockedRow, agencyIds: readonly string[]): LockedCase {
  return {
    id: row.id,
    reference: row.reference,
    version: row.version,
    stage: row.stage,
    receivedOn: row.received_on,
    policyVersionId: row.policy_version_id,
    dissatisfied: row.dissatisfied,
    agencyIds,
  };
}

function toPersonRow(tenantId: string, caseId: string, { contact, ...person }: NewPerson) {
  return {
    tenantId,
    caseId,
    ...person,
    email: contact.email ?? null,
    phone: contact.phone ?? null,
    address: contact.address ?? null,
    authorityKind: person.authorityKind ?? null,
    authorityGivenOn: person.authorityGivenOn ?? null,
    sharingObjection: person.sharingObjection ?? null,
  };
}
