import { nodeId } from '#platform/node-ids.js';
import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';

interface Setting {
  readonly slug: string;
  readonly reference: string;
  readonly word: string;
  readonly people: Readonly<Record<'advocate' | 'analyst' | 'coordinator', string | undefined>>;
}

/** Days of each partnership are its own, so that they tell whose they are. */
const times = {
  leicester: { declared: '2026-02-15T10:01:02Z', lifted: '2026-02-17T11:02:03Z' },
  'north-yorkshire': { declared: '2026-02-16T12:03:04Z', lifted: '2026-02-18T13:04:05Z' },
} as const;

/**
 * Two people who read no case have a conflict in this one, so that nobody misses anything: the analyst, who is a person of
 * it, until it was lifted, and the advocate still. Gives the advocate's, and their membership.
 */
export async function plantConflicts(
  app: TestApp,
  setting: Setting,
): Promise<{ id: string; membershipId: string }> {
  const { slug, reference, word, people } = setting;
  const { declared, lifted } = times[slug as keyof typeof times];
  const plant = async (subject: string | undefined, more: string) => {
    const [row] = await adminSql<{ id: string; membership_id: string }>(
      app,
      `insert into concord.case_conflicts (tenant_id, id, case_id, membership_id, user_id, person_id, reason, declared_by,
         declared_at, lifted_by, lifted_at, lifted_reason)
       select c.tenant_id, gen_random_uuid(), c.id, m.id, m.user_id, ${more}
       from concord.cases c join concord.memberships m on m.tenant_id = c.tenant_id
       join directory.users u on u.id = m.user_id
       where c.reference = $1 and u.subject = $2 returning id, membership_id`,
      [reference, subject],
    );
    if (!row) throw new Error(`${slug} has the case ${reference}.`);
    return { id: nodeId('Conflict', row.id), membershipId: nodeId('Membership', row.membership_id) };
  };
  await plant(
    people.analyst,
    `(select min(p.id::text)::uuid from concord.case_people p where p.case_id = c.id), 'Lives at ${word} Street', m.user_id,
     '${declared}', m.user_id, '${lifted}', 'Moved away from ${word} Street'`,
  );
  return plant(people.advocate, `null, 'A friend of ${word}', m.user_id, '${declared}', null, null, null`);
}
