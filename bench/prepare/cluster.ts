import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '#main/prepare.js';
import { keepRolePasswords } from '#main/role-passwords.js';
import { asAdmin, asRole, ensureRoles, withDatabase } from '#persistence/bootstrap.js';
import { openDatabase, type OpenedDatabase } from '#platform/database/open-database.js';
import { resetDatabase } from '#platform/database/reset-database.js';
import { createLogger } from '#platform/logger.js';

/** The bench's own PostgreSQL, kept between runs with the settings that production has. */
export interface Cluster {
  readonly adminUrl: string;
  addressesOf(database: string): DatabaseUrls;
  stop(): Promise<void>;
}

export interface DatabaseUrls {
  readonly adminUrl: string;
  readonly migratorUrl: string;
  readonly appUrl: string;
}

export const benchFolder = join(projectFolder, '.concord', 'bench');
const logger = createLogger({ logLevel: 'warn' });

export async function openCluster({ fresh }: { fresh: boolean }): Promise<Cluster> {
  mkdirSync(benchFolder, { recursive: true });
  if (fresh) await resetDatabase(benchFolder, logger);
  const opened = await withStatementCounts(await open());
  const passwords = keepRolePasswords(benchFolder);
  await ensureRoles(opened.adminUrl, passwords);
  return {
    adminUrl: opened.adminUrl,
    addressesOf: (database) => {
      const own = withDatabase(opened.adminUrl, database);
      return {
        adminUrl: own,
        migratorUrl: asRole(own, 'migrator', passwords.migrator),
        appUrl: asRole(own, 'app', passwords.app),
      };
    },
    stop: () => opened.stop(),
  };
}

function open(): Promise<OpenedDatabase> {
  return openDatabase({ dataDir: benchFolder, logger });
}

/** pg_stat_statements counts statements apart from the timing; it is loaded at start and switched off until asked for. */
async function withStatementCounts(opened: OpenedDatabase): Promise<OpenedDatabase> {
  const loaded = await asAdmin(opened.adminUrl, async (client) => {
    const { rows } = await client.query<{ loaded: string }>(
      "select current_setting('shared_preload_libraries') as loaded",
    );
    if (rows[0]?.loaded.includes('pg_stat_statements')) return true;
    await client.query("alter system set shared_preload_libraries = 'pg_stat_statements'");
    await client.query('alter system set "pg_stat_statements.track" = \'none\'');
    return false;
  });
  if (!loaded) await opened.stop();
  const ready = loaded ? opened : await open();
  await asAdmin(ready.adminUrl, (client) =>
    client.query('create extension if not exists pg_stat_statements'),
  );
  return ready;
}
