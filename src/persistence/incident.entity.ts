import { column, nullable, tenantTable } from './entity-schema.js';

export const CaseIncidentEntity = tenantTable('case_incidents', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  number: column.integer,
  occurredOn: column.localDate,
  place: column.text,
  description: column.text,
  hatePerceived: column.boolean,
  match: column.text,
  agreedOn: nullable(column.localDate),
  causedHarassment: nullable(column.boolean),
  matchNote: nullable(column.text),
  matchedBy: nullable(column.uuid),
  matchedAt: nullable(column.instant),
});

export const IncidentComplaintEntity = tenantTable('incident_complaints', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  incidentId: column.uuid,
  agencyId: column.uuid,
  madeOn: column.localDate,
  madeByVictim: column.boolean,
  reference: nullable(column.text),
  evidenceAccepted: column.boolean,
  personId: nullable(column.uuid),
});

export const IncidentReportEntity = tenantTable('incident_reports', ['incidentId', 'reportId'], {
  caseId: column.uuid,
  incidentId: column.uuid,
  reportId: column.uuid,
  personId: nullable(column.uuid),
});
