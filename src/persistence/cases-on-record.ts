import type { OnRecordView } from '#casework/views.js';
import { listAgenciesTold, listIncidentsOnRecord } from './incidents-on-record.js';
import { listJudged } from './judgement-facts.js';
import type { Sql } from './transaction.js';

/** What the rules read of cases beside their own rows, in a few statements for all of them. */
export async function listOnRecord(
  sql: Pick<Sql, 'query' | 'principal'>,
  caseIds: readonly string[],
): Promise<OnRecordView[]> {
  const incidents = await listIncidentsOnRecord(sql, caseIds);
  const told = await listAgenciesTold(sql, caseIds);
  const judged = await listJudged(sql, caseIds);
  return caseIds.map((caseId) => ({
    caseId,
    incidents: incidents.filter((each) => each.caseId === caseId).map(({ incident }) => incident),
    told: told.filter((each) => each.caseId === caseId).map(({ agencyId }) => agencyId),
    ...judged(caseId),
  }));
}
