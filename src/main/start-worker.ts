import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import type { Clock } from '#casework/ports.js';
import { SealAudit, type SealAuditSettings } from '#jobs/seal-audit.js';
import { startWorker, type RunningWorker } from '#jobs/start-worker.js';
import { auditTrails } from '#persistence/audit-trails.js';
import { refusePowerfulRole } from '#persistence/check-role.js';
import { createDataSource } from '#persistence/data-source.js';
import { Directory } from '#persistence/directory.js';
import { createJobPool } from '#persistence/job-pool.js';
import { LogFollower } from '#persistence/log-follower.js';
import { AuditKey } from '#platform/audit/audit-key.js';
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
  const directory = new Directory(dataSource);
  const worker = await startWorker({
    pool: createJobPool({ url, applicationName: 'concord worker jobs' }),
    logs: new LogFollower({ dataSource, follower: 'jobs' }),
    directory,
    casework: createCasework({ ...wiring, dataSource }),
    logger,
  });
  const seals = new SealAudit({ trails: auditTrails(dataSource), directory, sign: signWith(wiring), logger });
  seals.start();
  return {
    stop: async () => {
      await seals.stop();
      await worker.stop();
      await dataSource.destroy();
    },
  };
}

function signWith({ secretKey, clock }: WorkerWiring): SealAuditSettings['sign'] {
  const key = new AuditKey(secretKey);
  return (tenantId, { number, hash }) =>
    key.sign({ tenantId, number, hash, signedAt: clock.now().toString({ fractionalSecondDigits: 6 }) });
}
