import { column, nullable, tenantTable } from './entity-schema.js';

export const CaseIncidentEntity = tenantTable('case_incidents', ['id'], {
  id: column.uuid,
  caseId: column.uuid,
  number: column.integer,
  occurredOn: column.localDate,
  place: column.text,
  description: column.text,
  hatePerceived: column.boolean,
  behaviours: nullable(column.texts),
  match: column.text,
  agreedOn: nullable(column.localDate),
  causedHarassment: nullable(column.boolean),
  matchNote: nullable(column.text),
  matchedBy: nullable(column.uuid),
  matchedAt: nullable(column.instant),
  agreedBehaviours: nullable(column.texts),
  isCrime: nullable(column.boolean),
  recordedAsHate: nullable(column.boolean),
  problemId: nullable(column.uuid),
  placeId: nullable(column.uuid),
  complainedOfId: nullable(column.uuid),
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
  householdId: nullable(column.uuid),
});

export const IncidentReportEntity = tenantTable('incident_reports', ['incidentId', 'reportId'], {
  caseId: column.uuid,
  incidentId: column.uuid,
  reportId: column.uuid,
  personId: nullable(column.uuid),
  householdId: nullable(column.uuid),
});

export const IncidentSuffererEntity = tenantTable(
  'incident_sufferers',
  ['incidentId', 'saidBy', 'personId'],
  {
    caseId: column.uuid,
    incidentId: column.uuid,
    personId: column.uuid,
    saidBy: column.text,
  },
);
