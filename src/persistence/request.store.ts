import type { RequestRecord, RequestStore } from '#casework/case-ports.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import { InformationRequestEntity } from './case.entity.js';
import type { Sql } from './transaction.js';

interface RequestRow {
  id: string;
  case_id: string;
  agency_id: string;
  status: 'OPEN' | 'ANSWERED';
  due_on: LocalDate | null;
}

const toRequest = (row: RequestRow): RequestRecord => ({
  id: row.id,
  caseId: row.case_id,
  agencyId: row.agency_id,
  status: row.status,
  dueOn: row.due_on,
});

const columns = 'id, case_id, agency_id, status, due_on';

/** Information requests; an agency sees and answers its own. */
export function requestStore(sql: Sql): RequestStore {
  const { tenantId } = sql.principal;
  return {
    add: (request) => sql.insert(InformationRequestEntity, { ...request, tenantId }),

    async find(id) {
      const [row] = await sql.query<RequestRow>(
        `select ${columns} from concord.information_requests where tenant_id = $1 and id = $2`,
        [tenantId, id],
      );
      return row && toRequest(row);
    },

    async listOfCase(caseId) {
      const rows = await sql.query<RequestRow>(
        `select ${columns} from concord.information_requests where tenant_id = $1 and case_id = $2 order by id`,
        [tenantId, caseId],
      );
      return rows.map(toRequest);
    },

    async hasOpen(caseId) {
      const [row] = await sql.query<{ open: boolean }>('select concord.has_open_requests($1) as open', [
        caseId,
      ]);
      return row?.open ?? false;
    },

    async answer(id, { holds, actionsTaken, answeredAt, answeredBy }) {
      await sql.query(
        `update concord.information_requests set status = 'ANSWERED', holds = $3, actions_taken = $4,
           answered_at = $5::timestamptz, answered_by = $6
         where tenant_id = $1 and id = $2`,
        [tenantId, id, holds, actionsTaken, answeredAt.toString(), answeredBy],
      );
    },
  };
}
