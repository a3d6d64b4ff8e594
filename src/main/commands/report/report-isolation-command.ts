import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { clockFrom } from '#platform/clock.js';
import { UsageError, type Command, type Given, type Terminal } from '../command.js';
import { usingDatabase } from '../using-database.js';
import { isolationCsv } from './isolation-csv.js';
import { isolationMarkdown } from './isolation-markdown.js';
import { listFindings, type IsolationReport } from './isolation-report.js';
import { readIsolation } from './read-isolation.js';

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
    const { format, out } = read(given);
    const report = await usingDatabase(terminal, ({ config, database, stopping }) =>
      readIsolation({
        database,
        stopping,
        now: () => clockFrom(config).now().toString(),
        progress: progressTo(terminal),
      }),
    );
    clearLine(terminal);
    const text = formats[format](report);
    // The terminal ends the line itself.
    if (out === '-') terminal.out(text.replace(/\n$/, ''));
    else writeFileSync(out, text);
    return tell(report, { terminal, out });
  },
};

function read(given: Given): { format: keyof typeof formats; out: string } {
  const format = given.find('format') ?? 'md';
  if (format !== 'md' && format !== 'csv')
    throw new UsageError(`--format is ${JSON.stringify(format)}: expected md or csv.`);
  const out = given.find('out') ?? `isolation-report.${format}`;
  return { format, out: out === '-' ? out : resolve(out) };
}

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
  // What is written to standard output is the report alone.
  const say = (line: string) => {
    if (out === '-') terminal.err(line);
    else terminal.out(line);
  };
  const looked = `${String(tables.length)} tables were looked at as 2 roles and ${String(tenants.length)} partnerships`;
  say(
    findings.length === 0
      ? `${looked}: no row of another partnership could be read or written.`
      : `${looked}: ${String(findings.length)} findings.`,
  );
  if (out !== '-') say(`The report is in ${out}.`);
  return findings.length === 0 ? 0 : 1;
}
