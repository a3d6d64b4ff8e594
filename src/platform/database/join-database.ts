import { findHolder } from './holder.js';
import { adminUrl, findPassword, type Place } from './place.js';
import { findPostmaster } from './postmaster.js';
import { waitFor } from './processes.js';

const patienceMilliseconds = 300_000;

/**
 * The address of a database that another process holds, once that has it ready; undefined when the holder ends
 * before. Throws when it does not become ready.
 */
export async function joinDatabase(place: Place): Promise<string | undefined> {
  const ready = await waitFor(() => {
    if (findHolder(place.folder) === undefined) return { server: undefined };
    const server = findPostmaster(place);
    return server?.status === 'ready' ? { server } : undefined;
  }, patienceMilliseconds);
  if (ready === undefined)
    throw new Error('The process that holds the embedded database does not get it ready.');
  if (ready.server === undefined) return undefined;
  const password = findPassword(place);
  if (password === undefined)
    throw new Error(`The password of the embedded database is missing from ${place.folder}.`);
  return adminUrl(password, ready.server.port);
}
