import { EventEmitter } from 'node:events';
import { makeWorkerUtils, run, type Runner, type WorkerEvents, type WorkerUtils } from 'graphile-worker';
import type { Casework } from '#casework/ports.js';
import { systemClock } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import type { Metrics } from '#platform/metrics.js';
import { clockTask } from './clock-job.js';
import { FollowLogs, type FollowSettings } from './follow-logs.js';
import { graphileOptions } from './graphile-options.js';
import { jobsOfEvent, lastOfEachKey } from './jobs-of-event.js';
import { keepRunning } from './keep-running.js';
import { markClockTask } from './mark-clock-task.js';
import type { FollowedLogs, JobPool, KnownPartnerships } from './ports.js';
import { bringForward, freeAbandonedJobs, removeSupersededJobs } from './waiting-jobs.js';
import { standApart } from './when-to-look.js';

export interface WorkerSettings {
  /** Connections of the worker role for graphile-worker alone; `stop` ends them, and so does a start that fails. */
  readonly pool: JobPool;
  readonly logs: FollowedLogs;
  readonly directory: KnownPartnerships;
  /** The use cases over connections of the worker role. */
  readonly casework: Casework;
  readonly logger: Logger;
  readonly metrics?: Pick<Metrics, 'jobs'>;
  /** How often to look for new entries and for jobs whose time has come, in milliseconds; 1,000 unless told. */
  readonly pollMs?: number;
}

export interface RunningWorker {
  /** Takes nothing more up, finishes what runs, and ends the job connections. May be called more than once. */
  stop(): Promise<void>;
}

const channel = 'concord_events';
const tidyMs = 60_000;
const concurrency = 2;

/**
 * Follows the logs of all partnerships and runs the jobs that come of them. Any number of workers may run: one at a time
 * follows a log, and a job is run by one.
 */
export async function startWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const { pool, logger } = settings;
  try {
    const utils = await makeWorkerUtils(graphileOptions(pool, logger));
    await tidy(settings, utils);
    // They were put off by the machine's clock, or by one that showed another time.
    const clocks = { shown: settings.casework.clock.now(), machine: systemClock.now() };
    if (standApart(clocks)) await bringForward(utils, clockTask);
    return await runWith(settings, utils);
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function runWith(settings: WorkerSettings, utils: WorkerUtils): Promise<RunningWorker> {
  const { logger, pollMs = 1_000 } = settings;
  const following = new FollowLogs({ ...settings, pollMs, handle: addJobsTo(utils, settings.casework) });
  const runner = await keepRunning(runnerOf(settings, utils, following), logger);
  following.start();
  let tidied = Promise.resolve();
  const tidying = setInterval(() => {
    tidied = tidied.then(() => tidy(settings, utils));
  }, tidyMs);
  const stopAll = async () => {
    clearInterval(tidying);
    await following.stop();
    await runner.stop();
    await tidied;
    await utils.release();
    await settings.pool.end();
  };
  let stopped: Promise<void> | undefined;
  return { stop: () => (stopped ??= stopAll()) };
}

/** Starts a runner, after freeing the jobs that those before it held when they ended. */
function runnerOf(
  settings: WorkerSettings,
  utils: WorkerUtils,
  following: FollowLogs,
): () => Promise<Runner> {
  const { pool, logger, pollMs = 1_000 } = settings;
  const ended: string[] = [];
  return async () => {
    if (ended.length > 0) await utils.forceUnlockWorkers(ended);
    const events = new EventEmitter() as WorkerEvents;
    events.on('pool:create', ({ workerPool }) => ended.push(workerPool.id));
    listen(events, following);
    return run({
      ...graphileOptions(pool, logger),
      taskList: { [clockTask]: markClockTask(settings) },
      parsedCronItems: [],
      events,
      concurrency,
      pollInterval: pollMs,
      noHandleSignals: true,
    });
  };
}

/**
 * Adds the jobs of new entries on a connection of the job pool. Adding notifies, and a transaction that notifies holds a
 * lock of the whole cluster while it commits; so it is neither a transaction of the application, nor the one in which
 * the place in the log moves. That one commits after: a crash between adds the same keys again and loses nothing.
 */
function addJobsTo(utils: WorkerUtils, casework: Casework): FollowSettings['handle'] {
  return async (tenantId, entries) => {
    const clocks = { shown: casework.clock.now(), machine: systemClock.now() };
    const jobs = lastOfEachKey(entries.flatMap((event) => jobsOfEvent(tenantId, event, clocks)));
    if (jobs.length > 0) await utils.addJobs(jobs);
  };
}

/** Takes care of what workers that died left behind; what fails is done the next time. */
async function tidy({ logger }: WorkerSettings, utils: WorkerUtils): Promise<void> {
  try {
    const freed = await freeAbandonedJobs(utils);
    if (freed > 0) logger.warn({ freed }, 'jobs of workers that died were freed');
    await removeSupersededJobs(utils);
  } catch (error) {
    logger.warn({ err: error }, 'jobs of workers that died cannot be looked for');
  }
}

/** Hears wake-ups on the connection on which graphile-worker listens and which it replaces when it is lost. */
function listen(events: WorkerEvents, following: FollowLogs): void {
  events.on('pool:listen:success', ({ client }) => {
    // After graphile-worker's own first statement: a connection is given one at a time.
    client.once('drain', () => {
      // When this fails the connection is gone, which graphile-worker notices; polling covers the time between.
      client.query(`listen ${channel}`).then(
        () => {
          following.wakeAll();
        },
        () => undefined,
      );
    });
  });
  events.on('pool:listen:notification', ({ message }) => {
    if (message.channel === channel) following.wake(message.payload ?? '');
  });
}
