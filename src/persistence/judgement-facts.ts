import { Temporal } from 'temporal-polyfill';
import type { JudgementFact, RiskFact } from '#domain/threshold/facts.js';
import type { Sql } from './transaction.js';
import { uuidArray } from './uuid-array.js';

interface JudgementRow {
  case_id: string;
  question: string;
  incident_ids: string[] | null;
  answer: boolean;
  why: string;
  factors: string[];
  answered_by: string;
  answered_on: string;
}

interface RiskRow {
  case_id: string;
  band: string;
  points: number | null;
  assessed_by: string;
  assessed_on: string;
}

/** What people judged of one case, as the rules read it. */
export interface JudgedOfCase {
  readonly judgements: readonly JudgementFact[];
  readonly risk: readonly RiskFact[];
}

/** The latest answer to each question of each case, and its latest assessment. */
export async function listJudged(
  { query, principal }: Pick<Sql, 'query' | 'principal'>,
  caseIds: readonly string[],
): Promise<(caseId: string) => JudgedOfCase> {
  const values = [principal.tenantId, uuidArray(caseIds)];
  const judgements = await query<JudgementRow>(
    `select distinct on (case_id, question, incident_ids) case_id, question, incident_ids, answer, why, factors,
       answered_by, answered_on::text as answered_on
     from concord.case_judgements where tenant_id = $1 and case_id = any ($2::uuid[])
     order by case_id, question, incident_ids, recorded_at desc, id desc`,
    values,
  );
  const risk = await query<RiskRow>(
    `select distinct on (case_id) case_id, band, points, assessed_by, assessed_on::text as assessed_on
     from concord.case_risk_assessments where tenant_id = $1 and case_id = any ($2::uuid[])
     order by case_id, recorded_at desc, id desc`,
    values,
  );
  return (caseId) => ({
    judgements: judgements.filter((row) => row.case_id === caseId).map(toJudgement),
    risk: risk.filter((row) => row.case_id === caseId).map(toRisk),
  });
}

function toJudgement(row: JudgementRow): JudgementFact {
  return {
    question: row.question,
    ...(row.incident_ids ? { incidentIds: row.incident_ids } : {}),
    answer: row.answer,
    by: row.answered_by,
    on: Temporal.PlainDate.from(row.answered_on),
    why: row.why,
    ...(row.factors.length > 0 ? { factors: row.factors } : {}),
  };
}

function toRisk({ band, points, assessed_by: by, assessed_on: on }: RiskRow): RiskFact {
  return { band, ...(points === null ? {} : { points }), by, on: Temporal.PlainDate.from(on) };
}
