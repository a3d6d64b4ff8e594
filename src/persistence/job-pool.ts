import pg from 'pg';

export interface JobPoolSettings {
  /** Of the worker role, and direct: LISTEN does not work through a pooler. */
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
}

const poolSize = 5;

/**
 * A pool for graphile-worker alone: it reads pg's own types where our data sources give Temporal ones, and its NOTIFY
 * stays on connections that run no business transaction. Whoever opens it ends it.
 */
export function createJobPool({ url, applicationName }: JobPoolSettings): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: applicationName,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
  });
  // A lost connection is replaced by the pool and reported by the query that ran on it; unheard it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}
