import type {
  AccessView,
  AuditActor,
  AuditEntryView,
  AuditPage,
  AuditPosition,
  AuditTrailView,
  CheckpointView,
} from '#casework/audit-views.js';
import type { Page } from '#casework/views.js';
import type { Sql } from './transaction.js';

type ReadSql = Pick<Sql, 'query' | 'principal'>;

const columns = `e.id, e.at, e.actor, e.action, e.kind, e.subject_type as "subjectType", to_json(e.subject_ids) as "subjectIds",
  to_json(e.fields) as fields, e.correlation_id as "correlationId", e.purpose, to_json(e.basis) as basis, e.seal_number::int as "sealNumber"`;

/** Newest first; none for whoever is no auditor. */
export async function pageAuditEntries(
  sql: ReadSql,
  { first, after, kind, actor }: AuditPage,
): Promise<Page<AuditEntryView>> {
  // Only the conditions that are asked for: one that a parameter could switch off is no condition of an index.
  const conditions = ['e.tenant_id = $1'];
  const values: unknown[] = [sql.principal.tenantId, first + 1];
  if (kind !== undefined) conditions.push(`e.kind = $${values.push(kind)}`);
  if (actor !== undefined) conditions.push(`e.actor = $${values.push(actor)}`);
  if (after !== undefined)
    conditions.push(
      `(e.at, e.id) < ($${values.push(after.at)}::timestamptz, $${values.push(after.id)}::uuid)`,
    );
  const rows = await sql.query<AuditEntryView>(
    `select ${columns} from concord.audit_entries e
     where ${conditions.join(' and ')} order by e.at desc, e.id desc limit $2`,
    values,
  );
  return pageOf(rows, first);
}

/** Newest first; none for whoever may not see who looked at this record. */
export async function pageAccesses(
  sql: ReadSql,
  subjectId: string,
  { first, after }: { first: number; after?: AuditPosition },
): Promise<Page<AccessView>> {
  const rows = await sql.query<AccessView>(
    `select a.id, a.at, a.actor, a.person, a.agency_id as "agencyId", a.action, a.kind, to_json(a.fields) as fields,
       a.purpose, to_json(a.basis) as basis
     from concord.list_accesses($1, $2::timestamptz, $3::uuid, $4) a order by a.at desc, a.id desc`,
    [subjectId, after?.at ?? null, after?.id ?? null, first + 1],
  );
  return pageOf(rows, first);
}

export function listAuditActors(sql: ReadSql): Promise<AuditActor[]> {
  return sql.query<AuditActor>(
    'select a.actor, a.person, a.agency_id as "agencyId" from concord.list_audit_actors() a',
  );
}

export async function getAuditTrail(sql: ReadSql): Promise<AuditTrailView> {
  const { tenantId } = sql.principal;
  const [heads, waiting, checkpoints] = await Promise.all([
    sql.query<{ sealed: number; hash: string }>(
      `select c.last_number::int as sealed, encode(c.last_hash, 'hex') as hash from concord.audit_chains c
       where c.tenant_id = $1 and c.last_number > 0`,
      [tenantId],
    ),
    sql.query<{ waiting: number }>(
      'select count(*)::int as waiting from concord.audit_entries e where e.tenant_id = $1 and e.seal_number is null',
      [tenantId],
    ),
    sql.query<CheckpointView>(
      `select k.number::int as number, encode(k.hash, 'hex') as hash, k.signed_at as "signedAt", k.key_id as "keyId",
         translate(encode(k.signature, 'base64'), E'\\n', '') as signature
       from concord.audit_checkpoints k where k.tenant_id = $1 order by k.number desc limit 50`,
      [tenantId],
    ),
  ]);
  const [head] = heads;
  return {
    sealed: head?.sealed ?? 0,
    hash: head?.hash ?? null,
    waiting: waiting[0]?.waiting ?? 0,
    checkpoints,
  };
}

function pageOf<T>(rows: readonly T[], first: number): Page<T> {
  return { nodes: rows.slice(0, first), hasNextPage: rows.length > first };
}
