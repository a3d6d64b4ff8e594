import { column, nullable, tenantTable } from './entity-schema.js';

export const CaseEntity = tenantTable('cases', ['id'], {
  id: column.uuid,
  reference: column.text,
  version: column.integer,
  stage: column.text,
  receivedAt: column.instant,
  receivedOn: column.localDate,
  policyVersionId: column.uuid,
  areaTeamId: nullable(column.uuid),
  applicantKind: column.text,
  relationship: nullable(column.text),
  dissatisfied: column.boolean,
  dissatisfaction: nullable(column.text),
  applicantSecretHash: column.text,
});

export const CasePersonEntity = tenantTable('case_people', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  role: column.text,
  isApplicant: column.boolean,
  name: column.text,
  email: nullable(column.text),
  phone: nullable(column.text),
  address: nullable(column.text),
  authorityKind: nullable(column.text),
  authorityGivenOn: nullable(column.localDate),
  sharingObjection: nullable(column.text),
  householdId: nullable(column.uuid),
});

export const CaseLabelEntity = tenantTable('case_labels', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  kind: column.text,
  label: column.text,
});

export const CasePartyEntity = tenantTable('case_parties', ['caseId', 'agencyId'], {
  caseId: column.uuid,
  agencyId: column.uuid,
  since: column.instant,
});

export const InformationRequestEntity = tenantTable('information_requests', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  agencyId: column.uuid,
  status: column.text,
  requestedAt: column.instant,
  requestedBy: column.uuid,
  dueOn: nullable(column.localDate),
  holds: nullable(column.text),
  actionsTaken: nullable(column.text),
  answeredAt: nullable(column.instant),
  answeredBy: nullable(column.uuid),
});

export const ClockEntity = tenantTable('clocks', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  step: column.text,
  endsWith: column.text,
  takenAwayBy: column.text,
  begunBy: column.text,
  anchor: column.text,
  anchoredOn: column.localDate,
  dueOn: column.localDate,
  dueAt: column.instant,
  firstDueOn: column.localDate,
  extendedTimes: column.integer,
  arithmetic: column.text,
  provisional: column.boolean,
  standsStill: column.boolean,
  extendable: column.boolean,
  extensionReason: nullable(column.text),
  stoppedAt: nullable(column.instant),
  fellDueAt: nullable(column.instant),
});

export const CasePauseEntity = tenantTable('case_pauses', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  reason: column.text,
  fromOn: column.localDate,
  throughOn: nullable(column.localDate),
  recordedBy: column.uuid,
  recordedAt: column.instant,
});
