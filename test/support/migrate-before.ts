import { DataSource } from 'typeorm';
import { migrations } from '#migrations/index.js';
import type { ScratchDatabase } from './scratch-database.js';

/** Runs every migration that comes before one. */
export async function migrateBefore(
  { migratorUrl }: ScratchDatabase,
  tested: (typeof migrations)[number],
): Promise<void> {
  const place = migrations.findIndex((migration) => migration === tested);
  const source = await new DataSource({
    type: 'postgres',
    url: migratorUrl,
    schema: 'directory',
    migrations: migrations.slice(0, place),
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    extra: { options: '-c role=concord_owner' },
  }).initialize();
  await source.runMigrations();
  await source.destroy();
}
