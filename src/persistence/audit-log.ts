import { actorOf, type Principal } from '#casework/principal.js';
import type { AuditDraft } from '#casework/audit.js';
import type { Clock, Ids } from '#casework/ports.js';
import { AuditEntryEntity } from './record.entity.js';
import type { Sql } from './transaction.js';

/** Adds audit entries in the transaction they speak of, so neither stands without the other. */
export async function writeAudit(
  sql: Sql,
  entries: readonly AuditDraft[],
  { clock, ids }: { clock: Clock; ids: Ids },
): Promise<void> {
  const { principal } = sql;
  await sql.insert(
    AuditEntryEntity,
    entries.map((entry) => ({
      tenantId: principal.tenantId,
      id: ids.newId(),
      at: clock.now(),
      actor: actorOf(principal),
      action: entry.action,
      kind: entry.kind,
      subjectType: entry.subjectType,
      subjectIds: entry.subjectIds,
      fields: entry.fields ?? [],
      correlationId: correlationIdOf(principal),
    })),
  );
}

function correlationIdOf(principal: Principal): string | null {
  return 'correlationId' in principal ? (principal.correlationId ?? null) : null;
}
