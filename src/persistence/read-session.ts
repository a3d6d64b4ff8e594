import type { DataSource } from 'typeorm';
import type { AuditDraft } from '#casework/audit.js';
import type { Clock, Ids } from '#casework/ports.js';
import type { Principal } from '#casework/principal.js';
import { writeAudit } from './audit-log.js';
import { toFault } from './faults.js';
import { Transaction, type Sql } from './transaction.js';

export interface ReadSessionSettings {
  readonly dataSource: DataSource;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly deadlineMs?: number;
}

/**
 * What one request reads: one REPEATABLE READ transaction, opened at the first query, so that every answer of the
 * request is of one moment. What was consulted is audited as its last statement; a failed audit fails the read.
 */
export class ReadSession {
  #opening: Promise<Transaction> | undefined;
  readonly #consulted: AuditDraft[] = [];

  constructor(
    readonly principal: Principal,
    private readonly settings: ReadSessionSettings,
  ) {}

  readonly sql: Pick<Sql, 'query' | 'principal'> = {
    principal: this.principal,
    query: async (text, values) => {
      this.#opening ??= Transaction.open(this.settings.dataSource, this.principal, {
        isolation: 'REPEATABLE READ',
        deadlineMs: this.settings.deadlineMs ?? 8_000,
      });
      try {
        return await (await this.#opening).query(text, values);
      } catch (error) {
        throw toFault(error);
      }
    },
  };

  consulted(entry: AuditDraft): void {
    this.#consulted.push(entry);
  }

  /** Ends the session: writes what was consulted and commits, or rolls back when that fails. */
  async finish(): Promise<void> {
    if (!this.#opening) return;
    const transaction = await this.#opened(this.#opening);
    try {
      await writeAudit(transaction, mergeConsulted(this.#consulted), this.settings);
      await transaction.commit();
    } catch (error) {
      await transaction.rollback();
      throw toFault(error);
    }
  }

  async #opened(opening: Promise<Transaction>): Promise<Transaction> {
    try {
      return await opening;
    } catch (error) {
      throw toFault(error);
    }
  }

  async abandon(): Promise<void> {
    await this.#opening?.then(
      (transaction) => transaction.rollback(),
      () => undefined,
    );
  }
}

/** One entry for each action with every subject that was read, so that a page of cases is one line of the trail. */
function mergeConsulted(entries: readonly AuditDraft[]): AuditDraft[] {
  const byAction = new Map<string, AuditDraft>();
  for (const entry of entries) {
    const before = byAction.get(entry.action);
    byAction.set(entry.action, {
      ...entry,
      subjectIds: [...new Set([...(before?.subjectIds ?? []), ...entry.subjectIds])],
      fields: [...new Set([...(before?.fields ?? []), ...(entry.fields ?? [])])],
    });
  }
  return [...byAction.values()];
}
