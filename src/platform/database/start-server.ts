import { createServer } from 'node:net';
import type { Logger } from '../logger.js';
import { prepareBinaries } from './binaries.js';
import { initialise } from './initialise.js';
import { findPort, type Place } from './place.js';
import { startPostmaster, type Postmaster } from './postmaster.js';

const portAttempts = 5;

/**
 * Starts the server of a place, making its data folder first when there is none: on the port of the last start when
 * that is free, else on any that is.
 */
export async function startServer(place: Place, fast: boolean, logger: Logger): Promise<Postmaster> {
  const binaries = prepareBinaries(place.home, place.account);
  await initialise(place, binaries, fast);
  const last = findPort(place);
  let port = (last === undefined ? undefined : await findFreePort(last)) ?? (await getFreePort());
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startPostmaster({ place, binaries, port, fast, logger });
    } catch (error) {
      const isTaken = error instanceof Error && error.message.includes('Address already in use');
      if (!isTaken || attempt === portAttempts) throw error;
      port = await getFreePort();
    }
  }
}

async function getFreePort(): Promise<number> {
  const port = await findFreePort(0);
  if (port === undefined) throw new Error('No port of 127.0.0.1 is free for PostgreSQL.');
  return port;
}

/** The port if it is free on the loopback address (0 stands for any), else undefined. */
function findFreePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
