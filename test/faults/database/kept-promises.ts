import { adminSql, checkRecord } from '../../support/case-record.js';
import type { TestApp } from '../../support/running-app.js';

/**
 * Everything that a database promises and does not hold; empty for a sound one. Beside what every case promises: each
 * partnership's log has no gap and ends where its counter says, and no row of a case is without what it came with.
 */
export async function brokenPromises(app: Pick<TestApp, 'database'>): Promise<string[]> {
  const { broken } = await checkRecord(app);
  const found = await Promise.all(promises.map((text) => adminSql<{ broken: string }>(app, text)));
  return [...broken, ...found.flat().map((row) => row.broken)];
}

const promises = [
  `select format('the log of %s has %s entries, its last is %s and its counter says %s',
     s.tenant_id, count(e.id), coalesce(max(e.position), 0), s.last_position) as broken
   from concord.event_streams s left join concord.events e on e.tenant_id = s.tenant_id
   group by s.tenant_id, s.last_position
   having count(e.id) <> s.last_position or coalesce(max(e.position), 0) <> s.last_position`,
  `select format('application %s came without people, incidents or clocks', c.reference) as broken
   from concord.cases c where not exists (select from concord.case_people p where p.case_id = c.id)
     or not exists (select from concord.case_incidents i where i.case_id = c.id)
     or not exists (select from concord.clocks k where k.case_id = c.id)`,
  `select format('client key %s answers with a case that is not stored', k.key) as broken
   from concord.client_keys k where k.operation = 'applyForReview'
     and not exists (select from concord.cases c where c.tenant_id = k.tenant_id and c.id = (k.answer ->> 'caseId')::uuid)`,
  `select format('application %s has no kept answer', c.reference) as broken from concord.cases c
   where not exists (select from concord.client_keys k
     where k.tenant_id = c.tenant_id and (k.answer ->> 'caseId')::uuid = c.id)`,
];
