import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import type { Clock } from '#casework/ports.js';
import { startWorker, type RunningWorker } from '#jobs/start-worker.js';
import { refusePowerfulRole } from '#persistence/check-role.js';
import { createDataSource } from '#persistence/data-source.js';
import { Directory } from '#persistence/directory.js';
import { createJobPool } from '#persistence/job-pool.js';
import { LogFollower } from '#persistence/log-follower.js';
import type { Logger } from '#platform/logger.js';
import type { DatabaseAddresses } from './database.js';
import { createCasework } from './wiring.js';

export interface WorkerWiring {
  readonly database: Pick<DatabaseAddresses, 'workerUrl' | 'prepares'>;
  readonly clock: Clock;
  readonly holidays: BankHolidays;
  readonly secretKey: Buffer;
  readonly logger: Logger;
  /** Wakes live readers of this process; those of others poll. */
  readonly onAppended?: (tenantId: string) => void;
}

/** A worker over connections of its own role. */
export async function startWiredWorker(wiring: WorkerWiring): Promise<RunningWorker> {
  const { database, logger } = wiring;
  const url = database.workerUrl;
  const dataSource = await createDataSource({
    url,
    applicationName: 'concord worker',
    poolSize: 3,
    prepares: database.prepares ?? true,
  }).initialize();
  await refusePowerfulRole(dataSource, 'DATABASE_WORKER_URL');
  const worker = await startWorker({
    pool: createJobPool({ url, applicationName: 'concord worker jobs' }),
    logs: new LogFollower({ dataSource, follower: 'jobs' }),
    directory: new Directory(dataSource),
    casework: createCasework({ ...wiring, dataSource }),
    logger,
  });
  return {
    stop: async () => {
      await worker.stop();
      await dataSource.destroy();
    },
  };
}
