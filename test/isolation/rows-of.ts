import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';
import { listTenantTables } from './foreign-marks.js';

/** For each table a digest of every row that a partnership has in it, read past row-level security. */
export async function digestRows(
  app: Pick<TestApp, 'database'>,
  tenantId: string,
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const { name } of await listTenantTables(app)) {
    const [row] = await adminSql<{ digest: string }>(
      app,
      `select count(*) || ' rows ' || coalesce(md5(string_agg(to_jsonb(t)::text, '' order by to_jsonb(t)::text)), '')
         as digest from concord.${name} t where tenant_id = $1`,
      [tenantId],
    );
    digests[name] = row?.digest ?? '';
  }
  return digests;
}
