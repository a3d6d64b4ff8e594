import type { PauseStore } from '#casework/pause-ports.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { PauseReason } from '#domain/policy/timescales.js';
import { CasePauseEntity } from './case.entity.js';
import type { Sql } from './transaction.js';

interface PauseRow {
  id: string;
  reason: PauseReason;
  from_on: LocalDate;
  through_on: LocalDate | null;
}

/** When the clocks of cases stood still. */
export function pauseStore(sql: Sql): PauseStore {
  const { tenantId } = sql.principal;
  return {
    add: ({ from, through, ...pause }) =>
      sql.insert(CasePauseEntity, { ...pause, fromOn: from, throughOn: through, tenantId }),

    async listOfCase(caseId) {
      const rows = await sql.query<PauseRow>(
        `select id, reason, from_on, through_on from concord.case_pauses
         where tenant_id = $1 and case_id = $2 order by from_on, id`,
        [tenantId, caseId],
      );
      return rows.map(({ id, reason, from_on: from, through_on: through }) => ({
        id,
        reason,
        from,
        through,
      }));
    },

    async end(id, through) {
      await sql.query(
        'update concord.case_pauses set through_on = $3::date where tenant_id = $1 and id = $2',
        [tenantId, id, through.toString()],
      );
    },
  };
}
