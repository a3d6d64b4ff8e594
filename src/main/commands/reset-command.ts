import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseHeldFault } from '#platform/database/holder.js';
import { resetDatabase } from '#platform/database/reset-database.js';
import { CommandFailed, type Command } from './command.js';
import { commandSettings } from './using-database.js';

export const resetCommand: Command = {
  help: `Deletes the embedded database of this installation with everything in it, and asks nothing. The next start makes
a new one. Keys and passwords beside it stay. Refuses while a server or a command uses the database.`,
  options: {},
  operands: [],

  async run(_given, terminal) {
    const { config, logger } = commandSettings(terminal);
    if (config.databaseUrl !== undefined)
      throw new CommandFailed(
        'DATABASE_URL is set: reset deletes the embedded database only, and never an outside one.',
      );
    const folder = join(config.dataDir, 'database');
    if (!existsSync(folder)) {
      terminal.out(`There is no embedded database in ${config.dataDir}: nothing was deleted.`);
      return 0;
    }
    try {
      await resetDatabase(config.dataDir, logger);
    } catch (error) {
      if (!(error instanceof DatabaseHeldFault)) throw error;
      throw new CommandFailed(`${error.message} Nothing was deleted.`);
    }
    terminal.out(`The embedded database was deleted: ${folder} with everything in it.`);
    return 0;
  },
};
