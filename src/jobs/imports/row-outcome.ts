import { createHash } from 'node:crypto';
import { cellAtEnd, splitCells } from './csv-cells.js';
import type { CsvLine, LineFault } from './csv-lines.js';
import type { BadRow } from './import-summary.js';
import type { OccurrenceCounter } from './occurrence-counter.js';
import { POLICE_UK_COLUMNS, type PoliceUkHeader } from './police-uk-header.js';
import {
  judgeRow,
  type LeftOutReason,
  type PoliceUkCells,
  type PoliceUkReport,
  type RowRules,
} from './police-uk-row.js';
import { counted } from './shown.js';
import { findUnsafe } from './unsafe-cell.js';

/** What became of one row; every row of the file has exactly one outcome. Lines are those of the file, from 1. */
export type RowOutcome =
  | { readonly kind: 'report'; readonly line: number; readonly row: PoliceUkReport; readonly nth: number }
  | {
      readonly kind: 'left_out';
      readonly line: number;
      readonly reason: LeftOutReason;
      readonly detail: string;
    }
  | ({ readonly kind: 'bad' } & BadRow);

/** What the rows of one file are read with. */
export interface Reading {
  readonly header: PoliceUkHeader;
  readonly rules: RowRules;
  readonly occurrences: OccurrenceCounter;
}

/** Decides what becomes of one line after the header, and numbers it among its equals when it is a report. */
export function outcomeOf(csvLine: CsvLine, reading: Reading): RowOutcome {
  const { line } = csvLine;
  const values =
    'fault' in csvLine ? faultyLine(csvLine.fault, reading.header) : cellsOf(csvLine.text, reading.header);
  if (!isCells(values)) return { kind: 'bad', line, ...values };
  const cells = Object.fromEntries(POLICE_UK_COLUMNS.map((name, at) => [name, values[at]])) as PoliceUkCells;
  for (const column of POLICE_UK_COLUMNS) {
    const problem = findUnsafe(column, cells[column]);
    if (problem !== undefined) return { kind: 'bad', line, column, problem };
  }
  const finding = judgeRow(cells, reading.rules);
  if (finding.kind !== 'report') return { line, ...finding };
  // No cell holds a control character by now, so the separator keeps different rows different.
  const digest = createHash('sha256').update(values.join('\u001f')).digest();
  const nth = reading.occurrences.next(digest);
  const reference = `${finding.row.occurredMonth}-${digest.toString('hex', 0, 10)}-${nth}`;
  return { kind: 'report', line, row: { reference, ...finding.row }, nth };
}

type Unreadable = Omit<BadRow, 'line'>;

function isCells(values: readonly string[] | Unreadable): values is readonly string[] {
  return Array.isArray(values);
}

/** The row's cells in the canonical order of the columns, whatever their order in the file. */
function cellsOf(text: string, header: PoliceUkHeader): readonly string[] | Unreadable {
  const split = splitCells(text);
  if ('problem' in split) return inCell(split.cell, split.problem, header);
  const expected = header.columns.length;
  if (split.cells.length === expected) return header.places.map((place) => split.cells[place] ?? '');
  const found = `${counted(split.cells.length)} cell${split.cells.length === 1 ? '' : 's'}`;
  return { problem: `The row has ${found}; expected ${expected}, as the header has.` };
}

function faultyLine(fault: LineFault, header: PoliceUkHeader): Unreadable {
  if (fault.before === undefined) return { problem: fault.problem };
  return inCell(cellAtEnd(fault.before), fault.problem, header);
}

function inCell(cell: number, problem: string, header: PoliceUkHeader): Unreadable {
  const column = header.columns[cell];
  if (column === undefined) return { problem: `Cell ${counted(cell + 1)} ${problem}` };
  return { column, problem: `${column} ${problem}` };
}
