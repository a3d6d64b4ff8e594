import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';

/** How many rows every table of partnerships holds, whoever they belong to. */
export async function countRows(app: Pick<TestApp, 'database'>): Promise<Record<string, number>> {
  const tables = await adminSql<{ name: string }>(
    app,
    `select table_name as name from information_schema.tables where table_schema = 'concord' order by table_name`,
  );
  const counts = tables.map(({ name }) => `(select count(*)::integer from concord."${name}") as "${name}"`);
  const [row] = await adminSql<Record<string, number>>(app, `select ${counts.join(', ')}`);
  return row ?? {};
}
