import { clockFrom } from '#platform/clock.js';
import type { Command, Terminal } from '../command.js';
import { usingDatabase } from '../using-database.js';
import { isolationCsv } from './isolation-csv.js';
import { isolationMarkdown } from './isolation-markdown.js';
import { listFindings, type IsolationReport } from './isolation-report.js';
import { readIsolation } from './read-isolation.js';
import { readOutput, sayWritten, writeReport } from './report-output.js';

const formats = { md: isolationMarkdown, csv: isolationCsv } as const;

export const reportIsolationCommand: Command = {
  help: `Checks on the database of this installation that partnerships are kept apart, and writes a report that somebody who
answers for data protection can read. Looks as the roles that the server and the worker sign in as; changes nothing.
Exit code 1 when a row of another partnership could be read or written, or a wall is not as it should be.

  --out     where to; isolation-report.md (or .csv) here unless told, - for standard output
  --format  md or csv; md unless told`,
  options: { out: { value: 'PATH' }, format: { value: 'FORMAT' } },
  operands: [],

  async run(given, terminal) {
    const { format, out } = readOutput(given, 'isolation-report');
    const report = await usingDatabase(terminal, ({ config, database, stopping }) =>
      readIsolation({
        database,
        stopping,
        now: () => clockFrom(config).now().toString(),
        progress: progressTo(terminal),
      }),
    );
    clearLine(terminal);
    writeReport(formats[format](report), out, terminal);
    return tell(report, { terminal, out });
  },
};

/** One line that rewrites itself on a terminal, a line for each table elsewhere would be noise. */
function progressTo({ progress }: Terminal) {
  return ({ done, of, table }: { done: number; of: number; table: string }) => {
    if (progress.isTTY) progress.write(`\r\u001b[K${String(done + 1)} of ${String(of)}: ${table}`);
  };
}

function clearLine({ progress }: Terminal): void {
  if (progress.isTTY) progress.write('\r\u001b[K');
}

function tell(report: IsolationReport, { terminal, out }: { terminal: Terminal; out: string }): 0 | 1 {
  const findings = listFindings(report);
  for (const finding of findings) terminal.err(finding);
  const { tables, tenants } = report;
  const looked = `${String(tables.length)} tables were looked at as 2 roles and ${String(tenants.length)} partnerships`;
  const result =
    findings.length === 0
      ? 'no row of another partnership could be read or written'
      : `${String(findings.length)} findings`;
  sayWritten(`${looked}: ${result}.`, out, terminal);
  return findings.length === 0 ? 0 : 1;
}
