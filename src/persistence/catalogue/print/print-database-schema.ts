import type { CatalogueQuery } from '../catalogue-query.js';
import { printFunctions } from './print-functions.js';
import { printRoles } from './print-roles.js';
import { printSchemas } from './print-schemas.js';
import { printTables } from './print-tables.js';
import { printTypes } from './print-types.js';
import { printViews } from './print-views.js';
import { readGrants } from './read-grants.js';

/** The schemas that migrations make. Of any other schema only its existence, owner and grants are printed. */
const ourSchemas = ['concord', 'directory'] as const;

const header = `-- The database as the migrations make it, printed from its catalogue, in a fixed order, for reading and comparing.
-- A database is made by the migrations, never from this text. Every object belongs to the owner of its schema, and
-- the owner's own privileges are left out.`;

/**
 * Prints roles, schemas and every object of ours as SQL-like text that ends in a line break. The same migrations give the
 * same text in every database, on PostgreSQL 15 and later. Holds no password.
 */
export async function printDatabaseSchema(query: CatalogueQuery): Promise<string> {
  const grants = await readGrants(query);
  const parts = [header, await printRoles(query), await printSchemas(query, grants)];
  for (const schema of ourSchemas)
    for (const print of [printTypes, printTables, printViews, printFunctions])
      parts.push(...(await print(query, { schema, grants })));
  return `${parts.join('\n\n')}\n`;
}
