import type { RunnerOptions } from 'graphile-worker';
import type { CaseEventRecord } from '#casework/events.js';

/** The logs of partnerships, with the worker's own place in each. */
export interface FollowedLogs {
  /**
   * Hands the next entries of a log over, in order, and moves the place past them when `handle` is done. `MORE`: call
   * again at once; `ELSEWHERE`: another process follows this log at the moment.
   */
  follow(
    tenantId: string,
    handle: (events: readonly CaseEventRecord[]) => Promise<void>,
  ): Promise<'CAUGHT_UP' | 'MORE' | 'ELSEWHERE'>;
}

/** Which partnerships there are. */
export interface KnownPartnerships {
  listPartnerships(): Promise<readonly { readonly tenantId: string }[]>;
}

/** Connections of the worker role on which graphile-worker keeps its jobs. */
export type JobPool = NonNullable<RunnerOptions['pgPool']>;

/** What becomes of an entry of the log: a job, once for each key; a later one under the same key takes its place. */
export interface JobToAdd {
  readonly identifier: string;
  readonly payload: object;
  readonly jobKey: string;
  readonly runAt: Date;
}
