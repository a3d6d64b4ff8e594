// cspell:ignore xact
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isOpen, keepingOut } from './conflicts/keeping-out.js';
import { independence } from './conflicts/independence.js';
import { declaring } from './conflicts/declaring.js';
import { caseIsReadable, may } from './permitted.js';
import { behindTenantWall } from './tenant-table.js';

/** A person named in a case, or who worked on it, neither decides it nor, once they have said so, reads it. */
export class CaseConflicts1764000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(conflicts);
    await runner.query(behindTenantWall('concord.case_conflicts'));
    await runner.query(keepingOut);
    await runner.query(policies);
    await runner.query(declaring);
    await runner.query(independence);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const conflicts = `
  create table concord.case_conflicts (
    tenant_id uuid not null,
    id uuid not null,
    case_id uuid not null,
    membership_id uuid not null,
    user_id uuid not null,
    person_id uuid,
    reason text not null,
    declared_by uuid not null,
    declared_at timestamptz not null,
    declared_in xid8 not null default pg_catalog.pg_current_xact_id(),
    lifted_by uuid,
    lifted_at timestamptz,
    lifted_reason text,
    constraint case_conflicts_pkey primary key (tenant_id, id),
    constraint case_conflicts_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
    constraint case_conflicts_membership_fkey
      foreign key (tenant_id, membership_id) references concord.memberships (tenant_id, id),
    constraint case_conflicts_person_fkey
      foreign key (tenant_id, case_id, person_id) references concord.case_people (tenant_id, case_id, id),
    constraint case_conflicts_lifted_check check (
      (lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_reason is null))
  );
  create unique index case_conflicts_one_each
    on concord.case_conflicts (tenant_id, user_id, case_id) where lifted_at is null;
  create index case_conflicts_case on concord.case_conflicts (tenant_id, case_id);
  comment on table concord.case_conflicts is
    'Who said, or of whom it was said, that they cannot be independent in a case. It holds for the person under every membership, until it is lifted.';
  comment on column concord.case_conflicts.person_id is 'The person of the case who they are, where that is the conflict.';
  comment on column concord.case_conflicts.declared_in is
    'The transaction that declared it, which may still tell of it; from the next one on the case is closed to them.';

  alter table concord.reports add column recorded_by uuid default concord.user_id();
  comment on column concord.reports.recorded_by is
    'Who recorded it, which nobody can choose: they do not decide a case that it is put to. Null for imports.';
`;

const me = '(select concord.user_id())';
const leads = may('cases.lead');

const policies = `
  -- What one may do is looked at first: without a partnership it fails, where no rows would read as no conflicts.
  create policy lead_or_concerned_reads on concord.case_conflicts for select
    using (case when ${leads} then ${caseIsReadable('case_id')} and ${isOpen('case_id')} or user_id = ${me}
      else user_id = ${me} end);
  create policy lead_lifts on concord.case_conflicts for update
    using (${leads} and user_id is distinct from ${me} and lifted_at is null)
    with check (${leads} and user_id is distinct from ${me} and lifted_by = ${me});
  grant select on concord.case_conflicts to concord_app;
  grant update (lifted_by, lifted_at, lifted_reason) on concord.case_conflicts to concord_app;
`;
