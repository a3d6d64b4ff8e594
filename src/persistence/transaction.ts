import type { Temporal } from 'temporal-polyfill';
import type { DataSource, EntitySchema, ObjectLiteral, QueryRunner } from 'typeorm';
import type { Principal } from '#casework/principal.js';
import { borrowForEntities } from './borrow.js';
import { TransactionAborted } from './faults.js';
import { Lease } from './lease.js';
import { openingStatements, type Isolation } from './session.js';

export interface TransactionSettings {
  readonly isolation: Isolation;
  /** After this long the connection is destroyed, which ends the work in the database too. Asked when there is one. */
  readonly deadlineMs: () => number;
  /** By it agreements are in force or not; left out, the clock of the database. */
  readonly now?: Temporal.Instant;
}

/** The port to run SQL through: stores see this and nothing of pools or connections. */
export interface Sql {
  readonly principal: Principal;
  query<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>;
  insert<T extends ObjectLiteral>(entity: EntitySchema<T>, rows: T | readonly T[]): Promise<void>;
}

/** One open transaction that may write, for one principal. Statements run one at a time, in the order of asking. */
export class Transaction implements Sql {
  #tail: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly principal: Principal,
    private readonly lease: Lease,
    private readonly runner: QueryRunner,
  ) {}

  static async open(
    source: DataSource,
    principal: Principal,
    settings: TransactionSettings,
  ): Promise<Transaction> {
    const borrowed = await borrowForEntities(source);
    const lease = await Lease.of(source, borrowed, settings.deadlineMs);
    try {
      await lease.say(openingStatements(principal, settings.isolation, settings.now));
    } catch (error) {
      await lease.release(error);
      throw error;
    }
    return new Transaction(principal, lease, borrowed.runner);
  }

  query<R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return this.#inOrder(() => this.lease.query<R>(text, values));
  }

  async insert<T extends ObjectLiteral>(entity: EntitySchema<T>, rows: T | readonly T[]): Promise<void> {
    const values = Array.isArray(rows) ? (rows as T[]) : [rows as T];
    if (values.length === 0) return;
    await this.#inOrder(() =>
      this.runner.manager
        .createQueryBuilder()
        .insert()
        .into(entity)
        .values(values)
        .updateEntity(false)
        .execute(),
    );
  }

  async commit(): Promise<void> {
    await this.#tail;
    await commit(this.lease);
  }

  async rollback(): Promise<void> {
    await this.#tail.catch(() => undefined);
    await rollback(this.lease);
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(() => {
      if (this.lease.closed) throw new Error('The transaction has ended.');
      return work();
    });
    this.#tail = result.catch(() => undefined);
    return result;
  }
}

/** Commits and checks that the server committed: after a swallowed error it answers ROLLBACK to COMMIT. */
export async function commit(lease: Lease): Promise<void> {
  let failure: unknown;
  try {
    const result = await lease.end('COMMIT');
    if (result.command !== 'COMMIT')
      throw new TransactionAborted('The transaction was rolled back at commit.');
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    await lease.release(failure);
  }
}

export async function rollback(lease: Lease): Promise<void> {
  if (lease.closed) return;
  let failure: unknown;
  await lease.end('ROLLBACK').catch((error: unknown) => (failure = error));
  await lease.release(failure);
}
