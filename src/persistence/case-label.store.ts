import type { CaseLabel, CaseLabelStore } from '#casework/label-ports.js';
import { CaseLabelEntity } from './case.entity.js';
import type { Sql } from './transaction.js';

/** What people of one case call its households, problems, places and people complained of. */
export function caseLabelStore(sql: Sql): CaseLabelStore {
  const { tenantId } = sql.principal;
  return {
    add: (caseId, labels) =>
      sql.insert(
        CaseLabelEntity,
        labels.map((label) => ({ ...label, tenantId, caseId })),
      ),

    list: (caseId) =>
      sql.query<CaseLabel>(
        'select id, kind, label from concord.case_labels where tenant_id = $1 and case_id = $2 order by id',
        [tenantId, caseId],
      ),
  };
}
