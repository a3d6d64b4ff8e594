import type { MigrationInterface, QueryRunner } from 'typeorm';
import { behindTenantWall, caseIsVisible } from './tenant-table.js';

/** What people answer to the questions of a policy about a case, and how high they assess the risk to the victim. */
export class Judgements1764000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table concord.case_judgements (
        tenant_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        question text not null,
        answer boolean not null,
        why text not null,
        incident_ids uuid[],
        factors text[] not null,
        answered_by text not null,
        answered_on date not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        constraint case_judgements_pkey primary key (tenant_id, id),
        constraint case_judgements_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id)
      );
      create index case_judgements_case on concord.case_judgements (tenant_id, case_id);
      comment on table concord.case_judgements is
        'Answers of people to the questions of the policy. Of several to one question the latest holds; none is ever changed.';

      create table concord.case_risk_assessments (
        tenant_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        band text not null,
        points double precision,
        why text not null,
        assessed_by text not null,
        assessed_on date not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        constraint case_risk_assessments_pkey primary key (tenant_id, id),
        constraint case_risk_assessments_case_fkey
          foreign key (tenant_id, case_id) references concord.cases (tenant_id, id)
      );
      create index case_risk_assessments_case on concord.case_risk_assessments (tenant_id, case_id);
      comment on table concord.case_risk_assessments is
        'The risk to the victim by the policy''s own matrix. The latest holds; none is ever changed.';
    `);
    for (const table of ['case_judgements', 'case_risk_assessments'])
      await runner.query(
        behindTenantWall(`concord.${table}`) +
          `create policy parties_read on concord.${table} for select using ${caseIsVisible('case_id')};
          create policy coordinator_records on concord.${table} for insert
            with check ((select concord.has_role('coordinator')));
          grant select, insert on concord.${table} to concord_app;`,
      );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
