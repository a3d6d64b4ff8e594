import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '#graphql/build-schema.js';
import { buildMeSchema } from '#graphql/me/me-schema.js';
import { asRole, ensureDatabase, ensureRoles, withDatabase } from '#persistence/bootstrap.js';
import { readCatalogue } from '#persistence/catalogue/catalogue-query.js';
import { checkCatalogue } from '#persistence/catalogue/gate/check-catalogue.js';
import type { Finding } from '#persistence/catalogue/gate/finding.js';
import { printDatabaseSchema } from '#persistence/catalogue/print/print-database-schema.js';
import { migrate } from '#persistence/migrate.js';
import { openDatabase } from '#platform/database/open-database.js';
import { resetDatabase } from '#platform/database/reset-database.js';
import type { Logger } from '#platform/logger.js';

const header = `# The GraphQL schema of every partnership, printed from the code, for reading and comparing.
# It is made by \`npm run schema:write\` and never changed by hand.

`;

/** The GraphQL schema as the code makes it, sorted by name. */
export async function makeGraphqlSchema(): Promise<string> {
  return `${header}${printSchema(lexicographicSortSchema(await buildSchema()))}\n`;
}

/** The schema of what is somebody's own in all partnerships, sorted by name. */
export function makeMeSchema(): string {
  const about = header.replace('of every partnership', "of /me/graphql, of what is somebody's own in all partnerships");
  return `${about}${printSchema(lexicographicSortSchema(buildMeSchema()))}\n`;
}

/** The database as the migrations make it, and what the gate finds in it. */
export interface MadeDatabase {
  readonly sql: string;
  readonly findings: readonly Finding[];
}

/** Migrates an empty database on an embedded server that exists for this alone. */
export async function makeDatabaseSchema(logger: Logger): Promise<MadeDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'concord-schema-'));
  // The server may run as another account than we do.
  chmodSync(dataDir, 0o755);
  const opened = await openDatabase({ dataDir, fast: true, logger });
  try {
    const password = () => randomBytes(18).toString('base64url');
    const passwords = { migrator: password(), app: password(), worker: password() };
    await ensureRoles(opened.adminUrl, passwords);
    await ensureDatabase(opened.adminUrl, 'concord');
    const url = withDatabase(opened.adminUrl, 'concord');
    await migrate(asRole(url, 'migrator', passwords.migrator));
    return await readCatalogue(url, async (query) => ({
      sql: await printDatabaseSchema(query),
      findings: await checkCatalogue(query),
    }));
  } finally {
    await opened.stop();
    await resetDatabase(dataDir, logger);
    rmSync(dataDir, { recursive: true, force: true });
  }
}
