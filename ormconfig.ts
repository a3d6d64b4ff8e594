import { migratorDataSource } from '#persistence/migrate.js';

const url = process.env['DATABASE_URL'];
if (url === undefined)
  throw new Error(
    'DATABASE_URL is not set: expected the address of the database, signing in as concord_migrator.',
  );

/** The data source of the TypeORM command line: `npm run typeorm -- migration:show`. */
export const dataSource = migratorDataSource(url);
