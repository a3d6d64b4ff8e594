import type { IncidentMatching, IncidentRecord, IncidentStore } from '#casework/case-ports.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import {
  CaseIncidentEntity,
  IncidentComplaintEntity,
  IncidentReportEntity,
  IncidentSuffererEntity,
} from './incident.entity.js';
import { listAgenciesTold, listIncidentsOnRecord } from './incidents-on-record.js';
import type { Sql } from './transaction.js';

/** Incidents complained of, their matching, and the facts that the rules read. */
export function incidentStore(sql: Sql): IncidentStore {
  const { tenantId } = sql.principal;
  return {
    async add(caseId, { incidents, complaints, sufferers }) {
      await sql.insert(
        CaseIncidentEntity,
        incidents.map((row) => ({ ...row, tenantId, caseId, match: 'UNMATCHED' })),
      );
      await sql.insert(
        IncidentComplaintEntity,
        complaints.map((row) => ({ ...row, tenantId, caseId, evidenceAccepted: false })),
      );
      await sql.insert(
        IncidentSuffererEntity,
        sufferers.map((row) => ({ ...row, tenantId, caseId, saidBy: 'APPLICANT' })),
      );
    },

    async find(id): Promise<IncidentRecord | undefined> {
      const [row] = await sql.query<{
        id: string;
        case_id: string;
        occurred_on: LocalDate;
        complaints: { id: string; madeByVictim: boolean }[];
      }>(
        `select i.id, i.case_id, i.occurred_on,
           (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'madeByVictim', c.made_by_victim)), '[]'::jsonb)
            from concord.incident_complaints c where c.tenant_id = $1 and c.incident_id = i.id) as complaints
         from concord.case_incidents i where i.tenant_id = $1 and i.id = $2`,
        [tenantId, id],
      );
      return (
        row && {
          id: row.id,
          caseId: row.case_id,
          occurredOn: row.occurred_on,
          complaints: row.complaints,
        }
      );
    },

    match: (caseId, matching) => storeMatching(sql, caseId, matching),

    listOnRecord: async (caseId) =>
      (await listIncidentsOnRecord(sql, [caseId])).map(({ incident }) => incident),

    listAgenciesTold: async (caseId) =>
      (await listAgenciesTold(sql, [caseId])).map(({ agencyId }) => agencyId),
  };
}

async function storeMatching(sql: Sql, caseId: string, matching: IncidentMatching): Promise<void> {
  const { tenantId } = sql.principal;
  const { incidentId } = matching;
  await updateIncident(sql, matching);
  await sql.query('delete from concord.incident_reports where tenant_id = $1 and incident_id = $2', [
    tenantId,
    incidentId,
  ]);
  await sql.insert(
    IncidentReportEntity,
    matching.reports.map((row) => ({ ...row, tenantId, caseId, incidentId })),
  );
  await storeSufferers(sql, caseId, matching);
  await updateComplaints(sql, matching);
}

async function updateIncident(sql: Sql, { settled, ...matching }: IncidentMatching): Promise<void> {
  await sql.query(
    `update concord.case_incidents set match = $3, agreed_on = $4::date, caused_harassment = $5, match_note = $6,
       matched_by = $7, matched_at = $8::timestamptz, agreed_behaviours = $9::text[], is_crime = $10,
       recorded_as_hate = $11, problem_id = $12, place_id = $13, complained_of_id = $14
     where tenant_id = $1 and id = $2`,
    [
      sql.principal.tenantId,
      matching.incidentId,
      matching.match,
      matching.agreedOn?.toString() ?? null,
      matching.causedHarassment,
      matching.note,
      matching.matchedBy,
      matching.matchedAt.toString(),
      settled.behaviours,
      settled.isCrime,
      settled.recordedAsHate,
      settled.problemId,
      settled.placeId,
      settled.complainedOfId,
    ],
  );
}

/** What the applicant says of a household stands until another is told. */
async function updateComplaints(
  sql: Sql,
  { incidentId, acceptedComplaints }: IncidentMatching,
): Promise<void> {
  await sql.query(
    `update concord.incident_complaints c
     set evidence_accepted = (a.id is not null), person_id = a.person_id,
       household_id = coalesce(a.household_id, c.household_id)
     from concord.incident_complaints own
     left join unnest($3::uuid[], $4::uuid[], $5::uuid[]) as a (id, person_id, household_id) on a.id = own.id
     where c.tenant_id = $1 and c.incident_id = $2 and own.tenant_id = c.tenant_id and own.id = c.id`,
    [
      sql.principal.tenantId,
      incidentId,
      acceptedComplaints.map((each) => each.complaintId),
      acceptedComplaints.map((each) => each.personId),
      acceptedComplaints.map((each) => each.householdId),
    ],
  );
}

/** Those whom the coordinator named before are replaced; whom the applicant named is kept. */
async function storeSufferers(
  sql: Sql,
  caseId: string,
  { incidentId, affected }: IncidentMatching,
): Promise<void> {
  const { tenantId } = sql.principal;
  await sql.query(
    "delete from concord.incident_sufferers where tenant_id = $1 and incident_id = $2 and said_by = 'COORDINATOR'",
    [tenantId, incidentId],
  );
  await sql.insert(
    IncidentSuffererEntity,
    affected.map((personId) => ({ tenantId, caseId, incidentId, personId, saidBy: 'COORDINATOR' })),
  );
}
