import { may } from '../permitted.js';

/** The trail names a program by what its agency calls it. */
export const servicesInTrail = `
  create or replace function concord.list_audit_actors() returns table (actor text, person text, agency_id uuid)
    language sql stable security definer set search_path = '' as $$
    select case when m.service_name is null then 'member:' else 'service:' end || m.id,
      coalesce(m.service_name, u.display_name), m.agency_id
    from concord.memberships m
    join directory.users u on u.id = m.user_id
    where m.tenant_id = (select concord.tenant_id()) and ${may('audit.read')} $$;
  comment on function concord.list_audit_actors() is
    'To who may read the audit trail: the people and programs behind its actors, also those who left.';

  create or replace function concord.list_accesses(wanted uuid, before_at timestamptz, before_id uuid, at_most integer)
    returns table (id uuid, at timestamptz, actor text, person text, agency_id uuid, action text, kind text, fields text[],
      purpose text, basis uuid[])
    language sql stable security definer set search_path = '' as $$
    select e.id, e.at, e.actor, coalesce(m.service_name, u.display_name), m.agency_id, e.action, e.kind, e.fields, e.purpose,
      e.basis
    from (
      select sealed.* from concord.audit_subjects s
      join concord.audit_entries sealed on sealed.tenant_id = s.tenant_id and sealed.seal_number = s.seal_number
      where s.tenant_id = (select concord.tenant_id()) and s.subject_id = wanted
      union all
      select waiting.* from concord.audit_entries waiting
      where waiting.tenant_id = (select concord.tenant_id()) and waiting.seal_number is null
        and wanted = any (waiting.subject_ids)
    ) as e
    left join concord.memberships m on m.tenant_id = e.tenant_id
      and e.actor = case when m.service_name is null then 'member:' else 'service:' end || m.id
    left join directory.users u on u.id = m.user_id
    where (select concord.may_see_accesses(wanted))
      and (before_at is null or (e.at, e.id) < (before_at, before_id))
    order by e.at desc, e.id desc limit at_most $$;
`;
