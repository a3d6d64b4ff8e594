// cspell:ignore xact
import { caseIsReadable, isParty, may, mayForAgency } from '../permitted.js';

const worker = "(select concord.has_role('worker'))";
const operator = "(select concord.has_role('operator'))";
const visitor = "(select concord.has_role('public'))";
const everyCase = '(select concord.sees_every_case())';
const changesEvery = '(select concord.changes_every_case())';

/** New rows of a case: of a visitor only in the very transaction that opened it. */
const rowsBy = (allowed: string) => `(
  ${allowed} or (${visitor} and exists (
    select 1 from concord.cases opened
    where opened.tenant_id = (select concord.tenant_id()) and opened.id = case_id
      and opened.opened_in = (select pg_catalog.pg_current_xact_id_if_assigned()))))`;

/** Moves a case on for its agency: with an answer, or with a report. */
const agencyWorks = (column: string) =>
  `((${may('requests.answer')} or ${may('reports.link')}) and ${isParty(column)})`;
const changesCase = `(${changesEvery} or ${worker} or ${agencyWorks('id')})`;
const answers = `(${may('requests.answer')} and ${isParty('case_id')})`;

const namesAnswer = (column: string) =>
  `${column} ~ '(^|,)(information_answered|all_information_received)(,|$)'`;
const stopsByAnswer = `(${namesAnswer('ends_with')} or ${namesAnswer('taken_away_by')})`;

const readByParties = [
  'case_people',
  'case_incidents',
  'incident_complaints',
  'incident_sufferers',
  'incident_reports',
  'report_links',
  'clocks',
  'decision_proposals',
  'decisions',
  'case_judgements',
  'case_risk_assessments',
  'case_pauses',
];
const namedByApplication = [
  'case_people',
  'case_incidents',
  'incident_complaints',
  'incident_sufferers',
  'case_labels',
];
const changedByLead = ['case_people', 'case_incidents', 'incident_complaints'];
const recordedByLead = ['case_judgements', 'case_risk_assessments'];

const lead = may('cases.lead');
const decide = may('cases.decide');

const onEach = (tables: readonly string[], change: (table: string) => string) =>
  tables.map((table) => `${change(`concord.${table}`)};`).join('\n');

/** Who reads and changes cases and what belongs to them. */
export const casePolicies = `
  ${onEach(readByParties, (table) => `alter policy parties_read on ${table} using ${caseIsReadable('case_id')}`)}
  ${onEach(namedByApplication, (table) => `alter policy named_by_application on ${table} with check ${rowsBy(lead)}`)}
  ${onEach(changedByLead, (table) => `alter policy coordinator_changes on ${table} using (${lead}) with check (${lead})`)}
  ${onEach(recordedByLead, (table) => `alter policy coordinator_records on ${table} with check (${lead})`)}

  alter policy parties_read on concord.cases using ${caseIsReadable('id')};
  alter policy opened_by_application on concord.cases
    with check ((${visitor} or ${lead}) and version = 1 and stage = 'RECEIVED');
  alter policy coordinator_worker_or_party_changes on concord.cases using ${changesCase} with check ${changesCase};
  alter policy own_or_all_read on concord.case_parties
    using (${everyCase} or ${worker} or ${mayForAgency('cases.read_asked')});
  alter policy coordinator_adds on concord.case_parties with check (${may('requests.ask')});
  alter policy leads_read on concord.case_labels
    using (${may('cases.read_in_full')} and ${caseIsReadable('case_id')});
  alter policy coordinator_rematches on concord.incident_sufferers using (${lead});
  alter policy coordinator_matches on concord.incident_reports with check (${lead});
  alter policy coordinator_rematches on concord.incident_reports using (${lead});

  alter policy own_or_all_read on concord.information_requests
    using (${everyCase} or ${mayForAgency('cases.read_asked')});
  alter policy coordinator_asks on concord.information_requests with check (${may('requests.ask')});
  alter policy agency_answers_once on concord.information_requests
    using (${mayForAgency('requests.answer')} and status = 'OPEN')
    with check (${mayForAgency('requests.answer')} and status = 'ANSWERED');

  alter policy started_with_case on concord.clocks with check ${rowsBy(changesEvery)};
  alter policy coordinator_or_worker_changes on concord.clocks
    using (${changesEvery} or ${worker}) with check (${changesEvery} or ${worker});
  alter policy answer_starts on concord.clocks
    with check (${answers} and begun_by in ('information_answered', 'all_information_received'));
  alter policy answer_stops on concord.clocks
    using (${answers} and stopped_at is null and ${stopsByAnswer})
    with check (${answers} and stopped_at is not null and ${stopsByAnswer});
  alter policy coordinator_pauses on concord.case_pauses with check (${lead});
  alter policy coordinator_resumes on concord.case_pauses
    using (${lead} and through_on is null) with check (${lead});
  alter policy coordinator_proposes on concord.decision_proposals with check (${decide});
  alter policy coordinator_decides on concord.decisions with check (${decide});

  alter policy agency_reads on concord.reports
    using ((${may('reports.read_own')} or ${operator}) and agency_id = (select concord.agency_id()));
  alter policy coordinator_reads_linked on concord.reports using (${may('reports.read_linked')} and linked);
  alter policy agency_records on concord.reports
    with check ((${may('reports.record')} or ${operator}) and agency_id = (select concord.agency_id()) and not linked);
  alter policy agency_links_its_own on concord.report_links
    with check (${mayForAgency('reports.link')} and ${isParty('case_id')});

  alter policy followers_read on concord.events using (
    ${everyCase} or ${worker} or (select concord.has_role('relay'))
    or (${may('cases.read_asked')} and (select concord.agency_id()) = any (agency_ids)));
`;

/** What the definer functions ask before they speak of a case. */
export const caseFunctions = `
  create or replace function concord.sees_every_case() returns boolean
    language sql stable parallel safe set search_path = '' as $$ select concord.may('cases.read_all') $$;
  comment on function concord.sees_every_case() is 'Whether the member''s roles open every case of the partnership.';

  create function concord.changes_every_case() returns boolean
    language sql stable parallel safe set search_path = '' as $$
    select concord.may('cases.lead') or concord.may('cases.decide') or concord.may('requests.ask') $$;
  comment on function concord.changes_every_case() is
    'Whether the member''s roles allow anything that moves a case on, whichever case it is.';
  grant execute on function concord.changes_every_case() to concord_app, concord_worker;

  create or replace function concord.list_case_parties(wanted uuid) returns table (agency_id uuid)
    language sql stable security definer set search_path = '' as $$
    select p.agency_id from concord.case_parties p
    where p.tenant_id = (select concord.tenant_id()) and p.case_id = wanted
      and (${everyCase} or ${worker}
        or ${may('cases.read_asked')} and exists (
        select 1 from concord.case_parties own
        where own.tenant_id = (select concord.tenant_id()) and own.case_id = wanted
          and own.agency_id = (select concord.agency_id())))
    order by p.agency_id $$;

  create or replace function concord.has_open_requests(wanted uuid) returns boolean
    language sql stable security definer set search_path = '' as $$
    select exists (
      select from concord.information_requests r
      where r.tenant_id = (select concord.tenant_id()) and r.case_id = wanted and r.status = 'OPEN')
      and ${caseIsReadable('wanted')} $$;

  create or replace function concord.may_append_events(entries jsonb) returns boolean
    language sql stable security definer set search_path = '' as $$
    select coalesce(pg_catalog.bool_and(
      (e.entry ->> 'caseId') is not null and (
        ${changesEvery} or ${worker}
        or (${may('requests.answer')} or ${may('reports.link')}) and exists (
          select 1 from concord.case_parties p
          where p.tenant_id = (select concord.tenant_id()) and p.case_id = (e.entry ->> 'caseId')::uuid
            and p.agency_id = (select concord.agency_id()))
        or ${visitor} and e.entry ->> 'type' = 'APPLICATION_RECEIVED' and exists (
          select 1 from concord.cases c
          where c.tenant_id = (select concord.tenant_id()) and c.id = (e.entry ->> 'caseId')::uuid
            and c.opened_in = (select pg_catalog.pg_current_xact_id_if_assigned())))), false)
    from pg_catalog.jsonb_array_elements(entries) as e (entry) $$;
  comment on function concord.may_append_events(jsonb) is
    'Who may move every case on and the worker tell of every case, who may do so for an agency of cases that it is party to, a visitor only that the case which this transaction opened was received.';
`;

/** The moments of a case, for its timescales; with those of events from before moments were kept. */
export const caseMoments = `
  create or replace function concord.moments_of_case(wanted uuid) returns table (moment text, at timestamptz)
    language sql stable security definer set search_path = '' as $$
    select m.moment, e.at
    from concord.events e
    cross join lateral pg_catalog.jsonb_array_elements_text(
      coalesce(e.body -> 'moments', case e.type
        when 'APPLICATION_RECEIVED' then '["application_received", "application_completed"]'::jsonb
        when 'APPLICATION_ACKNOWLEDGED' then '["acknowledged"]'
        when 'INFORMATION_REQUESTED' then '["information_requested", "passed_to_agencies"]'
        when 'INFORMATION_ANSWERED' then '["information_answered"]'
        when 'THRESHOLD_DECIDED' then case e.body ->> 'outcome'
          when 'MET' then '["threshold_met"]'::jsonb
          when 'NOT_MET' then '["threshold_not_met"]'
          when 'DECLINED' then '["declined"]'
        end
      end, '[]')) as m (moment)
    where e.tenant_id = (select concord.tenant_id()) and e.case_id = wanted and ${caseIsReadable('wanted')}
    order by e.position $$;
`;
