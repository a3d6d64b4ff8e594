import type { ImportRunStore } from '#casework/report-ports.js';
import { ImportRunEntity } from './record.entity.js';
import type { Sql } from './transaction.js';

/** Imports of report files: one row a run. */
export function importRunStore(sql: Sql): ImportRunStore {
  const { tenantId } = sql.principal;
  return {
    start: (run) => sql.insert(ImportRunEntity, { ...run, tenantId }),

    async end(id, { endedAt, summary }) {
      await sql.query(
        'update concord.import_runs set ended_at = $3::timestamptz, summary = $4::jsonb where tenant_id = $1 and id = $2',
        [tenantId, id, endedAt.toString(), JSON.stringify(summary)],
      );
    },
  };
}
