import { ImportRefused, type ImportRefusal } from './import-refused.js';
import { counted, shown } from './shown.js';

/**
 * The columns of a street-level file, in their published order.
 * @source https://data.police.uk/about/#columns
 */
export const POLICE_UK_COLUMNS = [
  'Crime ID',
  'Month',
  'Reported by',
  'Falls within',
  'Longitude',
  'Latitude',
  'Location',
  'LSOA code',
  'LSOA name',
  'Crime type',
  'Last outcome category',
  'Context',
] as const;
export type PoliceUkColumn = (typeof POLICE_UK_COLUMNS)[number];

/** Most columns that a header may have before it is refused unread. */
const MAX_COLUMNS = 100;

/** Names that pretend to say whose data the file holds. */
const TENANT_COLUMN = /^(tenant|partnership)(id|slug|name)?$/;

/** Where the file has each column. */
export interface PoliceUkHeader {
  /** The column at each place of a row; undefined where the file's column is ignored. */
  readonly columns: readonly (PoliceUkColumn | undefined)[];
  /** The places of {@link POLICE_UK_COLUMNS}, in that order. */
  readonly places: readonly number[];
  readonly warnings: readonly string[];
}

/**
 * Reads the header. The order of the columns is free, their names are exact. A column that names a tenant is
 * ignored with a warning: whose the rows are follows from who imports, never from the file, and refusing would
 * only make people edit police data by hand.
 *
 * @throws ImportRefused naming each column that is missing, doubled or unknown.
 */
export function readPoliceUkHeader(cells: readonly string[], line: number): PoliceUkHeader {
  const refused = (finding: string) => refusedHeader(line, finding);
  if (cells.length > MAX_COLUMNS) {
    throw refused(`has ${counted(cells.length)} columns, more than the limit of ${MAX_COLUMNS}`);
  }
  const isTenant = (name: string) => TENANT_COLUMN.test(name.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const doubled = POLICE_UK_COLUMNS.filter((name) => cells.indexOf(name) !== cells.lastIndexOf(name));
  if (doubled.length > 0) throw refused(`has ${named('column', doubled)} more than once`);
  const missing = POLICE_UK_COLUMNS.filter((name) => !cells.includes(name));
  const unknown = cells.filter((name) => !isPoliceUkColumn(name) && !isTenant(name));
  if (missing.length > 0 || unknown.length > 0) {
    const lacks = missing.length > 0 ? [`lacks ${named('column', missing)}`] : [];
    const has = unknown.length > 0 ? [`has ${named('unknown column', unknown)}`] : [];
    throw refused([...lacks, ...has].join(' and '));
  }
  return {
    columns: cells.map((name) => (isPoliceUkColumn(name) ? name : undefined)),
    places: POLICE_UK_COLUMNS.map((name) => cells.indexOf(name)),
    warnings: cells.filter(isTenant).map(ignored),
  };
}

/** The refusal of a header, saying what it should have been; the finding is a clause. */
export function refusedHeader(line: number, finding: string, code: ImportRefusal = 'HEADER'): ImportRefused {
  const expected = `Expected exactly these columns, in any order, in UTF-8: ${POLICE_UK_COLUMNS.join(',')}`;
  return new ImportRefused(`The header (line ${line}) ${finding.replace(/\.$/, '')}. ${expected}`, {
    code,
    line,
  });
}

function isPoliceUkColumn(name: string): name is PoliceUkColumn {
  return POLICE_UK_COLUMNS.some((column) => column === name);
}

function named(noun: string, names: readonly string[]): string {
  const listed = names.slice(0, 12).map(shown).join(', ');
  const more = names.length > 12 ? ` and ${counted(names.length - 12)} more` : '';
  return `the ${noun}${names.length > 1 ? 's' : ''} ${listed}${more}`;
}

function ignored(name: string): string {
  return `The column ${shown(name)} is ignored: the rows belong to the partnership and agency that import them.`;
}
