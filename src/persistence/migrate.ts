import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { migrations } from '#migrations/index.js';
import { entities } from './entities.js';
import { typesForTemporal } from './pg-types.js';

/**
 * A data source that signs in as the migrator and acts as the owner. Migrations, applying tenants and the TypeORM
 * command line use it; the server never does.
 */
export function migratorDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: 'concord migrator',
    schema: 'directory',
    entities,
    migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    extra: { max: 2, options: '-c role=concord_owner', types: typesForTemporal },
  });
}

/** Runs what has not run yet, one migrator at a time; returns the names of what ran. */
export async function migrate(url: string): Promise<string[]> {
  const source = await migratorDataSource(url).initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query("select pg_advisory_lock(hashtext('concord migrations'))");
    const ran = await source.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query("select pg_advisory_unlock(hashtext('concord migrations'))");
    await lock.release();
    await source.destroy();
  }
}
