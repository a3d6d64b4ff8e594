import { clockFrom } from '#platform/clock.js';
import { readConfig } from '#platform/config.js';
import { readRoles } from '#tenancy/read-roles.js';
import { tenantsFolder } from '../../prepare.js';
import type { Command } from '../command.js';
import { accessCsv } from './access/access-csv.js';
import { accessMarkdown } from './access/access-markdown.js';
import { readAccess } from './access/read-access.js';
import { readOutput, sayWritten, writeReport } from './report-output.js';

const formats = { md: accessMarkdown, csv: accessCsv } as const;

export const reportAccessCommand: Command = {
  help: `Writes who may do what, and who sees which field of reports, people and incidents, as tables that somebody who answers
for data protection can read. Made from the program and tenants/roles.yaml; needs no database.

  --out     where to; access-report.md (or .csv) here unless told, - for standard output
  --format  md, or csv for the operations alone; md unless told`,
  options: { out: { value: 'PATH' }, format: { value: 'FORMAT' } },
  operands: [],

  async run(given, terminal) {
    const { format, out } = readOutput(given, 'access-report');
    const madeAt = clockFrom(readConfig(terminal.env)).now().toString();
    const report = await readAccess(readRoles(tenantsFolder), madeAt);
    writeReport(formats[format](report), out, terminal);
    const { operations, roles } = report;
    const line = `${String(operations.length)} operations and ${String(roles.length)} roles were set against each other.`;
    sayWritten(line, out, terminal);
    return 0;
  },
};
