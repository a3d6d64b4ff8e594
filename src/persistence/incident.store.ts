import type {
  IncidentMatching,
  IncidentRecord,
  IncidentStore,
  NewComplaint,
  NewIncident,
} from '#casework/case-ports.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import type { ComplaintFact, IncidentFact, Match } from '#domain/threshold/facts.js';
import { CaseIncidentEntity, IncidentComplaintEntity, IncidentReportEntity } from './incident.entity.js';
import type { Sql } from './transaction.js';

/** Incidents complained of, their matching, and the facts that the rules read. */
export function incidentStore(sql: Sql): IncidentStore {
  const { tenantId } = sql.principal;
  return {
    async add(caseId, incidents: readonly NewIncident[], complaints: readonly NewComplaint[]) {
      await sql.insert(
        CaseIncidentEntity,
        incidents.map((row) => ({ ...row, tenantId, caseId, match: 'UNMATCHED' })),
      );
      await sql.insert(
        IncidentComplaintEntity,
        complaints.map((row) => ({ ...row, tenantId, caseId, evidenceAccepted: false })),
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

    listFacts: (caseId) => listFacts(sql, caseId),

    async listAgenciesTold(caseId) {
      const rows = await sql.query<{ agency_id: string }>(
        'select distinct agency_id from concord.incident_complaints where tenant_id = $1 and case_id = $2 order by 1',
        [tenantId, caseId],
      );
      return rows.map((row) => row.agency_id);
    },
  };
}

async function storeMatching(sql: Sql, caseId: string, matching: IncidentMatching): Promise<void> {
  const { tenantId } = sql.principal;
  const { incidentId } = matching;
  await sql.query(
    `update concord.case_incidents set match = $3, agreed_on = $4::date, caused_harassment = $5, match_note = $6,
       matched_by = $7, matched_at = $8::timestamptz
     where tenant_id = $1 and id = $2`,
    [
      tenantId,
      incidentId,
      matching.match,
      matching.agreedOn?.toString() ?? null,
      matching.causedHarassment,
      matching.note,
      matching.matchedBy,
      matching.matchedAt.toString(),
    ],
  );
  await sql.query('delete from concord.incident_reports where tenant_id = $1 and incident_id = $2', [
    tenantId,
    incidentId,
  ]);
  await sql.insert(
    IncidentReportEntity,
    matching.reports.map((row) => ({ ...row, tenantId, caseId, incidentId })),
  );
  await sql.query(
    `update concord.incident_complaints c
     set evidence_accepted = (a.id is not null), person_id = a.person_id
     from concord.incident_complaints own
     left join unnest($3::uuid[], $4::uuid[]) as a (id, person_id) on a.id = own.id
     where c.tenant_id = $1 and c.incident_id = $2 and own.tenant_id = c.tenant_id and own.id = c.id`,
    [
      tenantId,
      incidentId,
      matching.acceptedComplaints.map((each) => each.complaintId),
      matching.acceptedComplaints.map((each) => each.personId),
    ],
  );
}

interface IncidentRow {
  id: string;
  occurred_on: LocalDate;
  agreed_on: LocalDate | null;
  hate_perceived: boolean;
  hate_recorded: boolean;
  match: string;
  caused_harassment: boolean | null;
}

interface ComplaintRow {
  incident_id: string;
  id: string;
  basis: 'report' | 'evidence';
  report_id: string | null;
  agency_id: string;
  agency_kind: AgencyKind;
  person_id: string | null;
  by_victim: boolean | null;
  made_on: LocalDate | null;
  formally_recorded: boolean;
  background: boolean;
}

// Reports count through a person's matching; complaints without a record count once accepted on other evidence. A
// background report names nobody, whoever it was matched to. An accepted complaint is the victim's where the person
// who made it is one, and where that person is not known, as the applicant says.
const complaintsOfCase = `
  select m.incident_id, r.id, 'report' as basis, r.id as report_id, r.agency_id, a.kind as agency_kind,
    case when not r.background then m.person_id end as person_id,
    case when not r.background then p.role = 'VICTIM' end as by_victim, r.reported_on as made_on,
    r.recorded_on is not null and not r.background as formally_recorded, r.background
  from concord.incident_reports m
  join concord.reports r on r.tenant_id = m.tenant_id and r.id = m.report_id
  join concord.agencies a on a.tenant_id = r.tenant_id and a.id = r.agency_id
  left join concord.case_people p on p.tenant_id = m.tenant_id and p.id = m.person_id
  where m.tenant_id = $1 and m.case_id = $2
  union all
  select c.incident_id, c.id, 'evidence', null, c.agency_id, a.kind,
    c.person_id, coalesce(p.role = 'VICTIM', c.made_by_victim), c.made_on, false, false
  from concord.incident_complaints c
  join concord.agencies a on a.tenant_id = c.tenant_id and a.id = c.agency_id
  left join concord.case_people p on p.tenant_id = c.tenant_id and p.id = c.person_id
  where c.tenant_id = $1 and c.case_id = $2 and c.evidence_accepted
  order by 1, 2`;

// Hate is perceived by the victim or by another person: the applicant says so, or a matched record that is not background.
const incidentsOfCase = `
  select i.id, i.occurred_on, i.agreed_on, i.hate_perceived, i.match, i.caused_harassment, exists (
    select 1 from concord.incident_reports m
    join concord.reports r on r.tenant_id = m.tenant_id and r.id = m.report_id
    where m.tenant_id = i.tenant_id and m.incident_id = i.id and not r.background
      and (r.hate_perceived or r.category in ('HATE_INCIDENT', 'HATE_CRIME'))) as hate_recorded
  from concord.case_incidents i where i.tenant_id = $1 and i.case_id = $2 order by i.number`;

async function listFacts(sql: Sql, caseId: string): Promise<IncidentFact[]> {
  const { tenantId } = sql.principal;
  const incidents = await sql.query<IncidentRow>(incidentsOfCase, [tenantId, caseId]);
  const complaints = await sql.query<ComplaintRow>(complaintsOfCase, [tenantId, caseId]);
  return incidents.map((row) => ({
    id: row.id,
    occurredOn: row.agreed_on ?? row.occurred_on,
    ...perceptionOf(row),
    dateAgreed: row.agreed_on !== null,
    match: row.match.toLowerCase() as Match,
    caused: { harassmentAlarmOrDistress: row.caused_harassment },
    complaints: complaints.filter((complaint) => complaint.incident_id === row.id).map(toComplaint),
  }));
}

function perceptionOf({
  hate_perceived: said,
  hate_recorded: recorded,
}: IncidentRow): Pick<IncidentFact, 'hatePerceived' | 'hatePerceivedBy'> {
  if (!said && !recorded) return { hatePerceived: false };
  return { hatePerceived: true, hatePerceivedBy: said && recorded ? 'both' : said ? 'applicant' : 'record' };
}

function toComplaint(row: ComplaintRow): ComplaintFact {
  return {
    id: row.id,
    basis: row.basis,
    ...(row.report_id !== null && { reportId: row.report_id }),
    agencyId: row.agency_id,
    agencyKind: row.agency_kind,
    personId: row.person_id,
    byVictim: row.by_victim,
    madeOn: row.made_on,
    formallyRecorded: row.formally_recorded,
    background: row.background,
  };
}
