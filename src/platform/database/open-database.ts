import type { Logger } from '../logger.js';
import { adoptServer } from './adopt-server.js';
import { claimHold, DatabaseHeldFault, type Hold } from './holder.js';
import { joinDatabase } from './join-database.js';
import { adminUrl, findPassword, keepPort, makePlace, type Place } from './place.js';
import { signalStop, stopPostmaster, type Postmaster } from './postmaster.js';
import { startServer } from './start-server.js';

/** What to open. */
export interface OpenDatabaseOptions {
  readonly dataDir: string;
  /** An outside database, which is then only passed through. */
  readonly databaseUrl?: string | undefined;
  readonly logger: Logger;
  /** Join a database that another process holds, instead of failing: for command-line tools. */
  readonly share?: boolean;
  /** Give up durability for speed: for tests only. */
  readonly fast?: boolean;
}

/** A database that answers. */
export interface OpenedDatabase {
  /** The connection of its administrator; holds a password, so it must never be logged. */
  readonly adminUrl: string;
  readonly embedded: boolean;
  /** Whether this process holds the embedded database, so that `stop` stops it. */
  readonly startedHere: boolean;
  /** Stops what this process holds and waits until it has ended; may be called more than once. */
  stop(): Promise<void>;
}

/**
 * Opens the outside database when there is one, and otherwise starts the embedded one in `dataDir`, keeping its data
 * between starts. A server whose holder was killed is taken over and stopped by us in the end.
 * Throws `DatabaseHeldFault` when another running process holds it and `share` is not asked for.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const { databaseUrl, dataDir, share = false } = options;
  if (databaseUrl !== undefined) return passedThrough(databaseUrl, false);
  const place = makePlace(dataDir);
  try {
    const hold = await claimHold(place.folder);
    return await openHeld(place, hold, options);
  } catch (error) {
    if (!share || !(error instanceof DatabaseHeldFault)) throw error;
    const joined = await joinDatabase(place);
    return joined === undefined ? openDatabase(options) : passedThrough(joined, true);
  }
}

function passedThrough(url: string, embedded: boolean): OpenedDatabase {
  return { adminUrl: url, embedded, startedHere: false, stop: () => Promise.resolve() };
}

async function openHeld(
  place: Place,
  hold: Hold,
  { logger, fast = false }: OpenDatabaseOptions,
): Promise<OpenedDatabase> {
  try {
    const adopted = await adoptServer(place, fast, logger);
    const server = adopted ?? (await startServer(place, fast, logger));
    keepPort(place, server.port);
    const how = adopted === undefined ? 'started' : 'taken over from a process that was killed';
    logger.info({ postgresPid: server.pid, port: server.port }, `the embedded database was ${how}`);
    return held(place, server, { hold, logger });
  } catch (error) {
    hold.release();
    throw error;
  }
}

function held(
  place: Place,
  server: Postmaster,
  { hold, logger }: { hold: Hold; logger: Logger },
): OpenedDatabase {
  const onExit = (): void => signalStop(server);
  process.once('exit', onExit);
  const stopOnce = async (): Promise<void> => {
    await stopPostmaster(server, logger);
    process.removeListener('exit', onExit);
    hold.release();
    logger.info({ postgresPid: server.pid }, 'the embedded database was stopped');
  };
  let stopped: Promise<void> | undefined;
  const url = adminUrl(findPassword(place) ?? '', server.port);
  return { adminUrl: url, embedded: true, startedHere: true, stop: () => (stopped ??= stopOnce()) };
}
