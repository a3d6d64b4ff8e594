import type { DataSource } from 'typeorm';
import type { AuditDraft } from '#casework/audit.js';
import type { Clock, Ids } from '#casework/ports.js';
import type { Principal } from '#casework/principal.js';
import { auditStatements } from './audit-log.js';
import { toFault } from './faults.js';
import type { KeptDirectories, PartnershipDirectory } from './kept-directories.js';
import { partnershipStore } from './partnership.store.js';
import { ReadTransaction } from './read-transaction.js';
import type { Sql } from './transaction.js';

export interface ReadSessionSettings {
  readonly dataSource: DataSource;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly directories: KeptDirectories;
  /** How long its transaction may last that is opened now. */
  readonly deadlineMs?: () => number;
  /** Whether a member is confirmed also where nothing was read; otherwise they may have ended their part meanwhile. */
  readonly confirmsMember?: boolean;
}

const usualDeadlineMs = 8_000;

/**
 * What one request reads: one REPEATABLE READ transaction, opened at the first query, so that every answer of the
 * request is of one moment. What was consulted is audited as its last statement; a failed audit fails the read.
 */
export class ReadSession {
  #opening: Promise<ReadTransaction> | undefined;
  #directory: Promise<PartnershipDirectory> | undefined;
  /** The first: after it every statement fails, the COMMIT too. */
  #fault: unknown;
  readonly #consulted: AuditDraft[] = [];

  constructor(
    readonly principal: Principal,
    private readonly settings: ReadSessionSettings,
  ) {}

  readonly sql: Pick<Sql, 'query' | 'principal'> = {
    principal: this.principal,
    query: (text, values) => this.#ask((transaction) => transaction.query(text, values)),
  };

  /** The partnership's agencies and area teams: read when they are not known in the version of this snapshot. */
  readDirectory(): Promise<PartnershipDirectory> {
    return (this.#directory ??= this.#findDirectory());
  }

  async #findDirectory(): Promise<PartnershipDirectory> {
    const { directories } = this.settings;
    const { tenantId } = this.principal;
    const version = await this.#ask(({ directoryVersion }) => directoryVersion);
    const known = directories.find(tenantId, version);
    if (known) return known;
    const store = partnershipStore(this.sql);
    const [agencies, areaTeams] = await Promise.all([store.listAgencies(), store.listAreaTeams()]);
    const directory = { agencies: byId(agencies), areaTeams: byId(areaTeams) };
    directories.keep(tenantId, version, directory);
    return directory;
  }

  async #ask<T>(question: (transaction: ReadTransaction) => Promise<T>): Promise<T> {
    const { dataSource, deadlineMs = () => usualDeadlineMs, clock } = this.settings;
    this.#opening ??= ReadTransaction.open(dataSource, this.principal, { deadlineMs, now: clock.now() });
    try {
      return await question(await this.#opening);
    } catch (error) {
      this.#fault ??= toFault(error);
      throw toFault(error);
    }
  }

  consulted(entry: AuditDraft): void {
    this.#consulted.push(entry);
  }

  /** Ends the session: writes what was consulted and commits, or rolls back when that fails. */
  async finish(): Promise<void> {
    if (!this.#opening && this.settings.confirmsMember && this.principal.kind === 'member')
      await this.#ask(({ directoryVersion }) => directoryVersion);
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

function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}

/**
 * One entry for all subjects that were read alike, so that a page of cases is one line of the trail: by the same action,
 * under the same agreements, and in the same fields whichever part of the request asked for them. Those read otherwise
 * have an entry of their own, which tells no more.
 */
function mergeConsulted(entries: readonly AuditDraft[]): AuditDraft[] {
  const alike = groupBy(entries, ({ action, kind, subjectType, purpose, basis = [] }) =>
    JSON.stringify([action, kind, subjectType, purpose, basis.toSorted()]),
  );
  return alike.flatMap(([first, ...more]) =>
    more.length === 0
      ? [{ ...first, subjectIds: [...new Set(first.subjectIds)] }]
      : mergeFields([first, ...more]),
  );
}

type Some<T> = readonly [T, ...T[]];

/** Entries that differ in subjects and fields alone. */
function mergeFields(entries: Some<AuditDraft>): AuditDraft[] {
  const [first] = entries;
  const fieldsOf = new Map<string, Set<string>>();
  for (const { subjectIds, fields = [] } of entries)
    for (const id of subjectIds) {
      const known = fieldsOf.get(id) ?? new Set();
      fieldsOf.set(id, known);
      for (const field of fields) known.add(field);
    }
  if (fieldsOf.size === 0) return [first];
  const subjects = [...fieldsOf].map(([id, fields]) => ({ id, fields: [...fields].sort() }));
  return groupBy(subjects, ({ fields }) => fields.join(' ')).map((group) => ({
    ...first,
    subjectIds: group.map(({ id }) => id),
    fields: group[0].fields,
  }));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Some<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
