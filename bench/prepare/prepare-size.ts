import { createHash } from 'node:crypto';
import pg from 'pg';
import { prepareDatabase } from '#main/prepare.js';
import { asAdmin, ensureDatabase } from '#persistence/bootstrap.js';
import { createLogger } from '#platform/logger.js';
import { checkForeignKeys } from './check-foreign-keys.js';
import type { Cluster, DatabaseUrls } from './cluster.js';
import { copyPartnership } from './copy-partnership.js';
import { fillFunctions } from './fill-functions.js';
import { partnershipStatements } from './fill-partnership.js';
import { reportsOf, type Size } from './sizes.js';

const logger = createLogger({ logLevel: 'warn' });

/** Says how far a long work has come. */
export type Progress = (line: string) => void;

/** The database of one size, filled when it is absent or was filled by another version of this text. */
export async function prepareSize(cluster: Cluster, size: Size, progress: Progress): Promise<DatabaseUrls> {
  const urls = cluster.addressesOf(size.database);
  const wanted = markOf(size);
  if ((await findMark(cluster, size)) !== wanted) {
    await asAdmin(cluster.adminUrl, (client) =>
      client.query(`drop database if exists ${pg.escapeIdentifier(size.database)} with (force)`),
    );
    await ensureDatabase(cluster.adminUrl, size.database);
    await prepareDatabase(urls.migratorUrl, logger);
    await asAdmin(urls.adminUrl, (client) => fill(client, size, progress));
    await setMark(cluster, size, wanted);
  }
  // Migrations that came since the fill, as a server's start would run them.
  await prepareDatabase(urls.migratorUrl, logger);
  await asAdmin(urls.adminUrl, async (client) => {
    // What keeps the trail from its owner does not keep it from a superuser who says so.
    await client.query("set session_replication_role = 'replica'; truncate concord.audit_entries");
    await client.query('checkpoint');
  });
  return urls;
}

async function fill(client: pg.Client, size: Size, progress: Progress): Promise<void> {
  const started = performance.now();
  await client.query("set synchronous_commit = off; set session_replication_role = 'replica'; set jit = off");
  await client.query(fillFunctions);
  const total = size.asked + size.others;
  for (let number = 1; number <= total; number += 1) {
    await client.query('begin');
    await addPartnership(client, size, number);
    await client.query('commit');
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    progress(`filling ${size.database}: ${number} of ${total} partnerships, ${seconds} s`);
  }
  progress(`checking and vacuuming ${size.database} with ${reportsOf(size).toLocaleString('en-GB')} reports`);
  await checkForeignKeys(client);
  await client.query('vacuum (analyze)');
}

/** Those that are asked and the first of the others are made; the rest are copies of that one. */
async function addPartnership(client: pg.Client, size: Size, number: number): Promise<void> {
  const firstOther = size.asked + 1;
  if (number > firstOther) return copyPartnership(client, firstOther, number);
  const cases = number === firstOther ? size.casesOfOther : size.casesOfAsked;
  for (const statement of partnershipStatements(number, cases)) await client.query(statement);
}

/** Changes with the size and with every text that fills. */
function markOf(size: Size): string {
  const parts = [fillFunctions, partnershipStatements(1, 1), size];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** The mark is the database's comment, and is written last. */
function findMark(cluster: Cluster, { database }: Size): Promise<string | undefined> {
  return asAdmin(cluster.adminUrl, async (client) => {
    const { rows } = await client.query<{ mark: string | null }>(
      "select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1",
      [database],
    );
    return rows[0]?.mark ?? undefined;
  });
}

async function setMark(cluster: Cluster, { database }: Size, mark: string): Promise<void> {
  await asAdmin(cluster.adminUrl, (client) =>
    client.query(`comment on database ${pg.escapeIdentifier(database)} is ${pg.escapeLiteral(mark)}`),
  );
}
