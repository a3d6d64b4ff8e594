import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '#main/app.js';
import { prepareDatabase, tenantsFolder } from '#main/prepare.js';
import { createLogger } from '#platform/logger.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { adminSql } from '../support/case-record.js';
import { scratchDatabase } from '../support/scratch-database.js';
import { TestClock } from '../support/test-clock.js';

describe('a server in production without an issuer', () => {
  it('refuses to start the development identity provider, says why, and makes nobody a member', async () => {
    const logger = createLogger({ logLevel: 'silent' });
    const database = await scratchDatabase();
    await prepareDatabase(database.migratorUrl, logger);
    const dataDir = mkdtempSync(join(tmpdir(), 'concord-production-'));
    const { migratorUrl, appUrl } = database;
    const starting = startApp({
      database: { migratorUrl, appUrl, listenUrl: appUrl },
      port: 0,
      host: '127.0.0.1',
      dataDir,
      secretKey: Buffer.alloc(32, 1),
      clock: new TestClock('2026-03-02T10:00:00Z'),
      holidays: readTenants(tenantsFolder).holidays,
      production: true,
      logger,
    });
    await expect(starting).rejects.toThrow(
      'The development identity provider does not run in production: it signs anybody in without a password. Configure an issuer.',
    );
    const [counted] = await adminSql<{ users: string; issuers: string; connections: string }>(
      { database },
      `select (select count(*) from directory.users) as users, (select count(*) from directory.issuers) as issuers,
         (select count(*) from pg_stat_activity where datname = current_database() and usename = 'concord_app') as connections`,
    );
    expect(counted).toEqual({ users: '0', issuers: '0', connections: '0' });
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
