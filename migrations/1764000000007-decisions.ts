import type { MigrationInterface, QueryRunner } from 'typeorm';
import { behindTenantWall, caseIsFollowed, caseIsVisible, caseTakesRows } from './tenant-table.js';

/** Running timescales, what the rules found, and what a person decided. */
export class Decisions1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table concord.clocks (
        tenant_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        step text not null,
        ends_with text not null,
        anchor text not null,
        anchored_on date not null,
        due_on date not null,
        due_at timestamptz not null,
        arithmetic text not null,
        extendable boolean not null,
        extension_reason text,
        stopped_at timestamptz,
        fell_due_at timestamptz,
        constraint clocks_pkey primary key (tenant_id, id),
        constraint clocks_step_key unique (tenant_id, case_id, step),
        constraint clocks_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id)
      );
      comment on table concord.clocks is
        'Running timescales of a case with their arithmetic. fell_due_at: when the worker marked it as due while it still ran.';

      create table concord.decision_proposals (
        tenant_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        case_version integer not null,
        policy_version_id uuid not null,
        verdict text not null,
        facts jsonb not null,
        finding jsonb not null,
        proposed_by uuid not null,
        proposed_at timestamptz not null,
        constraint decision_proposals_pkey primary key (tenant_id, id),
        constraint decision_proposals_case_key unique (tenant_id, case_id, id),
        constraint decision_proposals_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
        constraint decision_proposals_policy_version_fkey
          foreign key (tenant_id, policy_version_id) references concord.policy_versions (tenant_id, id),
        constraint decision_proposals_verdict_check check (verdict in ('MET', 'NOT_MET', 'CANNOT_TELL_YET'))
      );
      create index decision_proposals_case on concord.decision_proposals (tenant_id, case_id, proposed_at desc);
      comment on table concord.decision_proposals is
        'What the rules found, with the facts as evaluated, so that it can be replayed.';

      create table concord.decisions (
        tenant_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        proposal_id uuid,
        outcome text not null,
        decline_ground text,
        reason text not null,
        departs_from_rules boolean not null,
        decided_by uuid not null,
        decided_at timestamptz not null,
        constraint decisions_pkey primary key (tenant_id, id),
        constraint decisions_case_key unique (tenant_id, case_id),
        constraint decisions_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
        constraint decisions_proposal_fkey
          foreign key (tenant_id, case_id, proposal_id) references concord.decision_proposals (tenant_id, case_id, id),
        constraint decisions_outcome_check check (outcome in ('MET', 'NOT_MET', 'DECLINED')),
        constraint decisions_ground_check check ((outcome = 'DECLINED') = (decline_ground is not null)),
        constraint decisions_proposal_check check (outcome = 'DECLINED' or proposal_id is not null)
      );
      comment on table concord.decisions is 'Met, not met and declined are three different outcomes.';
    `);
    for (const table of ['clocks', 'decision_proposals', 'decisions'])
      await runner.query(
        behindTenantWall(`concord.${table}`) +
          `create policy parties_read on concord.${table} for select using ${caseIsVisible('case_id')};`,
      );
    await runner.query(`
      create function concord.enter_application(wanted text, secret_hash text) returns uuid
        language plpgsql volatile security definer set search_path = '' as $$
      declare found_id uuid := (
        select c.id from concord.cases c
        where c.tenant_id = (select concord.tenant_id()) and c.reference = wanted
          and c.applicant_secret_hash = secret_hash);
      begin
        perform pg_catalog.set_config('concord.applicant_case_id', coalesce(found_id::text, ''), true);
        return found_id;
      end $$;
      comment on function concord.enter_application(text, text) is
        'Lets the rest of this transaction follow one case, when reference and secret belong together; null otherwise.';
      grant execute on function concord.enter_application(text, text) to concord_app;

      create policy worker_reads on concord.clocks for select using ((select concord.has_role('worker')));
      create policy applicant_follows on concord.clocks for select using ${caseIsFollowed('case_id')};
      create policy applicant_follows on concord.decisions for select using ${caseIsFollowed('case_id')};

      create policy started_with_case on concord.clocks for insert with check ${caseTakesRows};
      create policy coordinator_or_worker_changes on concord.clocks for update
        using ((select concord.has_role('coordinator')) or (select concord.has_role('worker')))
        with check ((select concord.has_role('coordinator')) or (select concord.has_role('worker')));
      create policy coordinator_proposes on concord.decision_proposals for insert
        with check ((select concord.has_role('coordinator')));
      create policy coordinator_decides on concord.decisions for insert
        with check ((select concord.has_role('coordinator')));

      grant select, insert on concord.clocks, concord.decision_proposals, concord.decisions to concord_app;
      grant select on concord.clocks to concord_worker;
      grant update (due_on, due_at, arithmetic, extension_reason, stopped_at, fell_due_at)
        on concord.clocks to concord_app, concord_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
