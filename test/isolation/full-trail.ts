import { auditTrails } from '#persistence/audit-trails.js';
import { createDataSource } from '#persistence/data-source.js';
import { AuditKey } from '#platform/audit/audit-key.js';
import { parseNodeId } from '#platform/node-ids.js';
import type { PartnershipOfTest } from '../access/two-partnerships.js';
import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';

/**
 * Gives the audit trail of a partnership what the others' does not have: entries with a purpose about its case and its
 * report, of a person and of a program, a chain, and a checkpoint signed at this moment.
 */
export async function sealTrail(app: TestApp, of: PartnershipOfTest, word: string): Promise<void> {
  const [partnership] = await adminSql<{ tenant_id: string }>(
    app,
    'select tenant_id from directory.partnerships where slug = $1',
    [of.slug],
  );
  const tenantId = partnership?.tenant_id ?? '';
  const now = app.clock.now().toString();
  await addEntries(app, { of, word, tenantId });
  const source = await createDataSource({
    url: app.database.workerUrl,
    applicationName: 'concord test worker',
  }).initialize();
  try {
    const trails = auditTrails(source);
    await trails.seal(tenantId, 1_000);
    const head = await trails.findHead(tenantId);
    if (!head) throw new Error('Entries were sealed.');
    await trails.addCheckpoint(
      tenantId,
      new AuditKey(app.secretKey).sign({ tenantId, ...head, signedAt: now }),
    );
  } finally {
    await source.destroy();
  }
}

/** Of an officer and of a program, about the case and about the report. */
async function addEntries(
  app: TestApp,
  { of, word, tenantId }: { of: PartnershipOfTest; word: string; tenantId: string },
): Promise<void> {
  const now = app.clock.now().toString();
  for (const [type, id] of [
    ['CASE', of.ids.Case],
    ['REPORT', of.ids.Report],
  ] as const)
    await adminSql(
      app,
      `insert into concord.audit_entries
         (tenant_id, id, at, actor, action, kind, subject_type, subject_ids, fields, correlation_id, purpose, basis)
       select $1, gen_random_uuid(), $2::timestamptz,
         case when m.service_name is null then 'member:' else 'service:' end || m.id, 'LOOKED_AT', 'CONSULTATION', $3, array[$4::uuid], '{name}', $5, $6,
         array(select s.id from concord.sharing_agreements s where s.tenant_id = $1 and s.withdrawn_at is null)
       from (
         select distinct on (service_name is null) * from concord.memberships
         where tenant_id = $1 and roles && '{agency_officer,record_reports}') m`,
      [tenantId, now, type, parseNodeId(id)?.id, `request of ${word}`, `Asked for by ${word}`],
    );
}
