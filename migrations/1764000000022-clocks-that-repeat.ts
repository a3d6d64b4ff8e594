import type { MigrationInterface, QueryRunner } from 'typeorm';
import { caseIsVisible } from './tenant-table.js';

/** What an event of the time before moments were kept was. */
const MOMENTS_OF_OLD = `case e.type
  when 'APPLICATION_RECEIVED' then '["application_received", "application_completed"]'::jsonb
  when 'APPLICATION_ACKNOWLEDGED' then '["acknowledged"]'
  when 'INFORMATION_REQUESTED' then '["information_requested", "passed_to_agencies"]'
  when 'INFORMATION_ANSWERED' then '["information_answered"]'
  when 'THRESHOLD_DECIDED' then case e.body ->> 'outcome'
    when 'MET' then '["threshold_met"]'::jsonb
    when 'NOT_MET' then '["threshold_not_met"]'
    when 'DECLINED' then '["declined"]'
  end
end`;

/**
 * A step may run again once its former clock was stopped, what happened in a case is read back for the steps that depend
 * on it, and a clock that was extended is not provisional any more.
 */
export class ClocksThatRepeat1764000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index clocks_case on concord.clocks (tenant_id, case_id);
      create unique index clocks_running_step on concord.clocks (tenant_id, case_id, step) where stopped_at is null;
      alter table concord.clocks drop constraint clocks_step_key;
      comment on index concord.clocks_running_step is 'A step runs once at a time; what repeats has a row for each time.';
      grant update (provisional) on concord.clocks to concord_app, concord_worker;

      create function concord.moments_of_case(wanted uuid) returns table (moment text, at timestamptz)
        language sql stable security definer set search_path = '' as $$
        select m.moment, e.at
        from concord.events e
        cross join lateral pg_catalog.jsonb_array_elements_text(
          coalesce(e.body -> 'moments', ${MOMENTS_OF_OLD}, '[]')) as m (moment)
        where e.tenant_id = (select concord.tenant_id()) and e.case_id = wanted and ${caseIsVisible('wanted')}
        order by e.position
      $$;
      comment on function concord.moments_of_case(uuid) is
        'What happened for the timescales of a case that the caller may see. An officer sees no events from before the agency became a party, and the clocks depend on them: moments and times only.';
      grant execute on function concord.moments_of_case(uuid) to concord_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
