import type { MigrationInterface, QueryRunner } from 'typeorm';
import { caseIsVisible, officerIsParty } from './tenant-table.js';

/** A clock that an officer's answer to a request ends. */
const endsByAnswer = "ends_with ~ '(^|,)(information_answered|all_information_received)(,|$)'";

/**
 * What a policy says of extensions is held against the first last day and the number of extensions so far; and an
 * agency's answer moves the clocks that the policy ends or starts with it.
 */
export class ClocksOfPolicies1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table concord.clocks
        add column first_due_on date,
        add column extended_times integer not null default 0,
        add column provisional boolean not null default false;

      -- Of every partnership at once, which no session may see. How often a clock was extended was not kept: once or more.
      alter table concord.clocks no force row level security;
      update concord.clocks set first_due_on = due_on,
        extended_times = case when extension_reason is null then 0 else 1 end,
        anchor = case anchor when 'completed_application_received' then 'application_completed' else anchor end;
      alter table concord.clocks force row level security;
      alter table concord.clocks alter column first_due_on set not null;

      comment on column concord.clocks.ends_with is 'The moments that end it, any one of them, separated by commas.';
      comment on column concord.clocks.first_due_on is 'The last day before anything was extended.';
      comment on column concord.clocks.provisional is
        'Whether the day was reckoned past the last known bank holiday and may still move.';
      grant update (extended_times) on concord.clocks to concord_app, concord_worker;

      create policy answer_starts on concord.clocks for insert
        with check (${officerIsParty('case_id')} and anchor in ('information_answered', 'all_information_received'));
      -- An officer stops such a clock and does nothing else with it: a clock that runs on does not pass the check.
      create policy answer_stops on concord.clocks for update
        using (${officerIsParty('case_id')} and stopped_at is null and ${endsByAnswer})
        with check (${officerIsParty('case_id')} and stopped_at is not null and ${endsByAnswer});

      create function concord.has_open_requests(wanted uuid) returns boolean
        language sql stable security definer set search_path = '' as $$
        select exists (
          select from concord.information_requests r
          where r.tenant_id = (select concord.tenant_id()) and r.case_id = wanted and r.status = 'OPEN')
          and ${caseIsVisible('wanted')}
      $$;
      comment on function concord.has_open_requests(uuid) is
        'Whether any agency has still to answer on a case that the caller may see. An officer sees the own requests only, and the last answer must be known as the last.';
      grant execute on function concord.has_open_requests(uuid) to concord_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
