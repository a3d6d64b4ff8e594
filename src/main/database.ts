import { asRole, ensureDatabase, ensureRoles, withDatabase } from '#persistence/bootstrap.js';
import type { Config } from '#platform/config.js';
import { openDatabase } from '#platform/database/open-database.js';
import type { Logger } from '#platform/logger.js';
import { findRolePasswords, keepRolePasswords } from './role-passwords.js';

/** How each role reaches the database, and how to let go of it. */
export interface DatabaseAddresses {
  readonly migratorUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  /** A direct connection for LISTEN. */
  readonly listenUrl: string;
  /** Whether connections may keep statements; they do unless told. */
  readonly prepares?: boolean;
  stop(): Promise<void>;
}

const embeddedName = 'concord';

/** The database of this installation: the embedded one, with its roles made; or the outside one of `DATABASE_URL`. */
export async function reachDatabase(
  config: Config,
  logger: Logger,
  { share = false }: { share?: boolean } = {},
): Promise<DatabaseAddresses> {
  if (config.databaseUrl !== undefined) return outside(config, config.databaseUrl);
  const opened = await openDatabase({ dataDir: config.dataDir, logger, share });
  const passwords = keepRolePasswords(config.dataDir);
  const url = withDatabase(opened.adminUrl, embeddedName);
  if (opened.startedHere) {
    await ensureRoles(opened.adminUrl, passwords);
    await ensureDatabase(opened.adminUrl, embeddedName);
  }
  const appUrl = asRole(url, 'app', passwords.app);
  return {
    migratorUrl: asRole(url, 'migrator', passwords.migrator),
    appUrl,
    workerUrl: asRole(url, 'worker', passwords.worker),
    listenUrl: appUrl,
    stop: () => opened.stop(),
  };
}

function outside(config: Config, migratorUrl: string): DatabaseAddresses {
  const passwords = findRolePasswords(config.dataDir);
  const appUrl = config.databaseAppUrl ?? (passwords && asRole(migratorUrl, 'app', passwords.app));
  const workerUrl =
    config.databaseWorkerUrl ?? (passwords && asRole(migratorUrl, 'worker', passwords.worker));
  if (appUrl === undefined || workerUrl === undefined)
    throw new Error(
      'DATABASE_URL is set without DATABASE_APP_URL and DATABASE_WORKER_URL: ' +
        'expected all three, or the roles that `npm run db:bootstrap` makes.',
    );
  return {
    migratorUrl,
    appUrl,
    workerUrl,
    listenUrl: config.databaseListenUrl ?? appUrl,
    prepares: config.preparedStatements,
    stop: () => Promise.resolve(),
  };
}
