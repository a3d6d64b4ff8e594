import { column, nullable, tenantTable } from './entity-schema.js';

export const AuditEntryEntity = tenantTable('audit_entries', ['id'], {
  id: column.uuid,
  at: column.instant,
  actor: column.text,
  action: column.text,
  kind: column.text,
  subjectType: column.text,
  subjectIds: column.uuids,
  fields: column.texts,
  correlationId: nullable(column.text),
});

export const ImportRunEntity = tenantTable('import_runs', ['id'], {
  id: column.uuid,
  agencyId: column.uuid,
  format: column.text,
  fileName: column.text,
  startedAt: column.instant,
  endedAt: nullable(column.instant),
  summary: nullable(column.json),
});
