// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';
import { listTenantTables } from './foreign-marks.js';

type OnDatabase = Pick<TestApp, 'database'>;

const wall = 'tenant_id = (select concord.tenant_id())';

/** Works while one table has no wall that means anything. */
export async function withWideOpen<T>(app: OnDatabase, table: string, work: () => Promise<T>): Promise<T> {
  const open = `alter policy tenant_wall on concord.${table} using (true) with check (true)`;
  const shut = `alter policy tenant_wall on concord.${table} using (${wall}) with check (${wall})`;
  // What was read before is read again, and what was read meanwhile is not kept.
  const newDirectories = 'update concord.partnerships set directory_version = gen_random_uuid()';
  await adminSql(app, `${open}; ${newDirectories}`);
  try {
    return await work();
  } finally {
    await adminSql(app, `${shut}; ${newDirectories}`);
  }
}

/** Works while row-level security is off on some tables. */
export async function withoutRowSecurity<T>(
  app: OnDatabase,
  tables: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const switched = (state: string) =>
    tables.map((table) => `alter table concord.${table} ${state} row level security`).join(';');
  await adminSql(app, switched('disable'));
  try {
    return await work();
  } finally {
    await adminSql(app, switched('enable'));
  }
}

export async function tableNames(app: OnDatabase): Promise<string[]> {
  return (await listTenantTables(app)).map(({ name }) => name);
}

const ownFilter = /\b\w+\.tenant_id = (?:\(select concord\.tenant_id\(\)\)|tenant\b)/g;

/** Takes the filters out of the functions that act with the owner's rights; returns how many functions had one. */
export async function takeOutFunctionFilters(app: OnDatabase): Promise<number> {
  const functions = await adminSql<{ text: string }>(
    app,
    `select pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = pronamespace
     where nspname in ('concord', 'directory') and prosecdef`,
  );
  let changed = 0;
  for (const { text } of functions) {
    const other = text.replace(ownFilter, 'true');
    if (other === text) continue;
    changed += 1;
    await adminSql(app, other);
  }
  return changed;
}
