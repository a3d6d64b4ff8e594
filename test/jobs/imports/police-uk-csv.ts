import { POLICE_UK_COLUMNS, type PoliceUkColumn } from '#jobs/imports/police-uk-header.js';
import { readPoliceUkRows, type ReadOptions } from '#jobs/imports/police-uk-rows.js';
import type { RowOutcome } from '#jobs/imports/row-outcome.js';

export const HEADER = POLICE_UK_COLUMNS.join(',');

const SOUND: Record<PoliceUkColumn, string> = {
  'Crime ID': '',
  Month: '2025-01',
  'Reported by': 'Example Police',
  'Falls within': 'Example Police',
  Longitude: '-1.131590',
  Latitude: '52.635880',
  Location: 'On or near Example Street',
  'LSOA code': 'E01000001',
  'LSOA name': 'Leicester 001A',
  'Crime type': 'Anti-social behaviour',
  'Last outcome category': '',
  Context: '',
};

/** A sound row of Leicester with some cells changed, as written in the file (quotes are not added). */
export function rowWith(changes: Partial<Record<PoliceUkColumn, string>> = {}): string {
  const cells = { ...SOUND, ...changes };
  return POLICE_UK_COLUMNS.map((column) => cells[column]).join(',');
}

/** Bytes of a file, in chunks of a size that cuts lines and characters apart. */
export async function* chunked(file: string | Buffer, size = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(file);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function readAll(
  file: string | Buffer,
  options: Partial<ReadOptions> = {},
): Promise<readonly RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  const rows = readPoliceUkRows(chunked(file), { districts: ['Leicester'], ...options });
  for await (const outcome of rows) outcomes.push(outcome);
  return outcomes;
}

export function references(outcomes: readonly RowOutcome[]): string[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'report' ? [outcome.row.reference] : []));
}
