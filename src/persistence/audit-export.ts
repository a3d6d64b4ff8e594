import type { DataSource, EntityManager } from 'typeorm';
import type { AuditDraft } from '#casework/audit.js';
import type { Clock, Ids } from '#casework/ports.js';
import type { AuditLine, CheckpointLine } from '#platform/audit/audit-line.js';
import { auditStatements } from './audit-log.js';

/** What a whole audit trail is read with. */
export interface AuditExportSettings {
  /** Of the owner. */
  readonly source: DataSource;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Entries that are read at once; 1,000 unless told. */
  readonly batch?: number;
}

/** Whose trail is read, and why. */
export interface TrailToRead {
  readonly slug: string;
  readonly action: 'AUDIT_VERIFIED' | 'AUDIT_EXPORTED';
  readonly purpose?: string;
}

/** Takes what is read, as it comes. */
export interface AuditReader {
  checkpoints(lines: readonly CheckpointLine[]): void | Promise<void>;
  /** Sealed ones in the order of the chain, then those that wait for their seal. */
  entries(lines: readonly AuditLine[]): void | Promise<void>;
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const entryColumns = `'entry' as line, tenant_id as "tenantId", id, ${instant('at')} as at, actor, action, kind,
  subject_type as "subjectType", subject_ids::text[] as "subjectIds", fields, correlation_id as "correlationId", purpose, basis::text[] as basis,
  salt, seal_number::int as "sealNumber", encode(seal_hash, 'hex') as "sealHash"`;

/**
 * Reads the whole trail of a partnership at one moment, as the owner inside its wall, and notes in it that this was done.
 * Undefined where there is no such partnership.
 */
export async function readAuditTrail(
  { source, batch = 1_000, ...ports }: AuditExportSettings,
  { slug, action, purpose }: TrailToRead,
  reader: AuditReader,
): Promise<{ readonly tenantId: string } | undefined> {
  return source.transaction('REPEATABLE READ', async (manager) => {
    const [partnership] = await manager.query<{ tenant_id: string }[]>(
      'select tenant_id from directory.partnerships where slug = $1',
      [slug],
    );
    if (!partnership) return undefined;
    const tenantId = partnership.tenant_id;
    await manager.query("select set_config('concord.tenant_id', $1, true)", [tenantId]);
    await reader.checkpoints(await listCheckpoints(manager, tenantId));
    await readEntries(manager, { tenantId, batch }, reader);
    const seen: AuditDraft = {
      action,
      kind: action === 'AUDIT_EXPORTED' ? 'DISCLOSURE' : 'CONSULTATION',
      subjectType: 'AUDIT_TRAIL',
      subjectIds: [],
      ...(purpose !== undefined && { purpose }),
    };
    const principal = { kind: 'operator', tenantId } as const;
    for (const [text, values] of auditStatements([seen], { principal, ...ports }))
      await manager.query(text, [...values]);
    return { tenantId };
  });
}

function listCheckpoints(manager: EntityManager, tenantId: string): Promise<CheckpointLine[]> {
  return manager.query<CheckpointLine[]>(
    `select 'checkpoint' as line, tenant_id as "tenantId", number::int as number, encode(hash, 'hex') as hash,
       ${instant('signed_at')} as "signedAt", key_id as "keyId",
       translate(encode(signature, 'base64'), E'\\n', '') as signature
     from concord.audit_checkpoints where tenant_id = $1 order by number`,
    [tenantId],
  );
}

async function readEntries(
  manager: EntityManager,
  { tenantId, batch }: { tenantId: string; batch: number },
  reader: AuditReader,
): Promise<void> {
  for (let after = 0, lines: AuditLine[] | undefined; lines === undefined || lines.length === batch;) {
    lines = await manager.query<AuditLine[]>(
      `select ${entryColumns} from concord.audit_entries
       where tenant_id = $1 and seal_number > $2 order by seal_number limit $3`,
      [tenantId, after, batch],
    );
    after = lines.at(-1)?.sealNumber ?? after;
    await reader.entries(lines);
  }
  await reader.entries(
    await manager.query<AuditLine[]>(
      `select ${entryColumns} from concord.audit_entries where tenant_id = $1 and seal_number is null order by id`,
      [tenantId],
    ),
  );
}
