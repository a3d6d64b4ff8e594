import type { ConflictAnswer, ConflictRecord, ConflictStore } from '#casework/conflict-ports.js';
import type { ConflictView, OwnConflictView } from '#casework/conflict-views.js';
import type { Reads } from '#casework/read-ports.js';
import type { ConflictGround } from '#domain/review/conflict.js';
import type { CaseStage } from '#domain/review/stage.js';
import type { Sql } from './transaction.js';
import { uuidArray } from './uuid-array.js';

/** The answers of `concord.declare_conflict`. */
interface AnswerRow {
  readonly answer: ConflictAnswer['answer'];
  readonly case_version: number | null;
  readonly case_stage: CaseStage | null;
}

/** Conflicts of interest as the use cases write them. */
export function conflictStore(sql: Sql): ConflictStore {
  const { tenantId } = sql.principal;
  return {
    async declare({ caseId, version, id, membershipId, personId, reason, declaredAt }) {
      const [row] = await sql.query<AnswerRow>(
        'select answer, case_version, case_stage from concord.declare_conflict($1, $2, $3, $4, $5, $6, $7)',
        [caseId, version, id, membershipId, personId, reason, declaredAt.toString()],
      );
      if (!row) throw new Error('Declaring a conflict always answers.');
      return toAnswer(row);
    },

    async find(id) {
      const [row] = await sql.query<ConflictRecord>(
        `select id, case_id as "caseId", user_id as "userId", lifted_at is not null as "isLifted"
         from concord.case_conflicts where tenant_id = $1 and id = $2`,
        [tenantId, id],
      );
      return row;
    },

    async lift(id, { userId, at, reason }) {
      await sql.query(
        `update concord.case_conflicts set lifted_by = $3, lifted_at = $4, lifted_reason = $5
         where tenant_id = $1 and id = $2`,
        [tenantId, id, userId, at.toString(), reason],
      );
    },

    async listOwnGrounds(caseId) {
      const rows = await sql.query<{ ground: ConflictGround }>(
        'select unnest(concord.own_conflict_grounds($1)) as ground',
        [caseId],
      );
      return rows.map(({ ground }) => ground);
    },
  };
}

function toAnswer({ answer, case_version: version, case_stage: stage }: AnswerRow): ConflictAnswer {
  if (answer !== 'DECLARED' && answer !== 'STALE') return { answer };
  if (version === null || stage === null) throw new Error('A case has a version and a stage.');
  return { answer, version, stage };
}

type ReadSql = Pick<Sql, 'query' | 'principal'>;

/** Conflicts of cases, earliest first, to whoever leads; and the cases that are closed to the viewer, newest first. */
export function conflictReads(sql: ReadSql): Pick<Reads, 'listConflicts' | 'listOwnConflicts'> {
  return {
    listConflicts: (caseIds) =>
      sql.query<ConflictView>(
        `with chosen as (
           select x.* from concord.case_conflicts x where x.tenant_id = $1 and x.case_id = any ($2::uuid[]))
         select c.id, c.case_id as "caseId", c.membership_id as "membershipId", n.name, c.person_id as "personId", c.reason,
           c.declared_at as "declaredAt", c.lifted_at as "liftedAt", c.lifted_reason as "liftedReason"
         from chosen c
         left join concord.name_members(array(select membership_id from chosen)) n on n.membership_id = c.membership_id
         order by c.case_id, c.declared_at, c.id`,
        [sql.principal.tenantId, uuidArray(caseIds)],
      ),
    listOwnConflicts: () =>
      sql.query<OwnConflictView>(
        'select id, reference, declared_at as "declaredAt" from concord.list_own_conflicts()',
      ),
  };
}
