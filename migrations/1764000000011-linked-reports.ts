import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a report was put to any case stands in its own row. Looked up for each report of a page, the coordinator's right
 * to read it cost more than reading it.
 */
export class LinkedReports1764000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table concord.reports add column linked boolean not null default false;
      comment on column concord.reports.linked is
        'True once the report was put to a case: from then on the coordinator may read it. Kept by a trigger on report_links.';

      -- Of every partnership at once, which no session may see.
      alter table concord.reports no force row level security;
      alter table concord.report_links no force row level security;
      update concord.reports r set linked = true
        where exists (select from concord.report_links l where l.tenant_id = r.tenant_id and l.report_id = r.id);
      alter table concord.reports force row level security;
      alter table concord.report_links force row level security;

      create function concord.mark_linked_reports() returns trigger
        language plpgsql security definer set search_path = '' as $$
      declare
        before text := coalesce(pg_catalog.current_setting('concord.tenant_id', true), '');
        tenant uuid;
      begin
        -- Whoever writes for several partnerships at once, such as a restore, has none set.
        for tenant in select distinct added.tenant_id from added loop
          perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
          update concord.reports r set linked = true from added
            where r.tenant_id = tenant and added.tenant_id = tenant and r.id = added.report_id and not r.linked;
        end loop;
        perform pg_catalog.set_config('concord.tenant_id', before, true);
        return null;
      end $$;
      comment on function concord.mark_linked_reports() is 'Marks the reports of new links.';
      create trigger marks_reports after insert on concord.report_links
        referencing new table as added for each statement execute function concord.mark_linked_reports();

      alter policy coordinator_reads_linked on concord.reports
        using ((select concord.has_role('coordinator')) and linked);
      -- A new report is put to no case yet.
      alter policy agency_records on concord.reports
        with check (((select concord.has_role('agency_officer')) or (select concord.has_role('operator')))
          and agency_id = (select concord.agency_id()) and not linked);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
