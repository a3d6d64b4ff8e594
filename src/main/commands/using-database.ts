import { readConfig, type Config } from '#platform/config.js';
import { createLogger, type Logger } from '#platform/logger.js';
import { reachDatabase, type DatabaseAddresses } from '../database.js';
import { onStopSignal } from '../stop-signal.js';
import type { Terminal } from './command.js';

/** What a command that needs the database works with. */
export interface DatabaseSession {
  readonly config: Config;
  readonly logger: Logger;
  readonly database: DatabaseAddresses;
  /** Aborted when somebody asks the process to stop; the database is let go of in order. */
  readonly stopping: AbortSignal;
}

/** The settings of a command, and a log that stays silent while all is well unless LOG_LEVEL asks for more. */
export function commandSettings({ env }: Terminal): { config: Config; logger: Logger } {
  const config = readConfig(env);
  const logger = createLogger({ logLevel: env['LOG_LEVEL'] ? config.logLevel : 'warn' });
  return { config, logger };
}

/**
 * Reaches the database of this installation: joins the embedded one where the server runs, starts it otherwise and
 * stops it in the end.
 */
export async function usingDatabase<T>(
  terminal: Terminal,
  work: (session: DatabaseSession) => Promise<T>,
): Promise<T> {
  const { config, logger } = commandSettings(terminal);
  const database = await reachDatabase(config, logger, { share: true });
  const stop = new AbortController();
  onStopSignal().then(
    () => {
      stop.abort();
    },
    () => undefined,
  );
  try {
    return await work({ config, logger, database, stopping: stop.signal });
  } finally {
    await database.stop();
  }
}
