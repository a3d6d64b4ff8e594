import type { MigrationInterface, QueryRunner } from 'typeorm';
import { behindTenantWall } from './tenant-table.js';

/** Proposed versions of a partnership's rules, and who approved them. */
export class PolicyProposals1764000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table concord.policy_proposals (
        tenant_id uuid not null,
        id uuid not null,
        digest text not null,
        document jsonb not null,
        in_force_from date,
        proposed_at timestamptz not null,
        proposed_by text not null,
        difference jsonb not null,
        lint_findings jsonb not null,
        ended_as text,
        ended_at timestamptz,
        ended_by uuid,
        ended_by_name text,
        ended_reason text,
        constraint policy_proposals_pkey primary key (tenant_id, id),
        constraint policy_proposals_ended_as_check check (ended_as in ('ADOPTED', 'REJECTED', 'REPLACED')),
        constraint policy_proposals_ended_check check ((ended_as is null) = (ended_at is null)),
        constraint policy_proposals_reason_check check ((ended_as = 'REJECTED') <= (ended_reason is not null))
      );
      create index policy_proposals_proposed on concord.policy_proposals (tenant_id, proposed_at desc, id desc);
      comment on table concord.policy_proposals is
        'A version of a partnership''s rules that waits for two people to approve it, and how that ended. What is proposed never changes.';
      comment on column concord.policy_proposals.difference is 'Against the version that it was proposed to follow or to replace.';

      create table concord.policy_approvals (
        tenant_id uuid not null,
        proposal_id uuid not null,
        user_id uuid not null,
        membership_id uuid not null,
        approver_name text not null,
        digest text not null,
        approved_at timestamptz not null,
        constraint policy_approvals_pkey primary key (tenant_id, proposal_id, user_id),
        constraint policy_approvals_proposal_fkey
          foreign key (tenant_id, proposal_id) references concord.policy_proposals (tenant_id, id),
        constraint policy_approvals_membership_fkey
          foreign key (tenant_id, membership_id) references concord.memberships (tenant_id, id)
      );
      comment on table concord.policy_approvals is
        'Who approved a proposed version: one person once, whatever memberships they have. Not even the owner adds a row.';

      alter table concord.policy_versions add column proposal_id uuid;
      -- The new key is compared with the rows of every partnership at once.
      alter table concord.policy_versions no force row level security;
      alter table concord.policy_versions add constraint policy_versions_proposal_fkey
        foreign key (tenant_id, proposal_id) references concord.policy_proposals (tenant_id, id);
      alter table concord.policy_versions force row level security;
      comment on column concord.policy_versions.proposal_id is
        'The approved proposal that it came from; null for what was set up with the partnership, or in development.';
    `);
    await runner.query(behindTenantWall('concord.policy_proposals'));
    await runner.query(`
      alter table concord.policy_approvals enable row level security;
      alter table concord.policy_approvals force row level security;
      create policy tenant_wall on concord.policy_approvals as restrictive for all
        using (tenant_id = (select concord.tenant_id()))
        with check (tenant_id = (select concord.tenant_id()));
      create policy owner_counts on concord.policy_approvals for select to concord_owner using (true);

      create policy approvers_read on concord.policy_proposals for select using (
        (select concord.has_role('coordinator')) or (select concord.has_role('administrator')));
      create policy approvers_reject on concord.policy_proposals for update to concord_app
        using ((select concord.has_role('coordinator')) or (select concord.has_role('administrator')))
        with check (ended_as = 'REJECTED' and ended_by = (select concord.user_id()));
      create policy approvers_read on concord.policy_approvals for select to concord_app using (
        (select concord.has_role('coordinator')) or (select concord.has_role('administrator')));
      create policy approvers_approve on concord.policy_approvals for insert to concord_app with check (
        user_id = (select concord.user_id())
        and ((select concord.has_role('coordinator')) or (select concord.has_role('administrator'))));
      create policy approvers_withdraw on concord.policy_approvals for delete to concord_app using (
        user_id = (select concord.user_id()));

      grant select, update (ended_as, ended_at, ended_by, ended_by_name, ended_reason)
        on concord.policy_proposals to concord_app;
      grant select, insert, delete on concord.policy_approvals to concord_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
