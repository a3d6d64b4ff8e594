import { Temporal } from 'temporal-polyfill';
import type { CaseEventRecord } from '#casework/events.js';
import { clockJob } from './clock-job.js';
import type { JobToAdd } from './ports.js';
import type { BothClocks } from './when-to-look.js';

/** The jobs that an entry of a partnership's log leads to: a look at each clock that it started or moved. */
export function jobsOfEvent(
  tenantId: string,
  event: Pick<CaseEventRecord, 'body'>,
  clocks: BothClocks,
): JobToAdd[] {
  return (event.body?.clocksStarted ?? []).map(({ id, dueAt }) =>
    clockJob({ tenantId, clockId: id }, Temporal.Instant.from(dueAt), clocks),
  );
}

/** Of several jobs under one key only the last, as if they had been added one after the other. */
export function lastOfEachKey(jobs: readonly JobToAdd[]): JobToAdd[] {
  return [...new Map(jobs.map((job) => [job.jobKey, job])).values()];
}
