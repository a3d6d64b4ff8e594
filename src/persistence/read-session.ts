import type { DataSource } from 'typeorm';
import type { AuditDraft } from '#casework/audit.js';
import type { Clock, Ids } from '#casework/ports.js';
import type { Principal } from '#casework/principal.js';
import { auditStatements } from './audit-log.js';
import { toFault } from './faults.js';
import { ReadTransaction } from './read-transaction.js';
import type { Sql } from './transaction.js';

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
  #opening: Promise<ReadTransaction> | undefined;
  /** The first: after it every statement fails, the COMMIT too. */
  #fault: unknown;
  readonly #consulted: AuditDraft[] = [];

  constructor(
    readonly principal: Principal,
    private readonly settings: ReadSessionSettings,
  ) {}

  readonly sql: Pick<Sql, 'query' | 'principal'> = {
    principal: this.principal,
    query: async (text, values) => {
      const { dataSource } = this.settings;
      this.#opening ??= ReadTransaction.open(
        dataSource,
        this.principal,
        () => this.settings.deadlineMs ?? 8_000,
      );
      try {
        return await (await this.#opening).query(text, values);
      } catch (error) {
        this.#fault ??= toFault(error);
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
    try {
      const entries = mergeConsulted(this.#consulted);
      const transaction = await this.#opening;
      await transaction.commit(auditStatements(entries, { ...this.settings, principal: this.principal }));
    } catch (error) {
      throw this.#fault ?? toFault(error);
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
  const merged = new Map<string, { entry: AuditDraft; subjectIds: Set<string>; fields: Set<string> }>();
  for (const entry of entries) {
    const before = merged.get(entry.action);
    const { subjectIds, fields } = before ?? { subjectIds: new Set(), fields: new Set() };
    if (!before) merged.set(entry.action, { entry, subjectIds, fields });
    for (const id of entry.subjectIds) subjectIds.add(id);
    for (const field of entry.fields ?? []) fields.add(field);
  }
  return [...merged.values()].map(({ entry, subjectIds, fields }) => ({
    ...entry,
    subjectIds: [...subjectIds],
    fields: [...fields],
  }));
}
