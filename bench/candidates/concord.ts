import { createHash } from 'node:crypto';
import { startApp } from '#main/app.js';
import { tenantsFolder } from '#main/prepare.js';
import { clockFrom } from '#platform/clock.js';
import { defaultLimits } from '#platform/limits.js';
import { createLogger } from '#platform/logger.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { serveCandidate } from './serve-candidate.js';

/** (a) This server as production runs it: sign-in, guard with the limits of a new installation, row-level security. */
serveCandidate(async ({ appUrl, migratorUrl, dataDir }) => {
  const app = await startApp({
    database: { migratorUrl, appUrl, listenUrl: appUrl },
    port: 0,
    host: '127.0.0.1',
    publicUrl: undefined,
    dataDir,
    secretKey: createHash('sha256').update('the key of a bench').digest(),
    clock: clockFrom({ fixedNow: undefined }),
    holidays: readTenants(tenantsFolder).holidays,
    production: true,
    logger: createLogger({ logLevel: 'info' }),
  });
  return { origin: app.origin, notes: `limits ${JSON.stringify(defaultLimits)}`, stop: () => app.stop() };
});
