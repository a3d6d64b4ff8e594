import { column, nullable, tenantTable } from './entity-schema.js';

export const ImportRunEntity = tenantTable('import_runs', ['id'], {
  id: column.uuid,
  agencyId: column.uuid,
  format: column.text,
  fileName: column.text,
  startedAt: column.instant,
  endedAt: nullable(column.instant),
  summary: nullable(column.json),
});
