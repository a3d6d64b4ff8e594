import { nodeId } from '#platform/node-ids.js';
import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';

/** Days of each partnership are its own, so that they tell whose they are. */
const times = {
  leicester: { set: '2026-02-19T10:01:02Z', ended: '2026-02-21T11:02:03Z' },
  'north-yorkshire': { set: '2026-02-20T12:03:04Z', ended: '2026-02-22T13:04:05Z' },
} as const;

/** A safe contact that stands, and a mark of hate that was ended: neither withholds anything. Gives the id of the first. */
export async function plantMarkers(
  app: TestApp,
  { slug, reference, word }: { slug: string; reference: string; word: string },
): Promise<string> {
  const { set, ended } = times[slug as keyof typeof times];
  const plant = async (values: string) => {
    const [row] = await adminSql<{ id: string }>(
      app,
      `insert into concord.case_markers (tenant_id, id, case_id, set_by, set_at, kind, person_id, opens_to, rule, reason,
         ended_by, ended_at, ended_reason)
       select c.tenant_id, gen_random_uuid(), c.id, gen_random_uuid(), '${set}', ${values}
       from concord.cases c where c.reference = $1 returning id`,
      [reference],
    );
    if (!row) throw new Error(`${slug} has the case ${reference}.`);
    return nodeId('Marker', row.id);
  };
  const agency =
    'array(select a.id from concord.agencies a where a.tenant_id = c.tenant_id order by a.id limit 1)';
  await plant(
    `'HATE', null, ${agency}, null, 'Words at ${word} Street', gen_random_uuid(), '${ended}', 'Moved from ${word} Street'`,
  );
  const person = '(select min(p.id::text)::uuid from concord.case_people p where p.case_id = c.id)';
  return plant(
    `'SAFE_CONTACT', ${person}, '{}', 'Call at ${word} Street only', 'As ${word} asked', null, null, null`,
  );
}
