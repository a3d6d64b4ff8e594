import { column, nullable, tenantTable } from './entity-schema.js';

export const ReportEntity = tenantTable('reports', ['id'], {
  id: column.uuid,
  agencyId: column.uuid,
  reference: column.text,
  source: column.text,
  category: column.text,
  occurredOn: nullable(column.localDate),
  occurredMonth: column.text,
  reportedOn: nullable(column.localDate),
  recordedOn: nullable(column.localDate),
  reporterName: nullable(column.text),
  place: column.text,
  district: nullable(column.text),
  lsoaCode: nullable(column.text),
  longitude: nullable(column.float),
  latitude: nullable(column.float),
  summary: nullable(column.text),
  hatePerceived: column.boolean,
  behaviours: nullable(column.texts),
  recordedAsHate: nullable(column.boolean),
  household: nullable(column.text),
  affected: nullable(column.texts),
  actionTaken: nullable(column.text),
  closedOn: nullable(column.localDate),
  createdAt: column.instant,
});

export const ReportLinkEntity = tenantTable('report_links', ['caseId', 'reportId'], {
  caseId: column.uuid,
  reportId: column.uuid,
  agencyId: column.uuid,
  occurredOn: nullable(column.localDate),
  reportedOn: nullable(column.localDate),
  category: column.text,
  linkedBy: column.uuid,
  linkedAt: column.instant,
});
