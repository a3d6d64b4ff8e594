import { actorOf, type LocalOperator, type Principal } from '#casework/principal.js';
import type { AuditDraft } from '#casework/audit.js';
import type { Clock, Ids } from '#casework/ports.js';
import type { Sql } from './transaction.js';
import { uuidArray } from './uuid-array.js';

const insertion = `insert into concord.audit_entries
    (tenant_id, id, at, actor, action, kind, subject_type, subject_ids, fields, correlation_id, purpose, basis)
  values ($1, $2, $3::timestamptz, $4, $5, $6, $7, $8::uuid[], $9::text[], $10, $11, $12::uuid[])`;

interface Recording {
  readonly principal: Principal | LocalOperator;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The statements that add audit entries; they belong into the transaction they speak of, so neither stands without the other. */
export function auditStatements(
  entries: readonly AuditDraft[],
  { principal, clock, ids }: Recording,
): [text: string, values: readonly unknown[]][] {
  return entries.map((entry) => [
    insertion,
    [
      principal.tenantId,
      ids.newId(),
      new Date(clock.now().epochMilliseconds).toISOString(),
      actorOf(principal),
      entry.action,
      entry.kind,
      entry.subjectType,
      uuidArray(entry.subjectIds),
      entry.fields ?? [],
      correlationIdOf(principal),
      entry.purpose ?? null,
      uuidArray(entry.basis ?? []),
    ],
  ]);
}

/** Adds audit entries within a transaction that is open for writing. */
export async function writeAudit(
  sql: Sql,
  entries: readonly AuditDraft[],
  ports: Omit<Recording, 'principal'>,
): Promise<void> {
  for (const [text, values] of auditStatements(entries, { ...ports, principal: sql.principal }))
    await sql.query(text, values);
}

function correlationIdOf(principal: Principal | LocalOperator): string | null {
  return 'correlationId' in principal ? (principal.correlationId ?? null) : null;
}
