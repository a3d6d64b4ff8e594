import type { JudgementStore } from '#casework/judgement-ports.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { JudgementFact, RiskFact } from '#domain/threshold/facts.js';
import { CaseJudgementEntity, CaseRiskAssessmentEntity } from './judgement.entity.js';
import type { Sql } from './transaction.js';

interface JudgementRow {
  question: string;
  incident_ids: string[] | null;
  answer: boolean;
  why: string;
  factors: string[];
  answered_by: string;
  answered_on: LocalDate;
}

interface RiskRow {
  band: string;
  points: number | null;
  assessed_by: string;
  assessed_on: LocalDate;
}

/** Answers and assessments of a case; the latest of each is what the rules read. */
export function judgementStore(sql: Sql): JudgementStore {
  const { tenantId } = sql.principal;
  return {
    add: (judgement) => sql.insert(CaseJudgementEntity, { ...judgement, tenantId }),

    addRisk: (assessment) => sql.insert(CaseRiskAssessmentEntity, { ...assessment, tenantId }),

    async listFacts(caseId) {
      const judgements = await sql.query<JudgementRow>(
        `select distinct on (question, incident_ids) question, incident_ids, answer, why, factors, answered_by, answered_on
         from concord.case_judgements where tenant_id = $1 and case_id = $2
         order by question, incident_ids, recorded_at desc, id desc`,
        [tenantId, caseId],
      );
      const risk = await sql.query<RiskRow>(
        `select band, points, assessed_by, assessed_on from concord.case_risk_assessments
         where tenant_id = $1 and case_id = $2 order by recorded_at desc, id desc limit 1`,
        [tenantId, caseId],
      );
      return { judgements: judgements.map(toJudgement), risk: risk.map(toRisk) };
    },
  };
}

function toJudgement(row: JudgementRow): JudgementFact {
  return {
    question: row.question,
    ...(row.incident_ids ? { incidentIds: row.incident_ids } : {}),
    answer: row.answer,
    by: row.answered_by,
    on: row.answered_on,
    why: row.why,
    ...(row.factors.length > 0 ? { factors: row.factors } : {}),
  };
}

function toRisk({ band, points, assessed_by: by, assessed_on: on }: RiskRow): RiskFact {
  return { band, ...(points === null ? {} : { points }), by, on };
}
