import type { DataSource } from 'typeorm';
import type { Clock, Ids } from '#casework/ports.js';
import type { EventDraft } from '#casework/events.js';
import type { Outcome } from '#casework/outcome.js';
import type { Principal } from '#casework/principal.js';
import type { AuditDraft } from '#casework/audit.js';
import { appendEvents } from './event-log.js';
import { writeAudit } from './audit-log.js';
import { isRetryable, toFault } from './faults.js';
import { Transaction, type Sql } from './transaction.js';

/** What a use case's stores write through: rows at once, events and audit entries at the end. */
export interface WritingSql extends Sql {
  appendEvent(event: EventDraft): void;
  recordAudit(entry: AuditDraft): void;
  membersChanged(): void;
}

export interface UnitOfWorkSettings {
  readonly dataSource: DataSource;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Hard limit of one transaction in milliseconds; 8,000 unless told. */
  readonly deadlineMs?: number;
  /** Asked right before COMMIT. Whoever was told that there was no time finds nothing stored: the work is rolled back. */
  readonly isTooLate?: () => boolean;
  /** Called after a commit that appended events or changed memberships: the wake-up for live readers. */
  readonly onAppended?: (tenantId: string) => void;
}

const attempts = 4;

/** The one door to the database for changes. */
export class UnitOfWork {
  constructor(private readonly settings: UnitOfWorkSettings) {}

  /**
   * Runs `work` in one transaction and commits rows, audit, events together, or nothing: a refusal rolls back too.
   * Lock time-outs and serialisation failures run it again, so `work` must not act outside the database.
   */
  async write<T>(principal: Principal, work: (sql: WritingSql) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(principal, work);
      } catch (error) {
        if (attempt >= attempts || !isRetryable(error)) throw toFault(error);
        await new Promise((resume) => setTimeout(resume, 10 * attempt + Math.random() * 20));
      }
    }
  }

  async #once<T>(principal: Principal, work: (sql: WritingSql) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const transaction = await Transaction.open(this.settings.dataSource, principal, {
      isolation: 'READ COMMITTED',
      deadlineMs: () => this.settings.deadlineMs ?? 8_000,
      now: this.settings.clock.now(),
    });
    const events: EventDraft[] = [];
    const audit: AuditDraft[] = [];
    let membersChanged = false;
    try {
      const outcome = await work({
        principal,
        query: (text, values) => transaction.query(text, values),
        insert: (entity, rows) => transaction.insert(entity, rows),
        appendEvent: (event) => events.push(event),
        recordAudit: (entry) => audit.push(entry),
        membersChanged: () => {
          membersChanged = true;
        },
      });
      if (!outcome.ok) {
        await transaction.rollback();
        return outcome;
      }
      await writeAudit(transaction, audit, this.settings);
      await appendEvents(transaction, events, this.settings);
      if (this.settings.isTooLate?.() === true) throw new Error('transaction deadline passed');
      await transaction.commit();
      if (events.length > 0 || membersChanged) this.settings.onAppended?.(principal.tenantId);
      return outcome;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }
}
