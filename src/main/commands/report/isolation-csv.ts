import { csvLines } from './csv-lines.js';
import type { IsolationReport } from './isolation-report.js';
import { countWords } from './isolation-markdown.js';

const heads = [
  'made_at',
  'schema',
  'table',
  'what_one_row_is',
  'role',
  'partnership',
  'row_level_security_forced',
  'wall',
  'keys_lead_with_partnership',
  'own_rows',
  'rows_of_others_seen',
  'read_with_no_partnership_set',
  'write_into_another',
];

/** One line for each table, role and partnership, for a spreadsheet. */
export function isolationCsv({ madeAt, schemaVersion, tables }: IsolationReport): string {
  const rows = tables.flatMap(({ name, holds, forced, walled, keysLead, roles }) =>
    roles.flatMap(({ role, withoutContext, probes }) =>
      probes.map(({ tenant, probe }) => [
        madeAt,
        schemaVersion,
        name,
        holds,
        role,
        tenant.slug,
        String(forced),
        String(walled),
        String(keysLead),
        countWords(probe.own),
        probe.foreign ? 'SEEN' : '0',
        withoutContext,
        probe.write,
      ]),
    ),
  );
  return csvLines(heads, rows);
}
