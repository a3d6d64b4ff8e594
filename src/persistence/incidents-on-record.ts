import { Temporal } from 'temporal-polyfill';
import type { IncidentOnRecord } from '#casework/incident-facts.js';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import type { ComplaintFact, IncidentFact, Match } from '#domain/threshold/facts.js';
import { affectedOfIncident } from './affected-of-incident.js';
import type { Sql } from './transaction.js';
import { uuidArray } from './uuid-array.js';

type Reading = Pick<Sql, 'query' | 'principal'>;

// Days come as text, which sessions that read and sessions that write take for the same.
interface IncidentRow {
  case_id: string;
  id: string;
  occurred_on: string;
  agreed_on: string | null;
  hate_perceived: boolean;
  hate_recorded: boolean | null;
  match: string;
  caused_harassment: boolean | null;
  told_behaviours: string[] | null;
  agreed_behaviours: string[] | null;
  is_crime: boolean | null;
  recorded_as_hate: boolean | null;
  police_record: boolean | null;
  police_hate: boolean | null;
  police_crime: boolean | null;
  problem_id: string | null;
  place_id: string | null;
  complained_of_id: string | null;
  affected: string[] | null;
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
  household_id: string | null;
  made_on: string | null;
  recorded_on: string | null;
  formally_recorded: boolean;
  background: boolean;
}

// Reports count through a person's matching; complaints without a record count once accepted on other evidence. A
// background report names nobody, whoever it was matched to. An accepted complaint is the victim's where the person
// who made it is one, and where that person is not known, as the applicant says.
const complaintsOfCases = `
  select m.incident_id, r.id, 'report' as basis, r.id as report_id, r.agency_id, a.kind as agency_kind,
    case when not r.background then m.person_id end as person_id,
    case when not r.background then p.role = 'VICTIM' end as by_victim,
    case when not r.background then coalesce(p.household_id, m.household_id) end as household_id,
    r.reported_on::text as made_on, r.recorded_on::text as recorded_on,
    r.recorded_on is not null and not r.background as formally_recorded, r.background
  from concord.incident_reports m
  join concord.reports r on r.tenant_id = m.tenant_id and r.id = m.report_id
  join concord.agencies a on a.tenant_id = r.tenant_id and a.id = r.agency_id
  left join concord.case_people p on p.tenant_id = m.tenant_id and p.id = m.person_id
  where m.tenant_id = $1 and m.case_id = any ($2::uuid[])
  union all
  select c.incident_id, c.id, 'evidence', null, c.agency_id, a.kind,
    c.person_id, coalesce(p.role = 'VICTIM', c.made_by_victim), coalesce(p.household_id, c.household_id),
    c.made_on::text, null, false, false
  from concord.incident_complaints c
  join concord.agencies a on a.tenant_id = c.tenant_id and a.id = c.agency_id
  left join concord.case_people p on p.tenant_id = c.tenant_id and p.id = c.person_id
  where c.tenant_id = $1 and c.case_id = any ($2::uuid[]) and c.evidence_accepted
  order by 1, 2`;

// Hate is perceived by the victim or by another person: the applicant says so, or a matched record that is not background.
// What the police recorded is another question, and so is what the agencies call the behaviour.
const incidentsOfCases = `
  select i.case_id, i.id, i.occurred_on::text as occurred_on, i.agreed_on::text as agreed_on, i.hate_perceived, i.match,
    i.caused_harassment, i.agreed_behaviours, i.is_crime, i.recorded_as_hate, i.problem_id, i.place_id, i.complained_of_id,
    r.hate_recorded, r.police_record, r.police_hate, r.police_crime,
    array(select unnest(i.behaviours) union select unnest(of_report.behaviours)
      from concord.incident_reports m
      join concord.reports of_report on of_report.tenant_id = m.tenant_id and of_report.id = m.report_id
      where m.tenant_id = i.tenant_id and m.incident_id = i.id and not of_report.background
      order by 1) as told_behaviours,
    (${affectedOfIncident}) as affected
  from concord.case_incidents i
  left join lateral (
    select bool_or(r.hate_perceived or r.recorded_as_hate is true or r.category in ('HATE_INCIDENT', 'HATE_CRIME')) as hate_recorded,
      bool_or(a.kind = 'police') as police_record,
      bool_or(a.kind = 'police' and coalesce(r.recorded_as_hate, r.category in ('HATE_INCIDENT', 'HATE_CRIME'))) as police_hate,
      bool_or(a.kind = 'police' and r.category in ('HATE_CRIME', 'OTHER_CRIME')) as police_crime
    from concord.incident_reports m
    join concord.reports r on r.tenant_id = m.tenant_id and r.id = m.report_id
    join concord.agencies a on a.tenant_id = r.tenant_id and a.id = r.agency_id
    where m.tenant_id = i.tenant_id and m.incident_id = i.id and not r.background) r on true
  where i.tenant_id = $1 and i.case_id = any ($2::uuid[]) order by i.case_id, i.number`;

/** The incidents of cases by number, with their matched records. Only who leads the review sees all of them. */
export async function listIncidentsOnRecord(
  { query, principal }: Reading,
  caseIds: readonly string[],
): Promise<{ readonly caseId: string; readonly incident: IncidentOnRecord }[]> {
  const values = [principal.tenantId, uuidArray(caseIds)];
  const incidents = await query<IncidentRow>(incidentsOfCases, values);
  const complaints = new Map<string, ComplaintFact[]>();
  for (const row of await query<ComplaintRow>(complaintsOfCases, values)) {
    const own = complaints.get(row.incident_id);
    if (own) own.push(toComplaint(row));
    else complaints.set(row.incident_id, [toComplaint(row)]);
  }
  return incidents.map((row) => ({
    caseId: row.case_id,
    incident: { ...toIncident(row), complaints: complaints.get(row.id) ?? [] },
  }));
}

/** Agencies that the applicants say were told, each once for its case. */
export async function listAgenciesTold(
  { query, principal }: Reading,
  caseIds: readonly string[],
): Promise<{ readonly caseId: string; readonly agencyId: string }[]> {
  const rows = await query<{ case_id: string; agency_id: string }>(
    `select distinct case_id, agency_id from concord.incident_complaints
     where tenant_id = $1 and case_id = any ($2::uuid[]) order by 1, 2`,
    [principal.tenantId, uuidArray(caseIds)],
  );
  return rows.map((row) => ({ caseId: row.case_id, agencyId: row.agency_id }));
}

function toIncident(row: IncidentRow): Omit<IncidentOnRecord, 'complaints'> {
  return {
    id: row.id,
    occurredOn: Temporal.PlainDate.from(row.agreed_on ?? row.occurred_on),
    ...perceptionOf(row),
    dateAgreed: row.agreed_on !== null,
    match: row.match.toLowerCase() as Match,
    caused: { harassmentAlarmOrDistress: row.caused_harassment },
    ...(row.affected && { affected: row.affected }),
    ...(row.problem_id !== null && { problem: row.problem_id }),
    ...(row.place_id !== null && { place: row.place_id }),
    ...(row.complained_of_id !== null && { personComplainedOf: row.complained_of_id }),
    settled: {
      behaviours: row.agreed_behaviours,
      isCrime: row.is_crime,
      recordedAsHate: row.recorded_as_hate,
    },
    toldBehaviours: row.told_behaviours ?? [],
    police: {
      hasRecord: row.police_record === true,
      asHate: row.police_hate === true,
      asCrime: row.police_crime === true,
    },
  };
}

function perceptionOf({
  hate_perceived: said,
  hate_recorded: recorded,
}: IncidentRow): Pick<IncidentFact, 'hatePerceived' | 'hatePerceivedBy'> {
  if (!said && recorded !== true) return { hatePerceived: false };
  const inRecords = said ? 'both' : 'record';
  return { hatePerceived: true, hatePerceivedBy: recorded === true ? inRecords : 'applicant' };
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
    ...(row.household_id !== null && { householdId: row.household_id }),
    madeOn: row.made_on === null ? null : Temporal.PlainDate.from(row.made_on),
    ...(row.recorded_on !== null && { recordedOn: Temporal.PlainDate.from(row.recorded_on) }),
    formallyRecorded: row.formally_recorded,
    background: row.background,
  };
}
