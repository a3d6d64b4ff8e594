/** Entries that name a basis are sealed in a second form; those without keep the first, so that old chains hold. */
export const auditBasis = `
  alter table concord.audit_entries add column basis uuid[] not null default '{}';
  grant insert (basis) on concord.audit_entries to concord_app, concord_worker;
  comment on column concord.audit_entries.basis is 'The sharing agreements under which it was done; none for one''s own records.';
  create or replace function concord.audit_digest(entry concord.audit_entries) returns bytea
    language sql stable set search_path = '' as $$
    select pg_catalog.sha256(pg_catalog.convert_to(
      concord.netstring(case when entry.basis = '{}' then 'concord audit 1' else 'concord audit 2' end)
      || concord.netstring(entry.tenant_id::text) || concord.netstring(entry.id::text)
      || concord.netstring(pg_catalog.to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
      || concord.netstring(entry.actor) || concord.netstring(entry.action) || concord.netstring(entry.kind)
      || concord.netstring(entry.subject_type) || concord.netstrings(entry.subject_ids::text[])
      || concord.netstrings(entry.fields) || concord.netstring(entry.correlation_id) || concord.netstring(entry.purpose)
      || case when entry.basis = '{}' then '' else concord.netstrings(entry.basis::text[]) end
      || concord.netstring(entry.salt::text), 'UTF8')) $$;

  drop function concord.list_accesses(uuid, timestamptz, uuid, integer);
  create function concord.list_accesses(wanted uuid, before_at timestamptz, before_id uuid, at_most integer)
    returns table (id uuid, at timestamptz, actor text, person text, agency_id uuid, action text, kind text, fields text[],
      purpose text, basis uuid[])
    language sql stable security definer set search_path = '' as $$
    select e.id, e.at, e.actor, u.display_name, m.agency_id, e.action, e.kind, e.fields, e.purpose, e.basis
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
`;
