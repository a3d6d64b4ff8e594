import type { Duplex } from 'node:stream';
import type { Pool, PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/** A connection taken from the pool, until it is given back whole or discarded as broken. */
export interface Borrowed {
  readonly client: PoolClient;
  giveBack(): Promise<void>;
  discard(cause: Error): Promise<void>;
}

/** A connection with TypeORM's runner around it, for what is written through entities. */
export interface BorrowedForEntities extends Borrowed {
  readonly runner: QueryRunner;
}

export async function borrow(source: DataSource): Promise<Borrowed> {
  const client = await ((source.driver as PostgresDriver).master as Pool).connect();
  hear(client);
  let isOurs = true;
  const release = (cause?: Error) => {
    if (!isOurs) return;
    isOurs = false;
    client.off('error', release);
    client.release(cause);
  };
  // A lost connection takes no place in the pool until the work on it notices.
  client.on('error', release);
  return {
    client,
    giveBack: () => Promise.resolve(release()),
    discard: (cause) => Promise.resolve(release(cause)),
  };
}

export async function borrowForEntities(source: DataSource): Promise<BorrowedForEntities> {
  const runner = source.createQueryRunner();
  const client = (await runner.connect()) as PoolClient;
  hear(client);
  return {
    client,
    runner,
    giveBack: () => runner.release(),
    // `release` would return it to the pool.
    discard: (cause) => (runner as DiscardingRunner).releasePostgresConnection(cause),
  };
}

/** Whether connections of this source keep statements: not behind a pooler that hands them on between transactions. */
export function preparesStatements({ options }: DataSource): boolean {
  return !('extra' in options) || (options.extra as { prepares?: boolean } | undefined)?.prepares !== false;
}

/** What a connection writes to and reads from. */
export function streamOf(client: PoolClient): Duplex {
  return (client as PoolClient & { connection: { stream: Duplex } }).connection.stream;
}

type DiscardingRunner = QueryRunner & { releasePostgresConnection(error: Error): Promise<void> };

const heard = new WeakSet<PoolClient>();

/**
 * Unheard, the loss of a connection would end the process, also of one that the pool is just closing. The statement that
 * ran on it fails of itself.
 */
function hear(client: PoolClient): void {
  if (heard.has(client)) return;
  heard.add(client);
  client.on('error', () => undefined);
}
