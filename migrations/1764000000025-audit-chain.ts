import type { MigrationInterface, QueryRunner } from 'typeorm';
import { behindTenantWall } from './tenant-table.js';

const columns = `
  alter table concord.audit_entries
    add column purpose text,
    add column salt uuid not null default pg_catalog.gen_random_uuid(),
    add column seal_number bigint,
    add column seal_hash bytea,
    add constraint audit_entries_seal_check check ((seal_number is null) = (seal_hash is null));
  comment on table concord.audit_entries is
    'Who did or saw what: ids and field names, never the data itself. Added to by everybody, read by auditors, changed by nobody.';
  comment on column concord.audit_entries.purpose is 'Why it was done or looked at, where the reader was asked.';
  comment on column concord.audit_entries.salt is
    'Random, so that nobody who knows a digest can guess back what it was made of.';
  comment on column concord.audit_entries.seal_number is 'The place in the chain; null until the worker sealed it.';
  create unique index audit_entries_sealed on concord.audit_entries (tenant_id, seal_number) where seal_number is not null;
  create index audit_entries_to_seal on concord.audit_entries (tenant_id, id) where seal_number is null;
  create index audit_entries_newest on concord.audit_entries (tenant_id, at desc, id desc);
  revoke insert on concord.audit_entries from concord_app, concord_worker;
  grant insert (tenant_id, id, at, actor, action, kind, subject_type, subject_ids, fields, correlation_id, purpose) on concord.audit_entries to concord_app, concord_worker;
`;

const tables = `
  create table concord.audit_chains (
    tenant_id uuid not null,
    last_number bigint not null default 0,
    last_hash bytea not null default '\\x0000000000000000000000000000000000000000000000000000000000000000',
    constraint audit_chains_pkey primary key (tenant_id)
  );
  comment on table concord.audit_chains is
    'Where each partnership''s chain of audit entries ends. Locked while entries are sealed, and by nobody who works on cases.';

  create table concord.audit_subjects (
    tenant_id uuid not null,
    subject_id uuid not null,
    seal_number bigint not null,
    constraint audit_subjects_pkey primary key (tenant_id, subject_id, seal_number)
  );
  comment on table concord.audit_subjects is 'Which sealed entries speak of a record: made while sealing, for its access log.';

  create table concord.audit_checkpoints (
    tenant_id uuid not null,
    number bigint not null,
    hash bytea not null,
    signed_at timestamptz not null,
    key_id text not null,
    signature bytea not null,
    constraint audit_checkpoints_pkey primary key (tenant_id, number)
  );
  comment on table concord.audit_checkpoints is
    'Signed heads of the chain. The key stands outside the database, and whoever keeps a copy can hold it against the chain.';
`;

const policies = `
  create policy auditor_reads on concord.audit_entries for select using ((select concord.has_role('auditor')));
  create policy auditor_reads on concord.audit_chains for select using ((select concord.has_role('auditor')));
  create policy worker_reads on concord.audit_chains for select using ((select concord.has_role('worker')));
  create policy auditor_reads on concord.audit_checkpoints for select using ((select concord.has_role('auditor')));
  create policy worker_signs on concord.audit_checkpoints for insert with check ((select concord.has_role('worker')));
  grant select on concord.audit_entries, concord.audit_chains, concord.audit_checkpoints to concord_app;
  grant select on concord.audit_chains to concord_worker;
  grant insert on concord.audit_checkpoints to concord_worker;
`;

/**
 * A digest must be worked out to the byte by whoever checks an exported file, in any language. So each part is written with
 * its length before it, as a netstring, and nothing depends on how a database prints JSON.
 */
const digests = `
  create function concord.netstring(part text) returns text
    language sql stable parallel safe set search_path = '' as $$
    select coalesce(pg_catalog.octet_length(pg_catalog.convert_to(part, 'UTF8'))::text || ':' || part || ',', '~') $$;
  comment on function concord.netstring(text) is 'Length in bytes, a colon, the text, a comma; a tilde for nothing.';

  create function concord.netstrings(parts text[]) returns text
    language sql stable parallel safe set search_path = '' as $$
    select concord.netstring(coalesce(pg_catalog.string_agg(concord.netstring(each.part), '' order by each.place), ''))
    from pg_catalog.unnest(parts) with ordinality as each (part, place) $$;
  comment on function concord.netstrings(text[]) is 'A list in the same way: one netstring of the netstrings of its parts.';

  create function concord.audit_digest(entry concord.audit_entries) returns bytea
    language sql stable set search_path = '' as $$
    select pg_catalog.sha256(pg_catalog.convert_to(
      concord.netstring('concord audit 1') || concord.netstring(entry.tenant_id::text) || concord.netstring(entry.id::text)
      || concord.netstring(pg_catalog.to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
      || concord.netstring(entry.actor) || concord.netstring(entry.action) || concord.netstring(entry.kind)
      || concord.netstring(entry.subject_type) || concord.netstrings(entry.subject_ids::text[])
      || concord.netstrings(entry.fields) || concord.netstring(entry.correlation_id) || concord.netstring(entry.purpose) || concord.netstring(entry.salt::text), 'UTF8')) $$;
  comment on function concord.audit_digest(concord.audit_entries) is 'SHA-256 over everything that an audit entry says.';
`;

const sealing = `
  create function concord.seal_audit_entries(at_most integer) returns integer
    language plpgsql volatile security definer set search_path = '' as $$
  declare
    tenant uuid := concord.tenant_id();
    number bigint;
    hash bytea;
    entry concord.audit_entries;
    sealed integer := 0;
  begin
    if not concord.has_role('worker') then
      raise exception 'only the worker seals' using errcode = '42501';
    end if;
    insert into concord.audit_chains (tenant_id) values (tenant) on conflict do nothing;
    select c.last_number, c.last_hash into number, hash from concord.audit_chains c where c.tenant_id = tenant
      for update skip locked;
    -- Another worker is at it.
    if not found then return 0; end if;
    for entry in
      select e.* from concord.audit_entries e where e.tenant_id = tenant and e.seal_number is null
      order by e.id limit at_most
    loop
      number := number + 1;
      hash := pg_catalog.sha256(hash || concord.audit_digest(entry));
      update concord.audit_entries e set seal_number = number, seal_hash = hash
        where e.tenant_id = tenant and e.id = entry.id;
      insert into concord.audit_subjects (tenant_id, subject_id, seal_number)
        select distinct tenant, subject.id, number from pg_catalog.unnest(entry.subject_ids) as subject (id);
      sealed := sealed + 1;
    end loop;
    if sealed > 0 then
      update concord.audit_chains c set last_number = number, last_hash = hash where c.tenant_id = tenant;
    end if;
    return sealed;
  end $$;
  comment on function concord.seal_audit_entries(integer) is
    'Puts entries that stand alone behind the end of the partnership''s chain and returns how many. Order of sealing, not of time: what commits late is sealed later.';
  grant execute on function concord.seal_audit_entries(integer) to concord_worker;

  create function concord.keep_audit() returns trigger
    language plpgsql set search_path = '' as $$
  begin
    if tg_op = 'UPDATE' and tg_table_name = 'audit_entries' then
      if old.seal_number is null and new.seal_number is not null
        and pg_catalog.to_jsonb(new) - array['seal_number', 'seal_hash'] = pg_catalog.to_jsonb(old) - array['seal_number', 'seal_hash']
      then return new; end if;
    end if;
    raise exception 'the audit trail is never changed' using errcode = '42501';
  end $$;
  comment on function concord.keep_audit() is 'Refuses every change of an audit entry but its sealing, also to the owner.';
  create trigger keeps_entries before update or delete on concord.audit_entries
    for each row execute function concord.keep_audit();
  create trigger keeps_all_entries before truncate on concord.audit_entries
    for each statement execute function concord.keep_audit();
  create trigger keeps_checkpoints before update or delete on concord.audit_checkpoints
    for each row execute function concord.keep_audit();
  create trigger keeps_all_checkpoints before truncate on concord.audit_checkpoints
    for each statement execute function concord.keep_audit();
`;

const accessLog = `
  create function concord.may_see_accesses(wanted uuid) returns boolean
    language sql stable security definer set search_path = '' as $$
    select (select concord.has_role('auditor'))
      or (select concord.sees_every_case()) and exists (
        select from concord.cases c where c.tenant_id = (select concord.tenant_id()) and c.id = wanted)
      or (select concord.has_role('agency_officer')) and exists (
        select from concord.reports r where r.tenant_id = (select concord.tenant_id()) and r.id = wanted
          and r.agency_id = (select concord.agency_id())) $$;
  comment on function concord.may_see_accesses(uuid) is
    'Who led to a case or owns a report may see who looked at it; auditors may for every record.';

  create function concord.list_accesses(wanted uuid, before_at timestamptz, before_id uuid, at_most integer)
    returns table (id uuid, at timestamptz, actor text, person text, agency_id uuid, action text, kind text, fields text[],
      purpose text, sealed boolean)
    language sql stable security definer set search_path = '' as $$
    select e.id, e.at, e.actor, u.display_name, m.agency_id, e.action, e.kind, e.fields, e.purpose, e.seal_number is not null
    from (
      select sealed.* from concord.audit_subjects s
      join concord.audit_entries sealed on sealed.tenant_id = s.tenant_id and sealed.seal_number = s.seal_number
      where s.tenant_id = (select concord.tenant_id()) and s.subject_id = wanted
      union all
      select waiting.* from concord.audit_entries waiting
      where waiting.tenant_id = (select concord.tenant_id()) and waiting.seal_number is null
        and wanted = any (waiting.subject_ids)
    ) as e
    left join concord.memberships m on m.tenant_id = e.tenant_id and e.actor = 'member:' || m.id
    left join directory.users u on u.id = m.user_id
    where (select concord.may_see_accesses(wanted))
      and (before_at is null or (e.at, e.id) < (before_at, before_id))
    order by e.at desc, e.id desc limit at_most $$;
  comment on function concord.list_accesses(uuid, timestamptz, uuid, integer) is
    'Who did or saw what with one record, newest first, to those who may see it. It names no other record of the same entry.';
  grant execute on function concord.list_accesses(uuid, timestamptz, uuid, integer) to concord_app;

  create function concord.list_audit_actors() returns table (actor text, person text, agency_id uuid)
    language sql stable security definer set search_path = '' as $$
    select 'member:' || m.id, u.display_name, m.agency_id from concord.memberships m
    join directory.users u on u.id = m.user_id
    where m.tenant_id = (select concord.tenant_id()) and (select concord.has_role('auditor')) $$;
  comment on function concord.list_audit_actors() is 'To auditors: the people behind the actors of this partnership''s trail, also of those who left.';
  grant execute on function concord.list_audit_actors() to concord_app;
`;

/**
 * The audit trail becomes tamper-evident. Entries stand alone when they commit, so that nobody who works on a case waits for
 * a lock; the worker seals them into one chain per partnership moments later, and signs where it ends.
 */
export class AuditChain1764000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table concord.memberships drop constraint memberships_roles_check;
      alter table concord.memberships add constraint memberships_roles_check check (
        cardinality(roles) > 0 and roles <@ array[
          'coordinator', 'agency_officer', 'chair', 'policing_body', 'board_reader', 'administrator', 'auditor']);
    `);
    await runner.query(columns);
    await runner.query(tables);
    for (const table of ['audit_chains', 'audit_subjects', 'audit_checkpoints'])
      await runner.query(behindTenantWall(`concord.${table}`));
    await runner.query(policies);
    await runner.query(digests);
    await runner.query(sealing);
    await runner.query(accessLog);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
