import type { MarkerRecord, MarkerStore } from '#casework/marker-ports.js';
import type { MarkView, MarkerView } from '#casework/marker-views.js';
import { leadsReview } from '#casework/principal.js';
import type { Reads } from '#casework/read-ports.js';
import type { Sql } from './transaction.js';
import { uuidArray } from './uuid-array.js';

const record = `select id, case_id as "caseId", kind, person_id as "personId", ended_at is not null as "hasEnded"
  from concord.case_markers where tenant_id = $1`;

/** Markers of cases as the use cases write them. */
export function markerStore(sql: Sql): MarkerStore {
  const { tenantId } = sql.principal;
  return {
    async add({ id, caseId, kind, personId, opensTo, rule, reason, setBy, setAt }) {
      await sql.query(
        `insert into concord.case_markers (tenant_id, id, case_id, kind, person_id, opens_to, rule, reason, set_by, set_at)
         values ($1, $2, $3, $4, $5, $6::uuid[], $7, $8, $9, $10)`,
        [tenantId, id, caseId, kind, personId, uuidArray(opensTo), rule, reason, setBy, setAt.toString()],
      );
    },

    async find(id) {
      const [row] = await sql.query<MarkerRecord>(`${record} and id = $2`, [tenantId, id]);
      return row;
    },

    listOfCase: (caseId) =>
      sql.query<MarkerRecord>(`${record} and case_id = $2 order by id`, [tenantId, caseId]),

    async end(id, { userId, at, reason }) {
      await sql.query(
        `update concord.case_markers set ended_by = $3, ended_at = $4, ended_reason = $5
         where tenant_id = $1 and id = $2`,
        [tenantId, id, userId, at.toString(), reason],
      );
    },
  };
}

type ReadSql = Pick<Sql, 'query' | 'principal'>;

/** Markers with their reasons for whoever leads, earliest first; for everybody else, what is withheld for them. */
export function markerReads(sql: ReadSql): Pick<Reads, 'listMarkers' | 'listMarks'> {
  const { tenantId } = sql.principal;
  return {
    listMarkers: (caseIds) =>
      sql.query<MarkerView>(
        `select id, case_id as "caseId", kind, person_id as "personId", to_json(opens_to) as "opensTo", rule, reason,
           set_at as "setAt", ended_at as "endedAt", ended_reason as "endedReason"
         from concord.case_markers where tenant_id = $1 and case_id = any ($2::uuid[]) order by case_id, set_at, id`,
        [tenantId, uuidArray(caseIds)],
      ),
    // From whoever leads nothing is withheld for a mark on a person, and their pages do not ask.
    listMarks: (caseIds) =>
      leadsReview(sql.principal)
        ? Promise.resolve([])
        : sql.query<MarkView>(
            `select case_id as "caseId", kind, person_id as "personId", opens_to_me as "opensToViewer"
             from concord.list_marks($1::uuid[])`,
            [uuidArray(caseIds)],
          ),
  };
}
