import type { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import type { Principal } from '#casework/principal.js';
import { borrow } from './borrow.js';
import { Lease } from './lease.js';
import { typesAsText } from './pg-types.js';
import { directoryVersionIn, openingStatements } from './session.js';
import { commit, rollback } from './transaction.js';

/**
 * Within the savepoint nothing can be written (SQLSTATE 25006); once it is released the transaction is as it was before,
 * so that the last statement may record what was read.
 */
const readOnly = 'SAVEPOINT reads; SET TRANSACTION READ ONLY';
const writable = 'RELEASE SAVEPOINT reads';

/**
 * One REPEATABLE READ transaction for what one request reads. Its statements are sent without waiting for the answers
 * of those before them; the server runs them in order. After one that fails the server refuses all that follow, and
 * COMMIT is answered by a rollback, which `commit` tells.
 *
 * Days and moments arrive as ISO text: what is only passed on is not parsed.
 */
export class ReadTransaction {
  private constructor(
    private readonly lease: Lease,
    /** The version of the partnership's directory in this snapshot. */
    readonly directoryVersion: Promise<string>,
  ) {}

  static async open(
    source: DataSource,
    principal: Principal,
    { deadlineMs, now }: { readonly deadlineMs: () => number; readonly now?: Temporal.Instant },
  ): Promise<ReadTransaction> {
    const lease = await Lease.of(source, await borrow(source), deadlineMs);
    // Not awaited: what follows is sent in the same packet. When it fails, so does everything after it.
    const opening = lease.say(`${openingStatements(principal, 'REPEATABLE READ', now)}; ${readOnly}`);
    const directoryVersion = opening.then(directoryVersionIn);
    // Heard where the first statement fails.
    directoryVersion.catch(() => undefined);
    return new ReadTransaction(lease, directoryVersion);
  }

  async query<R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    try {
      return await this.lease.query<R>(text, values, typesAsText);
    } catch (error) {
      // What it failed of, where it could not be opened.
      await this.directoryVersion;
      throw error;
    }
  }

  /** Runs the last statements and the COMMIT that decides over them. */
  async commit(lastWords: readonly (readonly [text: string, values: readonly unknown[]])[]): Promise<void> {
    const allowed = lastWords.length > 0 ? [this.lease.say(writable)] : [];
    const said = [...allowed, ...lastWords.map(([text, values]) => this.lease.query(text, values))];
    // The first failure is the one to tell: what follows it only says that the transaction was aborted.
    const outcomes = await Promise.allSettled([...said, commit(this.lease)]);
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  rollback(): Promise<void> {
    return rollback(this.lease);
  }
}
