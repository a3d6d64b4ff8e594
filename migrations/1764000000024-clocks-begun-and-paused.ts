import type { MigrationInterface, QueryRunner } from 'typeorm';
import { behindTenantWall, caseIsVisible, officerIsParty } from './tenant-table.js';

/** A list of moments in which is one that an officer brings about by answering a request. */
const namesAnswer = (column: string) =>
  `${column} ~ '(^|,)(information_answered|all_information_received)(,|$)'`;

/** A clock that an officer's answer stops. */
const stopsByAnswer = `(${namesAnswer('ends_with')} or ${namesAnswer('taken_away_by')})`;

/**
 * A clock keeps with what it began and what takes it away, so that an agency's answer also starts what is there only if
 * an agency answered, and stops what is there only until then. And clocks stand still for as long as somebody tells.
 */
export class ClocksBegunAndPaused1764000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table concord.clocks
        add column begun_by text,
        add column taken_away_by text not null default '',
        add column extended_to date,
        add column stands_still boolean not null default false;

      -- Of every partnership at once, which no session may see. What takes a clock away stands in its policy.
      alter table concord.clocks no force row level security;
      alter table concord.cases no force row level security;
      alter table concord.policy_versions no force row level security;
      update concord.clocks k set begun_by = k.anchor,
        extended_to = case when k.extended_times > 0 then k.due_on end, taken_away_by = coalesce((
        select string_agg(moment, ',')
        from concord.cases c
        join concord.policy_versions v on v.tenant_id = c.tenant_id and v.id = c.policy_version_id
        cross join jsonb_array_elements(v.document -> 'timescales') as s (step)
        cross join jsonb_array_elements_text(
          case jsonb_typeof(step -> 'unless')
            when 'array' then step -> 'unless'
            when 'string' then jsonb_build_array(step -> 'unless')
            else '[]'
          end) as u (moment)
        where c.tenant_id = k.tenant_id and c.id = k.case_id and step ->> 'id' = k.step), '');
      alter table concord.clocks force row level security;
      alter table concord.cases force row level security;
      alter table concord.policy_versions force row level security;
      alter table concord.clocks alter column begun_by set not null;

      comment on column concord.clocks.begun_by is
        'The moment with which it began: its anchor, or what had to happen besides.';
      comment on column concord.clocks.taken_away_by is
        'The moments that take it away, any one of them, separated by commas; empty where none does.';
      comment on column concord.clocks.extended_to is 'The day that somebody gave it last, whatever it comes to since.';
      comment on column concord.clocks.stands_still is
        'Whether it stands still and nobody knows yet until when: its day moves on, and it does not fall due.';
      grant update (first_due_on, extended_to, stands_still) on concord.clocks to concord_app, concord_worker;

      drop policy answer_starts on concord.clocks;
      drop policy answer_stops on concord.clocks;
      create policy answer_starts on concord.clocks for insert
        with check (${officerIsParty('case_id')} and begun_by in ('information_answered', 'all_information_received'));
      -- An officer stops such a clock and does nothing else with it: a clock that runs on does not pass the check.
      create policy answer_stops on concord.clocks for update
        using (${officerIsParty('case_id')} and stopped_at is null and ${stopsByAnswer})
        with check (${officerIsParty('case_id')} and stopped_at is not null and ${stopsByAnswer});

      create table concord.case_pauses (
        tenant_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        reason text not null,
        from_on date not null,
        through_on date,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        constraint case_pauses_pkey primary key (tenant_id, id),
        constraint case_pauses_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
        constraint case_pauses_days_check check (through_on >= from_on)
      );
      create index case_pauses_case on concord.case_pauses (tenant_id, case_id);
      comment on table concord.case_pauses is
        'Days, both inclusive, on which clocks stand still whose policy allows it for the reason; without a last day while it lasts.';
    `);
    await runner.query(
      behindTenantWall('concord.case_pauses') +
        `create policy parties_read on concord.case_pauses for select using ${caseIsVisible('case_id')};
        create policy coordinator_pauses on concord.case_pauses for insert
          with check ((select concord.has_role('coordinator')));
        create policy coordinator_resumes on concord.case_pauses for update
          using ((select concord.has_role('coordinator')) and through_on is null)
          with check ((select concord.has_role('coordinator')));
        grant select, insert on concord.case_pauses to concord_app;
        grant update (through_on) on concord.case_pauses to concord_app;`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
