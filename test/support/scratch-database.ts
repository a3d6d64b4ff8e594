import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  asAdmin,
  asRole,
  ensureDatabase,
  ensureRoles,
  withDatabase,
  type RolePasswords,
} from '#persistence/bootstrap.js';
import { migrate } from '#persistence/migrate.js';
import { openDatabase } from '#platform/database/open-database.js';
import { resetDatabase } from '#platform/database/reset-database.js';
import { createLogger } from '#platform/logger.js';

/** A database of its own, with who may sign in to it. Every address holds a password. */
export interface ScratchDatabase {
  readonly name: string;
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly migratorUrl: string;
  /** Removes the database, whoever is still connected; the last one of a test file also stops its server. */
  drop(): Promise<void>;
}

interface Server {
  readonly adminUrl: string;
  readonly passwords: RolePasswords;
  readonly stop: () => Promise<void>;
}

let server: Promise<Server> | undefined;
let inUse = 0;

/**
 * A new database with roles and schemas and nothing in them, or a copy of another, on which nobody may be connected.
 * It is made on the server of CONCORD_TEST_ADMIN_URL, whose role passwords stand in CONCORD_TEST_ROLE_PASSWORDS, or on an
 * embedded one that the test file starts for itself.
 */
export async function scratchDatabase(copyOf?: ScratchDatabase): Promise<ScratchDatabase> {
  inUse += 1;
  const { adminUrl, passwords } = await (server ??= openServer());
  const name = `concord_test_${randomBytes(8).toString('hex')}`;
  if (copyOf)
    await asAdmin(adminUrl, (client) =>
      client.query(
        `create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(copyOf.name)}`,
      ),
    );
  await ensureDatabase(adminUrl, name);
  const own = withDatabase(adminUrl, name);
  return {
    name,
    adminUrl: own,
    appUrl: asRole(own, 'app', passwords.app),
    workerUrl: asRole(own, 'worker', passwords.worker),
    migratorUrl: asRole(own, 'migrator', passwords.migrator),
    drop: () => drop(adminUrl, name),
  };
}

/** A new database in which every migration has run. */
export async function migratedDatabase(): Promise<ScratchDatabase> {
  const database = await scratchDatabase();
  await migrate(database.migratorUrl);
  return database;
}

async function drop(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, (client) =>
    client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`),
  );
  inUse -= 1;
  if (inUse > 0 || !server) return;
  const { stop } = await server;
  server = undefined;
  await stop();
}

async function openServer(): Promise<Server> {
  const outside = process.env['CONCORD_TEST_ADMIN_URL'];
  if (outside === undefined) return startServer();
  const given = process.env['CONCORD_TEST_ROLE_PASSWORDS'];
  if (given === undefined)
    throw new Error('CONCORD_TEST_ROLE_PASSWORDS is not set: expected {"migrator","app","worker"}.');
  return { adminUrl: outside, passwords: JSON.parse(given) as RolePasswords, stop: () => Promise.resolve() };
}

async function startServer(): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), 'concord-test-'));
  // The server may run as another account than the tests.
  chmodSync(dataDir, 0o755);
  const logger = createLogger({ logLevel: 'silent' });
  const opened = await openDatabase({ dataDir, fast: true, logger });
  const word = () => randomBytes(18).toString('base64url');
  const passwords = { migrator: word(), app: word(), worker: word() };
  await ensureRoles(opened.adminUrl, passwords);
  return {
    adminUrl: opened.adminUrl,
    passwords,
    stop: async () => {
      await opened.stop();
      await resetDatabase(dataDir, logger);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
