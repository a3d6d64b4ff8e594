import { readConfig } from '#platform/config.js';
import { clockFrom } from '#platform/clock.js';
import { createLogger } from '#platform/logger.js';
import { createMetrics } from '#platform/metrics.js';
import { readSecretKey } from '#platform/secret-key.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { startApp } from './app.js';
import { reachDatabase } from './database.js';
import { warnOfUnknownHolidays } from './holiday-warning.js';
import { prepareDatabase, tenantsFolder } from './prepare.js';
import { runToTheEnd } from './run-to-the-end.js';
import { startWiredWorker } from './start-worker.js';
import { showMetrics } from './metrics-listener.js';
import { onStopSignal } from './stop-signal.js';

/** `npm start`: database, schema, partnerships, server, and a worker beside it. */
await runToTheEnd('Concord', async () => {
  const config = readConfig(process.env);
  const logger = createLogger(config);
  const secretKey = readSecretKey(config);
  const database = await reachDatabase(config, logger);
  try {
    await prepareDatabase(database.migratorUrl, logger, { production: config.environment === 'production' });
    const shared = {
      database,
      secretKey,
      clock: clockFrom(config),
      holidays: readTenants(tenantsFolder).holidays,
      logger,
    };
    warnOfUnknownHolidays(shared.holidays, shared.clock, logger);
    const metrics = createMetrics({ processMetrics: true });
    const app = await startApp({
      ...config,
      ...shared,
      metrics,
      production: config.environment === 'production',
      // With port 0 the address is known only once the server listens.
      publicUrl: config.port === 0 ? undefined : config.publicUrl,
    });
    const worker = await startWiredWorker({ ...shared, onAppended: app.grown });
    const shown =
      config.metricsPort === undefined ? undefined : await showMetrics(metrics, config.metricsPort);
    process.stdout.write(`Concord is ready on ${app.origin}\n`);
    await onStopSignal();
    logger.info('stopping');
    await app.stop();
    await worker.stop();
    await shown?.stop();
  } finally {
    await database.stop();
  }
});
