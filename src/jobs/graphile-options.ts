import type { SharedOptions } from 'graphile-worker';
import type { Logger } from '#platform/logger.js';
import { graphileLogger } from './graphile-logger.js';
import { graphilePlugin } from './graphile-plugin.js';
import type { JobPool } from './ports.js';

/**
 * What the runner and the adding of jobs have in common. A fresh object each time: graphile-worker caches by it. How jobs
 * ended is written down in batches (of no delay) only because without them a failure to do so is a rejection that
 * nobody handles, which ends the process.
 */
export function graphileOptions(pool: JobPool, logger: Logger): SharedOptions {
  return {
    pgPool: pool,
    schema: 'graphile_worker',
    logger: graphileLogger(logger),
    preset: { plugins: [graphilePlugin], worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  };
}
