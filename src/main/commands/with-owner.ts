import type { DataSource } from 'typeorm';
import { listAppliedTenants } from '#persistence/apply-tenant.js';
import { migrate } from '#persistence/migrate.js';
import { asOwner } from '../prepare.js';
import { CommandFailed, type Terminal } from './command.js';
import { usingDatabase } from './using-database.js';

/** Works on the database of this installation as its owner, its schema brought up to date first. */
export function withOwner<T>(terminal: Terminal, work: Parameters<typeof asOwner<T>>[1]): Promise<T> {
  return usingDatabase(terminal, async ({ database }) => {
    await migrate(database.migratorUrl);
    return asOwner(database.migratorUrl, work);
  });
}

/** Why nothing was found of a partnership: it is not in the database, and which are. */
export async function noSuchPartnership(source: DataSource, slug: string): Promise<CommandFailed> {
  const known = (await listAppliedTenants(source)).join(', ') || 'none is there yet';
  return new CommandFailed(`There is no partnership "${slug}" in the database: expected one of ${known}.`);
}
