import type pg from 'pg';
import { asPrincipal } from './tables.js';
import type { TwoPartnerships } from './two-partnerships.js';

/**
 * Runs one named prepared statement, planned once for all, on one connection: for Leicester twice, for North Yorkshire, for
 * Leicester again. Returns whose cases each run gave.
 */
export async function tenantsServed(
  client: pg.ClientBase,
  { leicester, northYorkshire }: TwoPartnerships,
): Promise<string[][]> {
  await client.query('set plan_cache_mode = force_generic_plan');
  const served = [];
  for (const { coordinator } of [leicester, leicester, northYorkshire, leicester])
    served.push(
      await asPrincipal(client, coordinator, async () => {
        const statement = { name: 'tenants of cases', text: 'select distinct tenant_id from concord.cases' };
        const { rows } = await client.query<{ tenant_id: string }>(statement);
        return rows.map((row) => row.tenant_id);
      }),
    );
  return served;
}
