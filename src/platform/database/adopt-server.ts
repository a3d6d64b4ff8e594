import type { Logger } from '../logger.js';
import { findPassword, type Place } from './place.js';
import { findPostmaster, stopPostmaster, wasStartedFast, type Postmaster } from './postmaster.js';
import { waitFor } from './processes.js';

const patienceMilliseconds = 300_000;

/**
 * The server that a killed holder left running, once it is ready. One that ends by itself, has lost its password or
 * runs with the other settings is stopped instead, and the answer is undefined.
 */
export async function adoptServer(
  place: Place,
  fast: boolean,
  logger: Logger,
): Promise<Postmaster | undefined> {
  const left = await waitFor(() => {
    const found = findPostmaster(place);
    return found === undefined || found.status === 'ready' ? { found } : undefined;
  }, patienceMilliseconds);
  const orphan = left?.found ?? findPostmaster(place);
  if (orphan === undefined) return undefined;
  const isReady = orphan.status === 'ready' && findPassword(place) !== undefined;
  if (isReady && wasStartedFast(place) === fast) return orphan;
  await stopPostmaster(orphan, logger);
  return undefined;
}
