import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One PostgreSQL for the whole run: the embedded one, or the server of DATABASE_URL, whose role must then be allowed to
 * make roles and databases. Jest does not map `#` paths for this file, so it imports what `npm test` has just built.
 */
export default async function globalSetup() {
  const { openDatabase } = await import('../../dist/src/platform/database/open-database.js');
  const { resetDatabase } = await import('../../dist/src/platform/database/reset-database.js');
  const { ensureRoles } = await import('../../dist/src/persistence/bootstrap.js');
  const { createLogger } = await import('../../dist/src/platform/logger.js');
  const { keepRolePasswords } = await import('../../dist/src/main/role-passwords.js');
  const dataDir = mkdtempSync(join(tmpdir(), 'concord-tests-'));
  // The server may run as another account than the tests.
  chmodSync(dataDir, 0o755);
  const logger = createLogger({ logLevel: 'error' });
  const outside = process.env.DATABASE_URL;
  const database = await openDatabase({
    dataDir,
    fast: true,
    logger,
    ...(outside ? { databaseUrl: outside } : {}),
  });
  // On an outside server the roles may serve others: their passwords are kept where the installation keeps them.
  const passwords = keepRolePasswords(outside ? (process.env.DATA_DIR ?? '.concord') : dataDir);
  await ensureRoles(database.adminUrl, passwords);
  process.env.CONCORD_TEST_ADMIN_URL = database.adminUrl;
  process.env.CONCORD_TEST_ROLE_PASSWORDS = JSON.stringify(passwords);
  globalThis.stopTestDatabase = async () => {
    await database.stop();
    if (!outside) await resetDatabase(dataDir, logger);
    rmSync(dataDir, { recursive: true, force: true });
  };
}
