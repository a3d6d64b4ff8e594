import { setTimeout as pause } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';
import type { Logger } from '#platform/logger.js';

const restartMs = 1_000;

/** A runner of jobs that goes on until it is told to stop. */
export interface KeptRunner {
  /** Takes no more jobs and waits for those that run. */
  stop(): Promise<void>;
}

/**
 * Starts a runner, and starts it again whenever it ends by itself: graphile-worker's stops for good when it cannot write
 * down how a job ended, as when its connection is cut at that moment. Throws when the first start fails.
 */
export async function keepRunning(start: () => Promise<Runner>, logger: Logger): Promise<KeptRunner> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let runner = await start();
  const ended = (async () => {
    while (!signal.aborted) {
      await runner.promise.catch(() => undefined);
      if (signal.aborted) return;
      logger.warn('the job runner ended by itself and is started again');
      runner = (await startAgain(start, { signal, logger })) ?? runner;
    }
    // It was started while the stop was asked for.
    await runner.stop().catch(() => undefined);
  })();
  return {
    async stop() {
      stopping.abort();
      await runner.stop().catch(() => undefined);
      await ended;
    },
  };
}

async function startAgain(
  start: () => Promise<Runner>,
  { signal, logger }: { signal: AbortSignal; logger: Logger },
): Promise<Runner | undefined> {
  while (!signal.aborted) {
    await pause(restartMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return undefined;
    try {
      return await start();
    } catch (error) {
      logger.error({ err: error }, 'the job runner cannot be started; it is tried again');
    }
  }
  return undefined;
}
