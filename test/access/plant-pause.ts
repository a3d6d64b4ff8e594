import { nodeId } from '#platform/node-ids.js';
import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';

/** Days of each partnership are its own, so that they tell whose they are. */
const days = {
  leicester: { ended: ['2026-02-08', '2026-02-11'], lasts: '2026-02-13' },
  'north-yorkshire': { ended: ['2026-02-09', '2026-02-12'], lasts: '2026-02-14' },
} as const;

/** Lets a case stand still twice, for reasons that its policy need not know: once until a day, and once that lasts. Gives the id of that. */
export async function plantPauses(app: TestApp, slug: string, reference: string): Promise<string> {
  const { ended, lasts } = days[slug as keyof typeof days];
  const pause = async (reason: string, from: string, through: string | null) => {
    const [row] = await adminSql<{ id: string }>(
      app,
      `insert into concord.case_pauses (tenant_id, id, case_id, reason, from_on, through_on, recorded_by, recorded_at)
       select tenant_id, gen_random_uuid(), id, $2, $3::date, $4::date, gen_random_uuid(), received_at
       from concord.cases where reference = $1 returning id`,
      [reference, reason, from, through],
    );
    if (!row) throw new Error(`${slug} has the case ${reference}.`);
    return nodeId('Pause', row.id);
  };
  const [first, last] = ended;
  await pause('criminal_proceedings', first, last);
  return pause('agreed_with_applicant', lasts, null);
}
