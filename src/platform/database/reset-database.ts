import type { Logger } from '../logger.js';
import { claimHold } from './holder.js';
import { findPlace, removePlace } from './place.js';
import { findPostmaster, stopPostmaster } from './postmaster.js';

/**
 * Deletes the embedded database of a data folder with everything in it; a server whose holder was killed is stopped
 * first. Nothing happens when there is none. Throws `DatabaseHeldFault` while a running process holds it.
 */
export async function resetDatabase(dataDir: string, logger: Logger): Promise<void> {
  const place = findPlace(dataDir);
  if (place === undefined) return;
  const hold = await claimHold(place.folder);
  try {
    const orphan = findPostmaster(place);
    if (orphan !== undefined) await stopPostmaster(orphan, logger);
    removePlace(place);
  } finally {
    hold.release();
  }
}
