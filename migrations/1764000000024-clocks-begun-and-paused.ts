import type { MigrationInterface, QueryRunner } from 'typeorm';
import { officerIsParty } from './tenant-table.js';

/** A list of moments in which is one that an officer brings about by answering a request. */
const namesAnswer = (column: string) =>
  `${column} ~ '(^|,)(information_answered|all_information_received)(,|$)'`;

/** A clock that an officer's answer stops. */
const stopsByAnswer = `(${namesAnswer('ends_with')} or ${namesAnswer('taken_away_by')})`;

/**
 * A clock keeps with what it began and what takes it away, so that an agency's answer also starts what is there only if
 * an agency answered, and stops what is there only until then.
 */
export class ClocksBegunAndPaused1764000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table concord.clocks
        add column begun_by text,
        add column taken_away_by text not null default '';

      -- Of every partnership at once, which no session may see. What takes a clock away stands in its policy.
      alter table concord.clocks no force row level security;
      alter table concord.cases no force row level security;
      alter table concord.policy_versions no force row level security;
      update concord.clocks k set begun_by = k.anchor, taken_away_by = coalesce((
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

      drop policy answer_starts on concord.clocks;
      drop policy answer_stops on concord.clocks;
      create policy answer_starts on concord.clocks for insert
        with check (${officerIsParty('case_id')} and begun_by in ('information_answered', 'all_information_received'));
      -- An officer stops such a clock and does nothing else with it: a clock that runs on does not pass the check.
      create policy answer_stops on concord.clocks for update
        using (${officerIsParty('case_id')} and stopped_at is null and ${stopsByAnswer})
        with check (${officerIsParty('case_id')} and stopped_at is not null and ${stopsByAnswer});
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
