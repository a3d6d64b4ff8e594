import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { entities } from './entities.js';
import { typesForTemporal } from './pg-types.js';

export interface DataSourceSettings {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Connections at most; 10 unless told. */
  readonly poolSize?: number;
  /** Whether connections keep their statements parsed and planned; not behind a pooler that works by transaction. */
  readonly prepares?: boolean;
}

/**
 * A pool for one of the run-time roles. `query_timeout` of pg is never set: its ROLLBACK is dropped from the queue and the
 * connection would go back to the pool inside somebody's transaction.
 */
export function createDataSource(settings: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url: settings.url,
    applicationName: settings.applicationName,
    entities,
    synchronize: false,
    installExtensions: false,
    logging: false,
    extra: {
      max: settings.poolSize ?? 10,
      connectionTimeoutMillis: 2_000,
      maxLifetimeSeconds: 1_800,
      types: typesForTemporal,
      // A statement does not wait for the answer of the one before it; transactions that write do so themselves.
      pipeline: true,
      prepares: settings.prepares ?? true,
    },
  });
}
