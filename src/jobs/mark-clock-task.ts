import type { JobHelpers, Task } from 'graphile-worker';
import { markClockFallenDue, type FallenDue } from '#casework/mark-clock-fallen-due.js';
import type { Casework } from '#casework/ports.js';
import { systemClock } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import type { Metrics } from '#platform/metrics.js';
import { describeError, isError } from '#platform/redaction.js';
import { clockTask, laterClockJob, parseClockPayload } from './clock-job.js';

export interface TaskSettings {
  readonly casework: Casework;
  readonly logger: Logger;
  readonly metrics?: Pick<Metrics, 'jobs'> | undefined;
}

/**
 * Looks at one clock and marks it when it has fallen due; one that has not is looked at again when it is. A failure is
 * logged and passed on without the database's words, because graphile-worker stores the message beside the job.
 */
export function markClockTask(settings: TaskSettings): Task {
  const { logger, metrics } = settings;
  return async (payload, helpers) => {
    try {
      const { result } = await look(settings, payload, helpers);
      metrics?.jobs.inc({ task: clockTask, outcome: result });
      logger.debug({ task: clockTask, jobId: helpers.job.id, result }, 'a clock was looked at');
    } catch (error) {
      const { attempts, max_attempts: mostAttempts } = helpers.job;
      metrics?.jobs.inc({ task: clockTask, outcome: 'FAILED' });
      logger.error(
        { err: error, task: clockTask, jobId: helpers.job.id, attempts, mostAttempts },
        'a job failed',
      );
      throw new Error(isError(error) ? describeError(error).message : 'The task failed.');
    }
  };
}

async function look({ casework }: TaskSettings, payload: unknown, helpers: JobHelpers): Promise<FallenDue> {
  const wanted = parseClockPayload(payload);
  const outcome = await markClockFallenDue(
    casework,
    { kind: 'worker', tenantId: wanted.tenantId },
    wanted.clockId,
  );
  if (!outcome.ok) throw new Error(`The clock could not be marked: ${outcome.refusal.code}.`);
  if (outcome.value.result === 'NOT_YET') {
    const clocks = { shown: casework.clock.now(), machine: systemClock.now() };
    const { identifier, payload: same, ...spec } = laterClockJob(wanted, outcome.value.dueAt, clocks);
    // Added under the key of this running job, it takes the key over, and completing this job leaves it alone.
    await helpers.addJob(identifier, same, { ...spec, jobKeyMode: 'replace' });
  }
  return outcome.value;
}
