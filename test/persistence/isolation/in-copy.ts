import type pg from 'pg';
import { scratchDatabase, type ScratchDatabase } from '../../support/scratch-database.js';
import { connect } from './tables.js';

/** A connection of each role to one database. */
export interface Connections {
  readonly admin: pg.Client;
  readonly app: pg.Client;
  readonly worker: pg.Client;
  readonly migrator: pg.Client;
}

/** Works in a copy of a database, to which nobody may be connected, after changing the copy as administrator. */
export async function inCopyOf<T>(
  database: ScratchDatabase,
  sql: string,
  work: (connections: Connections) => Promise<T>,
): Promise<T> {
  const copy = await scratchDatabase(database);
  const connections = {
    admin: await connect(copy.adminUrl),
    app: await connect(copy.appUrl),
    worker: await connect(copy.workerUrl),
    migrator: await connect(copy.migratorUrl),
  };
  try {
    await connections.admin.query(sql);
    return await work(connections);
  } finally {
    for (const client of Object.values(connections)) await client.end();
    await copy.drop();
  }
}
