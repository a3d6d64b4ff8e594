// cspell:ignore xact
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { behindTenantWall } from './tenant-table.js';

/** The partnership's log: contiguous, in commit order, written only by `concord.append_events`. */
export class EventLog1764000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table concord.event_streams (
        tenant_id uuid not null,
        last_position bigint not null default 0,
        constraint event_streams_pkey primary key (tenant_id)
      );
      comment on table concord.event_streams is
        'One counter row per partnership. It is locked last in a transaction, so position order is commit order.';

      create table concord.events (
        tenant_id uuid not null,
        position bigint not null,
        id uuid not null,
        at timestamptz not null,
        type text not null,
        case_id uuid,
        case_version integer,
        stage text,
        subject_id uuid,
        agency_ids uuid[] not null,
        body jsonb not null,
        constraint events_pkey primary key (tenant_id, position),
        constraint events_id_key unique (tenant_id, id),
        constraint events_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id)
      );
      create index events_case on concord.events (tenant_id, case_id, position);
      comment on table concord.events is
        'What happened: ids, dates and stages only. No name, no free text, no personal data. agency_ids: parties who may see it.';

      create table concord.log_followers (
        tenant_id uuid not null,
        follower text not null,
        position bigint not null default 0,
        constraint log_followers_pkey primary key (tenant_id, follower)
      );
      comment on table concord.log_followers is 'How far each follower of a partnership''s log has come.';
    `);
    for (const table of ['event_streams', 'events', 'log_followers'])
      await runner.query(behindTenantWall(`concord.${table}`));
    await runner.query(`
      create policy everyone_reads on concord.event_streams for select using (true);
      create policy followers_read on concord.events for select using (
        (select concord.sees_every_case()) or (select concord.has_role('worker')) or (select concord.has_role('relay'))
        or ((select concord.has_role('agency_officer')) and (select concord.agency_id()) = any (agency_ids)));
      create policy worker_follows on concord.log_followers for all
        using ((select concord.has_role('worker'))) with check ((select concord.has_role('worker')));

      create function concord.may_append_events(entries jsonb) returns boolean
        language sql stable security definer set search_path = '' as $$
        select coalesce(pg_catalog.bool_and(
          (e.entry ->> 'caseId') is not null and (
            (select concord.has_role('coordinator')) or (select concord.has_role('worker'))
            or (select concord.has_role('agency_officer')) and exists (
              select 1 from concord.case_parties p
              where p.tenant_id = (select concord.tenant_id()) and p.case_id = (e.entry ->> 'caseId')::uuid
                and p.agency_id = (select concord.agency_id()))
            or (select concord.has_role('public')) and e.entry ->> 'type' = 'APPLICATION_RECEIVED' and exists (
              select 1 from concord.cases c
              where c.tenant_id = (select concord.tenant_id()) and c.id = (e.entry ->> 'caseId')::uuid
                and c.opened_in = (select pg_catalog.pg_current_xact_id_if_assigned())))), false)
        from pg_catalog.jsonb_array_elements(entries) as e (entry) $$;
      comment on function concord.may_append_events(jsonb) is
        'Coordinators and the worker tell of every case, officers of cases that their agency is party to, a visitor only that the case which this transaction opened was received.';

      create function concord.append_events(entries jsonb) returns bigint
        language plpgsql volatile security definer set search_path = '' as $$
      declare
        tenant uuid := concord.tenant_id();
        start_at bigint;
        added bigint;
      begin
        if not concord.may_append_events(entries) then
          raise exception 'these events are not for this principal to append' using errcode = '42501';
        end if;
        select s.last_position into start_at from concord.event_streams s where s.tenant_id = tenant for no key update;
        if not found then
          raise exception 'no event stream for this partnership' using errcode = '42501';
        end if;
        insert into concord.events (tenant_id, position, id, at, type, case_id, case_version, stage, subject_id, agency_ids, body)
        select tenant, start_at + e.ordinal, (e.entry ->> 'id')::uuid, (e.entry ->> 'at')::timestamptz, e.entry ->> 'type',
          (e.entry ->> 'caseId')::uuid, (e.entry ->> 'caseVersion')::integer, e.entry ->> 'stage',
          (e.entry ->> 'subjectId')::uuid,
          coalesce(
            (select pg_catalog.array_agg(a.value::uuid) from pg_catalog.jsonb_array_elements_text(e.entry -> 'agencyIds') a),
            '{}'),
          coalesce(e.entry -> 'body', '{}')
        from pg_catalog.jsonb_array_elements(entries) with ordinality as e (entry, ordinal);
        get diagnostics added = row_count;
        update concord.event_streams s set last_position = start_at + added where s.tenant_id = tenant;
        return start_at + added;
      end $$;
      comment on function concord.append_events(jsonb) is
        'Appends to this partnership''s log as the last statement of a transaction. The only way to write it.';

      grant select on concord.event_streams, concord.events to concord_app, concord_worker;
      grant select, insert, update on concord.log_followers to concord_worker;
      grant execute on function concord.append_events(jsonb) to concord_app, concord_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
