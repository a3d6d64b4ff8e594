import { may } from '../permitted.js';

const audit = may('audit.read');

/** Who reads the audit trail. */
export const auditPolicies = ['audit_entries', 'audit_chains', 'audit_checkpoints']
  .map((table) => `alter policy auditor_reads on concord.${table} using (${audit});`)
  .join('\n');

/** Who is told who looked at a record. */
export const auditFunctions = `
  create or replace function concord.may_see_accesses(wanted uuid) returns boolean
    language sql stable security definer set search_path = '' as $$
    select ${audit}
      or (${may('cases.read_accesses')} and (select concord.sees_every_case())) and exists (
        select from concord.cases c where c.tenant_id = (select concord.tenant_id()) and c.id = wanted)
      or ${may('reports.read_accesses')} and exists (
        select from concord.reports r where r.tenant_id = (select concord.tenant_id()) and r.id = wanted
          and r.agency_id = (select concord.agency_id())) $$;
  comment on function concord.may_see_accesses(uuid) is
    'Who may see every case or owns a report may see who looked at it, as far as their roles allow that; who may read the audit trail may for every record.';

  create or replace function concord.list_audit_actors() returns table (actor text, person text, agency_id uuid)
    language sql stable security definer set search_path = '' as $$
    select 'member:' || m.id, u.display_name, m.agency_id from concord.memberships m
    join directory.users u on u.id = m.user_id
    where m.tenant_id = (select concord.tenant_id()) and ${audit} $$;
  comment on function concord.list_audit_actors() is
    'To who may read the audit trail: the people behind its actors, also those who left.';
`;
