// cspell:ignore xact
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  behindTenantWall,
  caseIsFollowed,
  caseIsVisible,
  caseTakesRows,
  officerIsParty,
} from './tenant-table.js';

const changesCase = `((select concord.has_role('coordinator')) or (select concord.has_role('worker'))
  or ${officerIsParty('id')})`;

/** The joint record that an application opens: people, incidents complained of, agencies asked. */
export class Cases1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table concord.cases (
        tenant_id uuid not null,
        id uuid not null,
        reference text not null,
        version integer not null,
        stage text not null,
        received_at timestamptz not null,
        received_on date not null,
        policy_version_id uuid not null,
        area_team_id uuid,
        applicant_kind text not null,
        relationship text,
        dissatisfied boolean not null,
        dissatisfaction text,
        applicant_secret_hash text not null,
        opened_in xid8 not null default pg_catalog.pg_current_xact_id(),
        constraint cases_pkey primary key (tenant_id, id),
        constraint cases_reference_key unique (tenant_id, reference),
        constraint cases_policy_version_fkey
          foreign key (tenant_id, policy_version_id) references concord.policy_versions (tenant_id, id),
        constraint cases_area_team_fkey foreign key (tenant_id, area_team_id) references concord.area_teams (tenant_id, id),
        constraint cases_version_check check (version > 0),
        constraint cases_applicant_kind_check check (applicant_kind in ('VICTIM', 'THIRD_PARTY')),
        constraint cases_stage_check check (stage in (
          'RECEIVED', 'ACKNOWLEDGED', 'GATHERING', 'THRESHOLD_MET', 'THRESHOLD_NOT_MET', 'DECLINED'))
      );
      create index cases_received on concord.cases (tenant_id, received_at desc, id);
      create index cases_stage on concord.cases (tenant_id, stage, received_at desc, id);
      comment on table concord.cases is 'One application for a review and all that follows from it.';
      comment on column concord.cases.opened_in is
        'The transaction that opened the case, which nobody can choose: only within it may the applicant add to the case.';

      create table concord.case_parties (
        tenant_id uuid not null,
        case_id uuid not null,
        agency_id uuid not null,
        since timestamptz not null,
        constraint case_parties_pkey primary key (tenant_id, case_id, agency_id),
        constraint case_parties_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
        constraint case_parties_agency_fkey foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id)
      );
      create index case_parties_agency on concord.case_parties (tenant_id, agency_id, case_id);
      comment on table concord.case_parties is 'Agencies that were asked about a case and so may see it.';

      create table concord.case_people (
        tenant_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        role text not null,
        is_applicant boolean not null,
        name text not null,
        email text,
        phone text,
        address text,
        authority_kind text,
        authority_given_on date,
        constraint case_people_pkey primary key (tenant_id, id),
        constraint case_people_case_key unique (tenant_id, case_id, id),
        constraint case_people_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
        constraint case_people_role_check check (role in ('VICTIM', 'THIRD_PARTY', 'COMPLAINANT')),
        constraint case_people_authority_check check (authority_kind in ('WRITTEN', 'SPOKEN', 'LEGAL'))
      );
      comment on table concord.case_people is
        'Victims, a third party who applies for them with recorded authority, and others who complained.';

      create table concord.case_incidents (
        tenant_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        number integer not null,
        occurred_on date not null,
        place text not null,
        description text not null,
        hate_perceived boolean not null,
        match text not null,
        agreed_on date,
        caused_harassment boolean,
        match_note text,
        matched_by uuid,
        matched_at timestamptz,
        constraint case_incidents_pkey primary key (tenant_id, id),
        constraint case_incidents_case_key unique (tenant_id, case_id, id),
        constraint case_incidents_number_key unique (tenant_id, case_id, number),
        constraint case_incidents_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
        constraint case_incidents_match_check check (match in (
          'UNMATCHED', 'CONFIRMED', 'NOT_FOUND', 'DIFFERS', 'OTHER_EVIDENCE'))
      );
      comment on table concord.case_incidents is
        'Incidents as the applicant named them, and how a person matched each to the agencies'' records.';

      create table concord.incident_complaints (
        tenant_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        incident_id uuid not null,
        agency_id uuid not null,
        made_on date not null,
        made_by_victim boolean not null,
        reference text,
        evidence_accepted boolean not null default false,
        person_id uuid,
        constraint incident_complaints_pkey primary key (tenant_id, id),
        constraint incident_complaints_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
        constraint incident_complaints_incident_fkey
          foreign key (tenant_id, case_id, incident_id) references concord.case_incidents (tenant_id, case_id, id),
        constraint incident_complaints_person_fkey
          foreign key (tenant_id, case_id, person_id) references concord.case_people (tenant_id, case_id, id),
        constraint incident_complaints_agency_fkey
          foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id)
      );
      create index incident_complaints_incident on concord.incident_complaints (tenant_id, incident_id);
      create index incident_complaints_case on concord.incident_complaints (tenant_id, case_id);
      comment on table concord.incident_complaints is 'To whom and when the applicant says an incident was reported.';

      create table concord.information_requests (
        tenant_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        agency_id uuid not null,
        status text not null,
        requested_at timestamptz not null,
        requested_by uuid not null,
        due_on date,
        holds text,
        actions_taken text,
        answered_at timestamptz,
        answered_by uuid,
        constraint information_requests_pkey primary key (tenant_id, id),
        constraint information_requests_agency_key unique (tenant_id, case_id, agency_id),
        constraint information_requests_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
        constraint information_requests_agency_fkey
          foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id),
        constraint information_requests_status_check check (status in ('OPEN', 'ANSWERED')),
        constraint information_requests_holds_check check (holds in ('RECORDS', 'NOTHING')),
        constraint information_requests_answered_check check ((status = 'ANSWERED') = (answered_at is not null and holds is not null))
      );
      comment on table concord.information_requests is
        'What the coordinator asked each agency, and its answer. An open request is "cannot tell yet", never zero.';
    `);
    for (const table of [
      'cases',
      'case_parties',
      'case_people',
      'case_incidents',
      'incident_complaints',
      'information_requests',
    ])
      await runner.query(behindTenantWall(`concord.${table}`));
    await runner.query(`
      create policy parties_read on concord.cases for select using ${caseIsVisible('id')};
      create policy worker_reads on concord.cases for select using ((select concord.has_role('worker')));
      create policy applicant_follows on concord.cases for select using ${caseIsFollowed('id')};
      create policy visitor_sees_own_opening on concord.cases for select using (
        (select concord.has_role('public')) and opened_in = (select pg_catalog.pg_current_xact_id_if_assigned()));
      create policy opened_by_application on concord.cases for insert with check (
        ((select concord.has_role('public')) or (select concord.has_role('coordinator')))
        and version = 1 and stage = 'RECEIVED');
      create policy coordinator_worker_or_party_changes on concord.cases for update
        using ${changesCase} with check ${changesCase};

      create policy own_or_all_read on concord.case_parties for select using (
        (select concord.sees_every_case()) or (select concord.has_role('worker'))
        or ((select concord.has_role('agency_officer')) and agency_id = (select concord.agency_id())));
      create policy coordinator_adds on concord.case_parties for insert with check ((select concord.has_role('coordinator')));

      create policy own_or_all_read on concord.information_requests for select using (
        (select concord.sees_every_case())
        or ((select concord.has_role('agency_officer')) and agency_id = (select concord.agency_id())));
      create policy coordinator_asks on concord.information_requests for insert
        with check ((select concord.has_role('coordinator')));
      create policy agency_answers_once on concord.information_requests for update
        using ((select concord.has_role('agency_officer')) and agency_id = (select concord.agency_id()) and status = 'OPEN')
        with check ((select concord.has_role('agency_officer')) and agency_id = (select concord.agency_id())
          and status = 'ANSWERED');

      create function concord.list_case_parties(wanted uuid) returns table (agency_id uuid)
        language sql stable security definer set search_path = '' as $$
        select p.agency_id from concord.case_parties p
        where p.tenant_id = (select concord.tenant_id()) and p.case_id = wanted
          and ((select concord.sees_every_case()) or (select concord.has_role('worker'))
            or (select concord.has_role('agency_officer')) and exists (
            select 1 from concord.case_parties own
            where own.tenant_id = (select concord.tenant_id()) and own.case_id = wanted
              and own.agency_id = (select concord.agency_id())))
        order by p.agency_id $$;
      comment on function concord.list_case_parties(uuid) is
        'Every party of a case that the caller may see. Row-level security alone shows an agency only itself.';
      grant execute on function concord.list_case_parties(uuid) to concord_app, concord_worker;

      grant select on concord.cases to concord_app, concord_worker;
      grant insert (tenant_id, id, reference, version, stage, received_at, received_on, policy_version_id, area_team_id,
        applicant_kind, relationship, dissatisfied, dissatisfaction, applicant_secret_hash) on concord.cases to concord_app;
      grant update (version, stage) on concord.cases to concord_app, concord_worker;
      grant select, insert on concord.case_parties, concord.case_people, concord.incident_complaints,
        concord.information_requests, concord.case_incidents to concord_app;
      grant select on concord.case_parties to concord_worker;
      grant update (status, holds, actions_taken, answered_at, answered_by) on concord.information_requests to concord_app;
      grant update (match, agreed_on, caused_harassment, match_note, matched_by, matched_at) on concord.case_incidents to concord_app;
      grant update (evidence_accepted, person_id) on concord.incident_complaints to concord_app;
    `);
    for (const table of ['case_people', 'case_incidents', 'incident_complaints'])
      await runner.query(`
        create policy parties_read on concord.${table} for select using ${caseIsVisible('case_id')};
        create policy named_by_application on concord.${table} for insert with check ${caseTakesRows};
        create policy coordinator_changes on concord.${table} for update
          using ((select concord.has_role('coordinator'))) with check ((select concord.has_role('coordinator')));
      `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
