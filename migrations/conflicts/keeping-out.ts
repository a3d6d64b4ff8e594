// cspell:ignore xact
import { caseIsReadable, may } from '../permitted.js';

const tenant = '(select concord.tenant_id())';

/** Holds unless the viewer declared a conflict in the case that `column` names. */
export const isOpen = (column: string) =>
  `(${column} <> all ((select concord.cases_closed_to_me())::uuid[]))`;

/**
 * Whose roles open no case, and who applied, follows their own by its reference and secret. Whoever else has a conflict
 * gains nothing by a secret.
 */
const isFollowed = (column: string) => `(${column} = (select concord.applicant_case_id())
  and not (select concord.sees_every_case()) and not ${may('cases.read_asked')})`;

const ofCases = [
  'case_parties',
  'case_people',
  'case_labels',
  'case_incidents',
  'incident_complaints',
  'incident_sufferers',
  'incident_reports',
  'report_links',
  'record_grants',
  'report_readers',
  'information_requests',
  'case_pauses',
  'decision_proposals',
  'case_judgements',
  'case_risk_assessments',
  'events',
];

/** Restrictive, so that no permissive policy opens it again; the owner's functions look themselves. */
const wall = (table: string, condition: string) => `
  create policy conflict_wall on concord.${table} as restrictive for all to concord_app
    using ${condition} with check ${condition};`;

const walls = [
  wall('cases', `(${isOpen('id')} or ${isFollowed('id')})`),
  ...['clocks', 'decisions'].map((table) =>
    wall(table, `(${isOpen('case_id')} or ${isFollowed('case_id')})`),
  ),
  ...ofCases.map((table) => wall(table, isOpen('case_id'))),
  wall(
    'reports',
    `(agency_id is not distinct from (select concord.agency_id())
      or id <> all ((select concord.reports_closed_to_me())::uuid[]))`,
  ),
].join('\n');

const closed = `
  create function concord.cases_closed_to_me() returns uuid[]
    language sql stable security definer set search_path = '' as $$
    select coalesce(pg_catalog.array_agg(x.case_id), '{}') from concord.case_conflicts x
    where x.tenant_id = concord.tenant_id() and x.user_id = concord.user_id() and x.lifted_at is null
      and x.declared_in is distinct from pg_catalog.pg_current_xact_id_if_assigned() $$;
  comment on function concord.cases_closed_to_me() is
    'Cases in which the viewer has a conflict that nobody has lifted.';

  create function concord.reports_closed_to_me() returns uuid[]
    language sql stable security definer set search_path = '' as $$
    select coalesce(pg_catalog.array_agg(l.report_id), '{}') from concord.report_links l
    where l.tenant_id = concord.tenant_id() and l.case_id = any ((select concord.cases_closed_to_me())::uuid[])
      and not exists (
        select from concord.report_links other
        where other.tenant_id = l.tenant_id and other.report_id = l.report_id
          and ${isOpen('other.case_id')}) $$;
  comment on function concord.reports_closed_to_me() is
    'Reports that were put to no other case than those in which the viewer has a conflict.';
  grant execute on function concord.cases_closed_to_me(), concord.reports_closed_to_me() to concord_app;
`;

const everyCase = '(select concord.sees_every_case())';
const worker = "(select concord.has_role('worker'))";

/** The owner's functions that speak of one case, as they were, and of none that is closed to the viewer. */
const functions = `
  create or replace function concord.list_case_parties(wanted uuid) returns table (agency_id uuid)
    language sql stable security definer set search_path = '' as $$
    select p.agency_id from concord.case_parties p
    where p.tenant_id = ${tenant} and p.case_id = wanted
      and (${worker} or (${caseIsReadable('wanted')} and ${isOpen('wanted')}))
    order by p.agency_id $$;

  create or replace function concord.has_open_requests(wanted uuid) returns boolean
    language sql stable security definer set search_path = '' as $$
    select exists (
      select from concord.information_requests r
      where r.tenant_id = ${tenant} and r.case_id = wanted and r.status = 'OPEN')
      and ${caseIsReadable('wanted')} and ${isOpen('wanted')} $$;

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
    where e.tenant_id = ${tenant} and e.case_id = wanted and ${caseIsReadable('wanted')} and ${isOpen('wanted')}
    order by e.position $$;

  create or replace function concord.may_see_accesses(wanted uuid) returns boolean
    language sql stable security definer set search_path = '' as $$
    select ${may('audit.read')}
      or (${may('cases.read_accesses')} and ${everyCase} and ${isOpen('wanted')}) and exists (
        select from concord.cases c where c.tenant_id = ${tenant} and c.id = wanted)
      or ${may('reports.read_accesses')} and exists (
        select from concord.reports r where r.tenant_id = ${tenant} and r.id = wanted
          and r.agency_id = (select concord.agency_id())) $$;
`;

/** Whoever has a conflict in a case sees, changes and is told nothing of it. */
export const keepingOut = closed + walls + functions;
