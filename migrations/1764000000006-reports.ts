import type { MigrationInterface, QueryRunner } from 'typeorm';
import { behindTenantWall, caseIsVisible, officerIsParty } from './tenant-table.js';

/** Agencies' records of complaints, and which of them an agency put to a case. */
export class Reports1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table concord.reports (
        tenant_id uuid not null,
        id uuid not null,
        agency_id uuid not null,
        reference text not null,
        source text not null,
        category text not null,
        occurred_on date,
        occurred_month text not null,
        reported_on date,
        recorded_on date,
        reporter_name text,
        place text not null,
        district text,
        lsoa_code text,
        longitude double precision,
        latitude double precision,
        summary text,
        hate_perceived boolean not null,
        background boolean not null generated always as (reported_on is null or reporter_name is null) stored,
        created_at timestamptz not null,
        constraint reports_pkey primary key (tenant_id, id),
        constraint reports_reference_key unique (tenant_id, agency_id, reference),
        constraint reports_agency_key unique (tenant_id, agency_id, id),
        constraint reports_agency_fkey foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id),
        constraint reports_source_check check (source in ('OFFICER', 'POLICE_UK')),
        constraint reports_month_check check (occurred_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$')
      );
      create index reports_agency_month on concord.reports (tenant_id, agency_id, occurred_month desc, id desc);
      comment on table concord.reports is
        'A complaint as one agency recorded it; it belongs to that agency. Without reporter or report date it is background.';
      comment on column concord.reports.background is
        'True where nobody can be said to have complained: volume and place only, never counted towards a threshold.';

      create table concord.report_links (
        tenant_id uuid not null,
        case_id uuid not null,
        report_id uuid not null,
        agency_id uuid not null,
        occurred_on date,
        reported_on date,
        linked_by uuid not null,
        linked_at timestamptz not null,
        constraint report_links_pkey primary key (tenant_id, case_id, report_id),
        constraint report_links_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
        constraint report_links_report_fkey
          foreign key (tenant_id, agency_id, report_id) references concord.reports (tenant_id, agency_id, id),
        constraint report_links_agency_fkey foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id)
      );
      create index report_links_report on concord.report_links (tenant_id, report_id);
      comment on table concord.report_links is
        'A report that its agency put to a case: other parties see that it exists, whose it is and its dates.';

      create table concord.incident_reports (
        tenant_id uuid not null,
        case_id uuid not null,
        incident_id uuid not null,
        report_id uuid not null,
        person_id uuid,
        constraint incident_reports_pkey primary key (tenant_id, incident_id, report_id),
        constraint incident_reports_incident_fkey
          foreign key (tenant_id, case_id, incident_id) references concord.case_incidents (tenant_id, case_id, id),
        constraint incident_reports_link_fkey
          foreign key (tenant_id, case_id, report_id) references concord.report_links (tenant_id, case_id, report_id),
        constraint incident_reports_person_fkey
          foreign key (tenant_id, case_id, person_id) references concord.case_people (tenant_id, case_id, id)
      );
      create index incident_reports_case on concord.incident_reports (tenant_id, case_id);
      comment on table concord.incident_reports is
        'A person''s judgement: this report is about that incident, and was made by that person (null: not known who).';
    `);
    for (const table of ['reports', 'report_links', 'incident_reports'])
      await runner.query(behindTenantWall(`concord.${table}`));
    await runner.query(`
      create policy agency_reads on concord.reports for select using (
        ((select concord.has_role('agency_officer')) or (select concord.has_role('operator')))
        and agency_id = (select concord.agency_id()));
      create policy coordinator_reads_linked on concord.reports for select using (
        (select concord.has_role('coordinator'))
        and id in (select l.report_id from concord.report_links l where l.tenant_id = (select concord.tenant_id())));
      create policy agency_records on concord.reports for insert with check (
        ((select concord.has_role('agency_officer')) or (select concord.has_role('operator')))
        and agency_id = (select concord.agency_id()));

      create policy parties_read on concord.report_links for select using ${caseIsVisible('case_id')};
      create policy agency_links_its_own on concord.report_links for insert with check (
        agency_id = (select concord.agency_id()) and ${officerIsParty('case_id')});

      create policy parties_read on concord.incident_reports for select using ${caseIsVisible('case_id')};
      create policy coordinator_matches on concord.incident_reports for insert
        with check ((select concord.has_role('coordinator')));
      create policy coordinator_rematches on concord.incident_reports for delete
        using ((select concord.has_role('coordinator')));

      grant select, insert on concord.reports, concord.report_links to concord_app;
      grant select, insert, delete on concord.incident_reports to concord_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
