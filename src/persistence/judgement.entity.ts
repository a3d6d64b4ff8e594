import { column, nullable, tenantTable } from './entity-schema.js';

export const CaseJudgementEntity = tenantTable('case_judgements', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  question: column.text,
  answer: column.boolean,
  why: column.text,
  incidentIds: nullable(column.uuids),
  factors: column.texts,
  answeredBy: column.text,
  answeredOn: column.localDate,
  recordedBy: column.uuid,
  agencyId: nullable(column.uuid),
  recordedAt: column.instant,
});

export const CaseRiskAssessmentEntity = tenantTable('case_risk_assessments', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  band: column.text,
  points: nullable(column.float),
  why: column.text,
  assessedBy: column.text,
  assessedOn: column.localDate,
  recordedBy: column.uuid,
  recordedAt: column.instant,
});
