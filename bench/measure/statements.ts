import pg from 'pg';
import { asAdmin } from '#persistence/bootstrap.js';

/** Counts the statements that the application's role runs in a database while some work is done. */
export function countStatements(
  adminUrl: string,
  database: string,
  work: () => Promise<void>,
): Promise<number> {
  return asAdmin(adminUrl, async (client) => {
    await track(client, 'top');
    await client.query('select pg_stat_statements_reset()');
    await work();
    const { rows } = await client.query<{ calls: string | null }>(
      `select sum(s.calls)::text as calls from pg_stat_statements s
       join pg_database d on d.oid = s.dbid and d.datname = $1
       join pg_roles r on r.oid = s.userid and r.rolname = 'concord_app'`,
      [database],
    );
    await track(client, 'none');
    return Number(rows[0]?.calls ?? 0);
  });
}

/** Every connection reads the setting again before its next statement; ours shows when the server has. */
async function track(client: pg.Client, what: 'top' | 'none'): Promise<void> {
  await client.query(`alter system set "pg_stat_statements.track" = ${pg.escapeLiteral(what)}`);
  await client.query('select pg_reload_conf()');
  for (;;) {
    const { rows } = await client.query<{ track: string }>(
      "select current_setting('pg_stat_statements.track') as track",
    );
    if (rows[0]?.track === what) return;
  }
}
