import { may, type Member } from '#casework/principal.js';
import type { WorkItem, WorkPage } from '#casework/my-work.js';
import type { Sql } from './transaction.js';

const ofCase = 'c.id as "caseId", c.reference';
const caseOf = (row: string) => `join concord.cases c on c.tenant_id = $1 and c.id = ${row}.case_id`;
const undecided = "c.stage in ('RECEIVED', 'ACKNOWLEDGED', 'GATHERING')";

const requests = `select 'REQUEST' as kind, ${ofCase}, 'ANSWER_REQUEST' as what, r.due_on
  from concord.information_requests r ${caseOf('r')}
  where r.tenant_id = $1 and r.agency_id = $3 and r.status = 'OPEN'`;

const clocks = `select 'CLOCK' as kind, ${ofCase}, k.step as what, k.due_on
  from concord.clocks k ${caseOf('k')}
  where k.tenant_id = $1 and k.stopped_at is null and not k.stands_still`;

const cases = `select 'CASE' as kind, ${ofCase},
    case c.stage when 'RECEIVED' then 'ACKNOWLEDGE' when 'ACKNOWLEDGED' then 'REQUEST_INFORMATION'
      else 'DECIDE_THRESHOLD' end as what, null::date as due_on
  from concord.cases c
  where c.tenant_id = $1 and ${undecided} and not exists (
    select from concord.information_requests o where o.tenant_id = $1 and o.case_id = c.id and o.status = 'OPEN')`;

/** What waits for a member, due first; things without a day come last. Row-level security says which cases they may see. */
export async function listWork(
  { query }: Pick<Sql, 'query'>,
  member: Member,
  first: number,
): Promise<WorkPage> {
  const answers = may(member, 'requests.answer') && member.agencyId !== undefined;
  const parts = [...(answers ? [requests] : []), ...(may(member, 'cases.lead') ? [clocks, cases] : [])];
  if (parts.length === 0) return { items: [], hasMore: false };
  const rows = await query<WorkItem>(
    `select kind, "caseId", reference, what, due_on as "dueOn"
     from (${parts.join(' union all ')}) w
     order by due_on nulls last, reference, kind, what limit $2`,
    answers ? [member.tenantId, first + 1, member.agencyId] : [member.tenantId, first + 1],
  );
  return { items: rows.slice(0, first), hasMore: rows.length > first };
}
