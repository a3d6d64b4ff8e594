import type { DataSource, EntitySchema, ObjectLiteral, QueryRunner } from 'typeorm';
import type { PoolClient } from 'pg';
import type { Principal } from '#casework/principal.js';
import { TransactionAborted } from './faults.js';
import { openingStatements, type Isolation } from './session.js';

export interface TransactionSettings {
  readonly isolation: Isolation;
  /** After this long the connection is destroyed, which ends the work in the database too. */
  readonly deadlineMs: number;
}

/** The port to run SQL through: stores see this and nothing of pools or connections. */
export interface Sql {
  readonly principal: Principal;
  query<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>;
  insert<T extends ObjectLiteral>(entity: EntitySchema<T>, rows: T | readonly T[]): Promise<void>;
}

/** One open transaction on one connection of the pool, for one principal. Queries run one at a time, in order. */
export class Transaction implements Sql {
  readonly #runner: QueryRunner;
  readonly #client: PoolClient;
  readonly #deadline: NodeJS.Timeout;
  #tail: Promise<unknown> = Promise.resolve();
  #ended = false;

  private constructor(
    readonly principal: Principal,
    connection: { runner: QueryRunner; client: PoolClient },
    deadlineMs: number,
  ) {
    this.#runner = connection.runner;
    this.#client = connection.client;
    this.#deadline = setTimeout(() => {
      streamOf(this.#client).destroy(new Error('transaction deadline passed'));
    }, deadlineMs);
  }

  static async open(
    source: DataSource,
    principal: Principal,
    settings: TransactionSettings,
  ): Promise<Transaction> {
    const runner = source.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const transaction = new Transaction(principal, { runner, client }, settings.deadlineMs);
    try {
      await client.query(openingStatements(principal, settings.isolation));
    } catch (error) {
      await transaction.#release(error);
      throw error;
    }
    return transaction;
  }

  query<R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return this.#inOrder(async () => (await this.#client.query<R>(text, [...values])).rows);
  }

  async insert<T extends ObjectLiteral>(entity: EntitySchema<T>, rows: T | readonly T[]): Promise<void> {
    const values = Array.isArray(rows) ? (rows as T[]) : [rows as T];
    if (values.length === 0) return;
    await this.#inOrder(() =>
      this.#runner.manager
        .createQueryBuilder()
        .insert()
        .into(entity)
        .values(values)
        .updateEntity(false)
        .execute(),
    );
  }

  /** Commits and checks that the server committed: after a swallowed error it answers ROLLBACK to COMMIT. */
  async commit(): Promise<void> {
    let failure: unknown;
    try {
      await this.#tail;
      const result = await this.#client.query('COMMIT');
      if (result.command !== 'COMMIT')
        throw new TransactionAborted('The transaction was rolled back at commit.');
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      await this.#release(failure);
    }
  }

  async rollback(): Promise<void> {
    if (this.#ended) return;
    let failure: unknown;
    await this.#tail.catch(() => undefined);
    await this.#client.query('ROLLBACK').catch((error: unknown) => (failure = error));
    await this.#release(failure);
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    if (this.#ended) return Promise.reject(new Error('The transaction has ended.'));
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  /** Gives the connection back only when it is clean; otherwise it is closed and the pool opens another. */
  async #release(failure: unknown): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#deadline);
    const dirty = failure !== undefined || this.#client.getTransactionStatus() !== 'I';
    if (!dirty) return this.#runner.release();
    streamOf(this.#client).destroy();
    const cause = failure instanceof Error ? failure : new Error('connection not clean');
    await (this.#runner as DiscardingRunner).releasePostgresConnection(cause);
  }
}

/** TypeORM's runner gives a connection back as broken through this method only; `release` would return it to the pool. */
type DiscardingRunner = QueryRunner & { releasePostgresConnection(error: Error): Promise<void> };

function streamOf(client: PoolClient): { destroy(error?: Error): void } {
  return (client as PoolClient & { connection: { stream: { destroy(error?: Error): void } } }).connection
    .stream;
}
