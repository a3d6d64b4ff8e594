import type { WorkerUtils } from 'graphile-worker';

/**
 * Frees jobs that a worker held when it died; graphile-worker itself waits four hours. A job of ours ends within a minute
 * (its transactions have a deadline) and may run twice without harm, so five minutes are enough.
 */
export async function freeAbandonedJobs(utils: WorkerUtils): Promise<number> {
  const holders = await utils.withPgClient(async (client) => {
    const { rows } = await client.query<{ locked_by: string }>(
      `select distinct locked_by from graphile_worker.jobs
       where locked_at < now() - interval '5 minutes' and locked_by is not null`,
    );
    return rows.map((row) => row.locked_by);
  });
  if (holders.length > 0) await utils.forceUnlockWorkers(holders);
  return holders.length;
}

/**
 * Removes jobs whose place another took while a worker held them, and which that worker did not end because it died. They
 * have lost their key, never run again, and stay for ever otherwise.
 */
export async function removeSupersededJobs(utils: WorkerUtils): Promise<void> {
  const ids = await utils.withPgClient(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'select id from graphile_worker.jobs where key is null and locked_at is null and attempts >= max_attempts',
    );
    return rows.map((row) => row.id);
  });
  if (ids.length > 0) await utils.completeJobs(ids);
}

/** Runs the waiting jobs of a task now, though they were put off. */
export async function bringForward(utils: WorkerUtils, task: string): Promise<void> {
  const ids = await utils.withPgClient(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'select id from graphile_worker.jobs where task_identifier = $1 and run_at > now() and locked_at is null',
      [task],
    );
    return rows.map((row) => row.id);
  });
  if (ids.length > 0) await utils.rescheduleJobs(ids, { runAt: new Date() });
}
