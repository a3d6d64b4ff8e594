import { splitCells } from './csv-cells.js';
import { readCsvLines, type CsvLine } from './csv-lines.js';
import { ImportRefused } from './import-refused.js';
import { OccurrenceCounter } from './occurrence-counter.js';
import { readPoliceUkHeader, refusedHeader, type PoliceUkHeader } from './police-uk-header.js';
import type { RowRules } from './police-uk-row.js';
import { outcomeOf, type RowOutcome } from './row-outcome.js';
import { counted } from './shown.js';

export interface ReadOptions {
  /** The area's districts as LSOA names spell them, with predecessors; at least one. */
  readonly districts: readonly string[];
  /** Most rows of the file, the header apart; unlimited when absent. */
  readonly maxRows?: number;
  /** The last month that can have happened, such as 2025-12; when absent only absurd years are bad. */
  readonly latestMonth?: string;
  readonly onWarning?: (warning: string) => void;
}

/**
 * Reads a police.uk street-level CSV row by row, in memory that does not grow with the file except by a few dozen
 * bytes for each different row. Every line after the header that is not empty is one row and has one outcome; a
 * bad row never hides the next one.
 *
 * @throws ImportRefused when the encoding or the header is not what was expected, or at the first row over
 *   `maxRows`, when the rows before it have been given out.
 */
export async function* readPoliceUkRows(
  input: AsyncIterable<Buffer>,
  options: ReadOptions,
): AsyncGenerator<RowOutcome, void, undefined> {
  if (options.districts.length === 0) throw new TypeError('An import needs the districts of its area.');
  const { maxRows = Number.POSITIVE_INFINITY, latestMonth = '2099-12' } = options;
  const rules: RowRules = { districts: new Set(options.districts), latestMonth };
  const occurrences = new OccurrenceCounter();
  let header: PoliceUkHeader | undefined;
  let rows = 0;
  for await (const line of readCsvLines(input)) {
    if (header === undefined) {
      header = headerOf(line);
      for (const warning of header.warnings) options.onWarning?.(warning);
      continue;
    }
    rows += 1;
    if (rows > maxRows) throw tooMany(rows, line.line, maxRows);
    yield outcomeOf(line, { header, rules, occurrences });
  }
  if (header === undefined) throw refusedHeader(1, 'is missing, because the file is empty');
}

function headerOf(csvLine: CsvLine): PoliceUkHeader {
  const { line } = csvLine;
  if ('fault' in csvLine) {
    const { before, problem } = csvLine.fault;
    throw refusedHeader(line, before === undefined ? 'is too long' : problem, 'ENCODING');
  }
  const split = splitCells(csvLine.text);
  if ('problem' in split) throw refusedHeader(line, `is not CSV: cell ${split.cell + 1} ${split.problem}`);
  return readPoliceUkHeader(split.cells, line);
}

function tooMany(row: number, line: number, maxRows: number): ImportRefused {
  const found = `Row ${counted(row)} (line ${counted(line)}) is one too many`;
  const expected = `expected at most ${counted(maxRows)} rows in a file. The rows before it are imported`;
  return new ImportRefused(`${found}; ${expected}.`, { code: 'TOO_MANY_ROWS', line });
}
