import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';
import { preparesStatements, streamOf, type Borrowed } from './borrow.js';
import { codeOf } from './faults.js';
import { statementName } from './statement-names.js';

/** A statement kept by the connection was planned for a table that has changed since: the connection starts anew. */
const planOfBefore = '0A000';

/**
 * One connection of the pool, held for one transaction. It goes back only when it is clean; otherwise it is closed and
 * the pool opens another. After its deadline it is destroyed, which ends the work in the database too.
 */
export class Lease {
  readonly #deadline: NodeJS.Timeout;
  #closed = false;
  #released = false;
  #stale = false;
  #gathering = false;

  readonly #prepares: boolean;

  private constructor(
    source: DataSource,
    private readonly borrowed: Borrowed,
    deadlineMs: number,
  ) {
    this.#prepares = preparesStatements(source);
    this.#deadline = setTimeout(() => {
      this.#destroy(new Error('transaction deadline passed'));
    }, deadlineMs);
  }

  /** The time for it runs from here: whoever waited for the connection until it was too late gives it back. */
  static async of(source: DataSource, borrowed: Borrowed, deadlineMs: () => number): Promise<Lease> {
    const ms = deadlineMs();
    if (ms > 0) return new Lease(source, borrowed, ms);
    await borrowed.giveBack();
    throw new Error('transaction deadline passed');
  }

  /** Whether the last word was said: nothing more may be asked within this transaction. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Sends a text without values, which may hold several statements: how the transaction begins, and savepoints. */
  async say(text: string): Promise<readonly QueryResult[]> {
    this.#gather();
    // pg types the result as one, and gives a list where the text holds several statements.
    const told: QueryResult | QueryResult[] = await this.borrowed.client.query(text);
    return Array.isArray(told) ? told : [told];
  }

  /** Says the last word. What is asked afterwards is refused here: it would run outside the transaction. */
  end(word: 'COMMIT' | 'ROLLBACK'): Promise<QueryResult> {
    this.#closed = true;
    this.#gather();
    return this.borrowed.client.query(word);
  }

  async query<R extends QueryResultRow>(
    text: string,
    values: readonly unknown[],
    types?: QueryConfig['types'],
  ): Promise<R[]> {
    if (this.#closed) throw new Error('The transaction has ended.');
    const name = this.#prepares ? statementName(text) : undefined;
    this.#gather();
    try {
      const config = {
        text,
        values: [...values],
        ...(name !== undefined && { name }),
        ...(types && { types }),
      };
      return (await this.borrowed.client.query<R>(config)).rows;
    } catch (error) {
      if (codeOf(error) === planOfBefore) this.#stale = true;
      throw error;
    }
  }

  async release(failure: unknown): Promise<void> {
    if (this.#released) return;
    this.#released = true;
    this.#closed = true;
    clearTimeout(this.#deadline);
    const isClean =
      failure === undefined && !this.#stale && this.borrowed.client.getTransactionStatus() === 'I';
    if (isClean) return this.borrowed.giveBack();
    this.#destroy();
    const cause = failure instanceof Error ? failure : new Error('connection not clean');
    await this.borrowed.discard(cause);
  }

  /** Statements of one turn of the event loop leave in one packet. */
  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    const stream = streamOf(this.borrowed.client);
    stream.cork();
    process.nextTick(() => {
      this.#gathering = false;
      stream.uncork();
    });
  }

  #destroy(error?: Error): void {
    streamOf(this.borrowed.client).destroy(error);
  }
}
