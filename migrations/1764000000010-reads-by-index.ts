import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reads whose cost grew with the partnership. Pages of cases and reports have an index in exactly their order, so that a
 * page far down starts where it begins.
 *
 * A coordinator's right to read a linked report is looked up report by report in an index. Written as `id in (select …)`
 * it gathered every link of the partnership for each statement, so that a page of reports grew with the partnership.
 */
export class ReadsByIndex1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter policy coordinator_reads_linked on concord.reports
        using ((select concord.has_role('coordinator')) and exists (
          select from concord.report_links l where l.tenant_id = reports.tenant_id and l.report_id = reports.id));

      create index cases_newest on concord.cases (tenant_id, received_at desc, id desc);
      drop index concord.cases_received;
      create index cases_newest_of_stage on concord.cases (tenant_id, stage, received_at desc, id desc);
      drop index concord.cases_stage;
      create index reports_newest on concord.reports (tenant_id, occurred_month desc, id desc);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
