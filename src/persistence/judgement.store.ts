import type { JudgementStore } from '#casework/judgement-ports.js';
import { listJudged } from './judgement-facts.js';
import { CaseJudgementEntity, CaseRiskAssessmentEntity } from './judgement.entity.js';
import type { Sql } from './transaction.js';

/** Answers and assessments of a case; the latest of each is what the rules read. */
export function judgementStore(sql: Sql): JudgementStore {
  const { tenantId } = sql.principal;
  return {
    add: (judgement) => sql.insert(CaseJudgementEntity, { ...judgement, tenantId }),

    addRisk: (assessment) => sql.insert(CaseRiskAssessmentEntity, { ...assessment, tenantId }),

    listFacts: async (caseId) => (await listJudged(sql, [caseId]))(caseId),
  };
}
