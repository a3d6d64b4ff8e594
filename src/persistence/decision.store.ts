import type { DecisionStore } from '#casework/case-ports.js';
import type { Finding, Verdict } from '#domain/threshold/finding.js';
import { factsToJson } from '#domain/threshold/facts-json.js';
import { DecisionEntity, DecisionProposalEntity } from './decision.entity.js';
import type { Sql } from './transaction.js';

const storedVerdict: Record<Verdict, string> = {
  met: 'MET',
  not_met: 'NOT_MET',
  needs_judgement: 'NEEDS_JUDGEMENT',
};

/** Proposals with the facts as evaluated, and what people decided. */
export function decisionStore(sql: Sql): DecisionStore {
  const { tenantId } = sql.principal;
  return {
    addProposal: ({ facts, ...proposal }) =>
      sql.insert(DecisionProposalEntity, {
        ...proposal,
        tenantId,
        verdict: storedVerdict[proposal.finding.verdict],
        facts: factsToJson(facts),
      }),

    async findProposal(id) {
      const [row] = await sql.query<{ id: string; case_id: string; case_version: number; finding: Finding }>(
        'select id, case_id, case_version, finding from concord.decision_proposals where tenant_id = $1 and id = $2',
        [tenantId, id],
      );
      return row && { id: row.id, caseId: row.case_id, caseVersion: row.case_version, finding: row.finding };
    },

    add: (decision) => sql.insert(DecisionEntity, { ...decision, tenantId }),
  };
}
