import type { DataSource } from 'typeorm';
import type { AuditTrails } from '#casework/audit.js';
import { inWorkerTransaction } from './worker-transaction.js';

/** The worker's way to the audit trails: it seals and signs, and reads no entry. */
export function auditTrails(dataSource: DataSource): AuditTrails {
  return {
    seal: (tenantId, atMost) =>
      inWorkerTransaction(dataSource, tenantId, async (sql) => {
        const [row] = await sql.query<{ sealed: number }>('select concord.seal_audit_entries($1) as sealed', [
          atMost,
        ]);
        return row?.sealed ?? 0;
      }),

    findHead: (tenantId) =>
      inWorkerTransaction(dataSource, tenantId, async (sql) => {
        const [row] = await sql.query<{ number: bigint; hash: string }>(
          `select last_number as number, encode(last_hash, 'hex') as hash from concord.audit_chains
           where tenant_id = $1 and last_number > 0`,
          [tenantId],
        );
        return row && { number: Number(row.number), hash: row.hash };
      }),

    addCheckpoint: (tenantId, { number, hash, signedAt, keyId, signature }) =>
      inWorkerTransaction(dataSource, tenantId, async (sql) => {
        await sql.query(
          `insert into concord.audit_checkpoints (tenant_id, number, hash, signed_at, key_id, signature)
           values ($1, $2, decode($3, 'hex'), $4, $5, decode($6, 'base64')) on conflict do nothing`,
          [tenantId, number, hash, signedAt, keyId, signature],
        );
      }),
  };
}
