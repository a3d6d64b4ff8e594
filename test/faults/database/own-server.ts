import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepRolePasswords } from '#main/role-passwords.js';
import { ensureRoles } from '#persistence/bootstrap.js';
import { openDatabase, type OpenedDatabase } from '#platform/database/open-database.js';
import { resetDatabase } from '#platform/database/reset-database.js';
import { createLogger } from '#platform/logger.js';

const logger = createLogger({ logLevel: 'silent' });

/** A PostgreSQL server of a test file alone, durable as in production, that may be killed and restarted. */
export class OwnServer {
  private constructor(
    private readonly dataDir: string,
    private opened: OpenedDatabase,
  ) {}

  /** Starts it; scratch databases of this test file are made on it from now on. */
  static async start(): Promise<OwnServer> {
    const dataDir = mkdtempSync(join(tmpdir(), 'concord-faults-'));
    // The server may run as another account than the tests.
    chmodSync(dataDir, 0o755);
    const opened = await openDatabase({ dataDir, logger });
    const passwords = keepRolePasswords(dataDir);
    await ensureRoles(opened.adminUrl, passwords);
    process.env['CONCORD_TEST_ADMIN_URL'] = opened.adminUrl;
    process.env['CONCORD_TEST_ROLE_PASSWORDS'] = JSON.stringify(passwords);
    return new OwnServer(dataDir, opened);
  }

  /** Stops it the fast way, which ends every connection, and starts it again at the same address. */
  async restart(whileDown: () => Promise<void>): Promise<void> {
    const before = this.opened.adminUrl;
    await this.opened.stop();
    await whileDown();
    this.opened = await openDatabase({ dataDir: this.dataDir, logger });
    if (this.opened.adminUrl !== before) throw new Error('The server came back at another address.');
  }

  async remove(): Promise<void> {
    await this.opened.stop();
    await resetDatabase(this.dataDir, logger);
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
