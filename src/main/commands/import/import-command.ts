import { ImportRefused } from '#jobs/imports/import-refused.js';
import type { ImportSummary } from '#jobs/imports/import-summary.js';
import { progressLine } from '#jobs/imports/progress-line.js';
import { summaryInWords } from '#jobs/imports/summary-in-words.js';
import { CommandFailed, UsageError, type Command, type Given, type Terminal } from '../command.js';
import { messageOf } from '../message-of.js';
import { usingDatabase } from '../using-database.js';
import { ImportInterrupted, importFile, type FileToImport } from './import-file.js';
import { openReportFile } from './open-report-file.js';

export const importCommand: Command = {
  help: `Streams a file of reports into the records of one agency, as background reports that never count towards a
threshold, and prints what became of every row. Safe to run again on the same file, also after it was killed: it then
adds what is missing and nothing twice. FILE may be - for standard input.

  --partnership  name of the partnership, such as leicester
  --agency       its agency that the reports belong to, such as leicestershire-police
  --format       police-uk: a street-level file of data.police.uk, of which anti-social behaviour in the
                 partnership's districts is imported
  --max-rows     most rows that the file may have; more are refused, after those before are imported

Exit code 1 when the file is refused, was not read to its end, or has rows that cannot be read.`,
  options: {
    partnership: { value: 'SLUG', required: true },
    agency: { value: 'SLUG', required: true },
    format: { value: 'FORMAT', required: true },
    'max-rows': { value: 'N' },
  },
  operands: ['FILE'],

  async run(given, terminal) {
    const maxRows = readMaxRows(given);
    const request = {
      partnership: given.get('partnership'),
      agency: given.get('agency'),
      format: checkFormat(given.get('format')),
      ...(maxRows !== undefined && { maxRows }),
    };
    const summary = await importWithProgress(terminal, request, given.get('FILE'));
    terminal.out(summaryInWords(summary));
    return summary.badCount > 0 ? 1 : 0;
  },
};

/** Imports a file and shows progress; what was saved before a refusal or an interruption is printed first. */
export async function importWithProgress(
  terminal: Terminal,
  request: Pick<FileToImport, 'partnership' | 'agency' | 'format' | 'maxRows'>,
  path: string,
): Promise<ImportSummary> {
  const file = await openReportFile(path);
  const progress = progressLine({
    write: (text) => {
      terminal.progress.write(text);
    },
    isTTY: terminal.progress.isTTY,
    now: () => performance.now(),
    ...(file.bytes !== undefined && { totalBytes: file.bytes }),
  });
  return usingDatabase(terminal, async (session) => {
    const input = file.read(session.stopping);
    try {
      return await importFile(session, { ...request, input, fileName: file.name, onProgress: progress.show });
    } catch (error) {
      progress.done();
      throw explained(error, terminal);
    } finally {
      progress.done();
    }
  });
}

function explained(error: unknown, terminal: Terminal): unknown {
  if (error instanceof ImportRefused && error.soFar) {
    terminal.out(summaryInWords(error.soFar));
    return new CommandFailed(`The file is refused. ${error.message}`);
  }
  if (!(error instanceof ImportInterrupted)) return error;
  return new CommandFailed(
    `The import was interrupted (${messageOf(error.cause)}). ${error.saved.toLocaleString('en-GB')} reports were in ` +
      'batches that are saved. Run the same command again: it adds what is missing and nothing twice.',
  );
}

function checkFormat(format: string): 'police-uk' {
  if (format === 'police-uk') return format;
  throw new CommandFailed(`There is no format ${JSON.stringify(format)}: expected police-uk.`);
}

function readMaxRows(given: Given): number | undefined {
  const text = given.find('max-rows');
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new UsageError('--max-rows: expected a whole number from 1.');
  return Number(text);
}
