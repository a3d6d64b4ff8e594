import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isOpen } from './conflicts/keeping-out.js';
import { caseIsReadable, may } from './permitted.js';
import { behindTenantWall } from './tenant-table.js';

/** What is said of a case, or of a person of it, so that people take care, and less of it is shown. */
export class CaseMarkers1764000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(markers);
    await runner.query(behindTenantWall('concord.case_markers'));
    await runner.query(policies);
    await runner.query(marks);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

const markers = `
  create table concord.case_markers (
    tenant_id uuid not null,
    id uuid not null,
    case_id uuid not null,
    kind text not null,
    person_id uuid,
    opens_to uuid[] not null,
    rule text,
    reason text not null,
    set_by uuid not null,
    set_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    ended_reason text,
    constraint case_markers_pkey primary key (tenant_id, id),
    constraint case_markers_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
    constraint case_markers_person_fkey
      foreign key (tenant_id, case_id, person_id) references concord.case_people (tenant_id, case_id, id),
    constraint case_markers_kind_check check (kind in ('HATE', 'DOMESTIC_ABUSE', 'CHILD', 'WITNESS_AT_RISK', 'SAFE_CONTACT')),
    constraint case_markers_rule_check check (
      (kind = 'SAFE_CONTACT') = (rule is not null) and (kind <> 'SAFE_CONTACT' or person_id is not null)),
    constraint case_markers_ended_check check (
      (ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null))
  );
  create unique index case_markers_one_each
    on concord.case_markers (tenant_id, case_id, kind, person_id) nulls not distinct where ended_at is null;
  comment on table concord.case_markers is
    'Sensitive markers of cases and their people, with who set and ended them, when and why. None is ever removed.';
  comment on column concord.case_markers.opens_to is 'Agencies to which nothing is withheld because of it.';
  comment on column concord.case_markers.rule is 'What to keep to when reaching the person.';
`;

const me = '(select concord.user_id())';
const leads = may('cases.lead');

const policies = `
  create policy conflict_wall on concord.case_markers as restrictive for all to concord_app
    using ${isOpen('case_id')} with check ${isOpen('case_id')};
  -- What one may do is looked at first: without a partnership it fails, where no rows would read as no markers.
  create policy leads_read on concord.case_markers for select
    using (case when ${may('cases.read_in_full')} then ${caseIsReadable('case_id')} end);
  create policy lead_sets on concord.case_markers for insert
    with check (${leads} and set_by = ${me} and ended_at is null);
  create policy lead_ends on concord.case_markers for update
    using (${leads} and ended_at is null) with check (${leads} and ended_by = ${me});
  grant select, insert on concord.case_markers to concord_app;
  grant update (ended_by, ended_at, ended_reason) on concord.case_markers to concord_app;
`;

/** Who may not read markers still has to be shown less for them. */
const marks = `
  create function concord.list_marks(wanted uuid[])
    returns table (case_id uuid, kind text, person_id uuid, opens_to_me boolean)
    language sql stable security definer set search_path = '' as $$
    select m.case_id, m.kind, m.person_id, coalesce((select concord.agency_id()) = any (m.opens_to), false)
    from concord.case_markers m
    where m.tenant_id = (select concord.tenant_id()) and m.case_id = any (wanted) and m.ended_at is null
      and ${caseIsReadable('m.case_id')} and ${isOpen('m.case_id')} $$;
  comment on function concord.list_marks(uuid[]) is
    'The markers that stand on cases which the viewer reads, for what is withheld because of them: neither why nor the rule of a contact.';
  grant execute on function concord.list_marks(uuid[]) to concord_app;
`;
