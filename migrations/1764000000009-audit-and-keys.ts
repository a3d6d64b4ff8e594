import type { MigrationInterface, QueryRunner } from 'typeorm';
import { behindTenantWall } from './tenant-table.js';

/** Expired for the caller's clock is not enough to remove another's row: the server's clock must say so too. */
const clientKeyFunctions = `
  create function concord.find_client_key(wanted text, kept_since timestamptz)
    returns table (operation text, input_hash text, answer jsonb)
    language sql stable security definer set search_path = '' as $$
    select k.operation, k.input_hash, k.answer from concord.client_keys k
    where k.tenant_id = (select concord.tenant_id()) and k.actor = (select concord.actor()) and k.key = wanted
      and k.created_at >= kept_since $$;
  comment on function concord.find_client_key(text, timestamptz) is
    'The caller''s first answer under one key, where it was kept no earlier than that instant.';

  create function concord.keep_client_key(
      wanted text, operation text, input_hash text, answer jsonb, kept_at timestamptz, kept_since timestamptz)
    returns void language plpgsql volatile security definer set search_path = '' as $$
  declare
    tenant uuid := concord.tenant_id();
    caller text := concord.actor();
  begin
    delete from concord.client_keys k
    where k.tenant_id = tenant and k.actor = caller and k.key = wanted and k.created_at < kept_since;
    delete from concord.client_keys k where k.tenant_id = tenant and (k.actor, k.key) in (
      select old.actor, old.key from concord.client_keys old
      where old.tenant_id = tenant and old.created_at < least(kept_since, pg_catalog.now() - interval '24 hours')
      order by old.created_at limit 100 for update skip locked);
    insert into concord.client_keys (tenant_id, actor, key, operation, input_hash, answer, created_at)
    values (tenant, caller, wanted, operation, input_hash, answer, kept_at);
  end $$;
  comment on function concord.keep_client_key(text, text, text, jsonb, timestamptz, timestamptz) is
    'Keeps a first answer, and removes at most a hundred that expired, whoever''s they were.';

  grant execute on function concord.find_client_key(text, timestamptz),
    concord.keep_client_key(text, text, text, jsonb, timestamptz, timestamptz) to concord_app;
`;

/** Who did or saw what, first answers to repeated submissions, and the runs of imports. */
export class AuditAndKeys1764000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table concord.audit_entries (
        tenant_id uuid not null,
        id uuid not null,
        at timestamptz not null,
        actor text not null,
        action text not null,
        kind text not null,
        subject_type text not null,
        subject_ids uuid[] not null,
        fields text[] not null,
        correlation_id text,
        constraint audit_entries_pkey primary key (tenant_id, id),
        constraint audit_entries_kind_check check (kind in ('COLLECTION', 'ALTERATION', 'CONSULTATION', 'DISCLOSURE'))
      );
      comment on table concord.audit_entries is
        'Who did or saw what: ids and field names, never the data itself. Run-time roles may add, not read, change or remove.';

      create table concord.client_keys (
        tenant_id uuid not null,
        actor text not null,
        key text not null,
        operation text not null,
        input_hash text not null,
        answer jsonb not null,
        created_at timestamptz not null,
        constraint client_keys_pkey primary key (tenant_id, actor, key)
      );
      comment on table concord.client_keys is
        'The first answer to a submission, given again for 24 hours to the same key and input of the same actor. Visitors share one actor, so no run-time role reads the table: who knows a key asks a function.';
      create index client_keys_created on concord.client_keys (tenant_id, created_at);

      create table concord.import_runs (
        tenant_id uuid not null,
        id uuid not null,
        agency_id uuid not null,
        format text not null,
        file_name text not null,
        started_at timestamptz not null,
        ended_at timestamptz,
        summary jsonb,
        constraint import_runs_pkey primary key (tenant_id, id),
        constraint import_runs_agency_fkey foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id)
      );
      comment on table concord.import_runs is 'Imports of report files: what was read, added and left out. No end: it was interrupted.';
    `);
    for (const table of ['audit_entries', 'client_keys', 'import_runs'])
      await runner.query(behindTenantWall(`concord.${table}`));
    await runner.query(`
      create policy everyone_adds on concord.audit_entries for insert with check (actor = (select concord.actor()));
      create policy operator_imports on concord.import_runs for all
        using ((select concord.has_role('operator')) and agency_id = (select concord.agency_id()))
        with check ((select concord.has_role('operator')) and agency_id = (select concord.agency_id()));

      grant insert on concord.audit_entries to concord_app, concord_worker;
      grant select, insert, update on concord.import_runs to concord_app;
    `);
    await runner.query(clientKeyFunctions);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
