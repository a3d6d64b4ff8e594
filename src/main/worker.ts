import { readConfig } from '#platform/config.js';
import { clockFrom } from '#platform/clock.js';
import { createLogger } from '#platform/logger.js';
import { readSecretKey } from '#platform/secret-key.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { reachDatabase } from './database.js';
import { prepareDatabase, tenantsFolder } from './prepare.js';
import { runToTheEnd } from './run-to-the-end.js';
import { startWiredWorker } from './start-worker.js';
import { onStopSignal } from './stop-signal.js';

/** `npm run worker`: one more worker, beside those of other processes. */
await runToTheEnd('The worker', async () => {
  const config = readConfig(process.env);
  const logger = createLogger(config);
  const secretKey = readSecretKey(config);
  const database = await reachDatabase(config, logger, { share: true });
  try {
    await prepareDatabase(database.migratorUrl, logger, { production: config.environment === 'production' });
    const { holidays } = readTenants(tenantsFolder);
    const worker = await startWiredWorker({
      database,
      clock: clockFrom(config),
      holidays,
      secretKey,
      logger,
    });
    process.stdout.write('The worker is ready\n');
    await onStopSignal();
    await worker.stop();
  } finally {
    await database.stop();
  }
});
