import { migrate } from '#persistence/migrate.js';
import { asOwner } from '../../prepare.js';
import type { Terminal } from '../command.js';
import { usingDatabase } from '../using-database.js';

/** Works on the database of this installation as its owner, its schema brought up to date first. */
export function withOwner<T>(terminal: Terminal, work: Parameters<typeof asOwner<T>>[1]): Promise<T> {
  return usingDatabase(terminal, async ({ database }) => {
    await migrate(database.migratorUrl);
    return asOwner(database.migratorUrl, work);
  });
}
