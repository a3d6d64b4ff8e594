import { column, nullable, tenantTable } from './entity-schema.js';

export const DecisionProposalEntity = tenantTable('decision_proposals', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  caseVersion: column.integer,
  policyVersionId: column.uuid,
  verdict: column.text,
  facts: column.json,
  finding: column.json,
  statutory: nullable(column.json),
  flags: column.json,
  proposedBy: column.uuid,
  proposedAt: column.instant,
});

export const DecisionEntity = tenantTable('decisions', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  proposalId: nullable(column.uuid),
  outcome: column.text,
  declineGround: nullable(column.text),
  reason: column.text,
  departsFromRules: column.boolean,
  decidedBy: column.uuid,
  decidedAt: column.instant,
});
