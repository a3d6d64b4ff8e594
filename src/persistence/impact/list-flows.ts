import type { EntityManager } from 'typeorm';
import type { Flow } from './impact-facts.js';

/** What has gone from whom to whom, counted; agencies to which or from which nothing went are not there. */
export function listFlows(manager: EntityManager, tenantId: string): Promise<Flow[]> {
  return manager.query<Flow[]>(
    `with agencies as (select id, name from concord.agencies where tenant_id = $1)
     select "from", "to", what, count from (
       select 1 as place, 'people who apply' as "from", 'partnership' as "to",
         'applications (' || lower(replace(applicant_kind, '_', ' ')) || ')' as what, count(*)::int as count
       from concord.cases where tenant_id = $1 group by applicant_kind
       union all
       select 2, a.name, 'its own records here', 'reports (' || lower(replace(r.source, '_', ' ')) || ')', count(*)::int
       from concord.reports r join agencies a on a.id = r.agency_id where r.tenant_id = $1 group by a.name, r.source
       union all
       select 3, 'partnership', a.name, 'cases that it was asked about, or is party to', count(*)::int
       from concord.case_parties p join agencies a on a.id = p.agency_id where p.tenant_id = $1 group by a.name
       union all
       select 4, a.name, 'partnership', 'information requests answered', count(*)::int
       from concord.information_requests q join agencies a on a.id = q.agency_id
       where q.tenant_id = $1 and q.answered_at is not null group by a.name
       union all
       select 5, a.name, 'cases', 'reports put to cases', count(*)::int
       from concord.report_links l join agencies a on a.id = l.agency_id where l.tenant_id = $1 group by a.name
       union all
       select 6, 'partnership', 'whoever was given the file', 'exports of the audit trail', count(*)::int
       from concord.audit_entries where tenant_id = $1 and action = 'AUDIT_EXPORTED' having count(*) > 0) flows
     order by place, "from", "to", what`,
    [tenantId],
  );
}
