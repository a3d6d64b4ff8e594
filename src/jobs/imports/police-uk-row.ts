import type { PoliceUkColumn } from './police-uk-header.js';
import { shown } from './shown.js';

/** An anti-social behaviour row of a police.uk street-level file. It says no day, no reporter and no category. */
export interface PoliceUkReport {
  /**
   * `<month>-<first 20 hex digits of the SHA-256 of the row's content>-<nth>`: identical rows are different
   * incidents and are told apart by their order, nth counting from 1 over the whole file.
   */
  readonly reference: string;
  /** Month of the behaviour, such as 2025-01. */
  readonly occurredMonth: string;
  readonly reportedByForce: string;
  /** The published place, such as "On or near High Street"; anonymised, so it is not an address. */
  readonly place: string;
  /** Degrees east of Greenwich, so negative for nearly all of Britain; with `latitude` or absent. */
  readonly longitude?: number;
  /** Degrees north. */
  readonly latitude?: number;
  readonly lsoaCode: string;
  readonly lsoaName: string;
  /** The LSOA's name without its last word: the district as it was called when the LSOA was drawn. */
  readonly district: string;
}

/** Why a sound row is not imported. */
export type LeftOutReason = 'OTHER_CRIME_TYPE' | 'OTHER_DISTRICT' | 'NO_LOCATION';

export type PoliceUkCells = Readonly<Record<PoliceUkColumn, string>>;

export type RowFinding =
  | { readonly kind: 'report'; readonly row: Omit<PoliceUkReport, 'reference'> }
  | { readonly kind: 'left_out'; readonly reason: LeftOutReason; readonly detail: string }
  | { readonly kind: 'bad'; readonly column: PoliceUkColumn; readonly problem: string };

export interface RowRules {
  readonly districts: ReadonlySet<string>;
  /** The last month that can have happened, such as 2025-12. */
  readonly latestMonth: string;
}

const ANTI_SOCIAL = 'Anti-social behaviour';
/** data.police.uk starts with this month. */
const FIRST_MONTH = '2010-12';

/** Judges one row whose cells are safe text: a report of the area, left out, or bad with the first problem found. */
export function judgeRow(cells: PoliceUkCells, rules: RowRules): RowFinding {
  const crimeType = cells['Crime type'].trim();
  if (crimeType === '') return bad('Crime type', '', `a crime type such as ${ANTI_SOCIAL}`);
  if (crimeType !== ANTI_SOCIAL) return leftOut('OTHER_CRIME_TYPE', crimeType);
  const problem = checkMonth(cells.Month, rules.latestMonth) ?? checkForce(cells['Reported by']);
  if (problem !== undefined) return problem;
  const unplaced = findUnplaced(cells);
  if (unplaced !== undefined) return leftOut('NO_LOCATION', unplaced);
  return judgePlace(cells, rules.districts);
}

function judgePlace(cells: PoliceUkCells, districts: ReadonlySet<string>): RowFinding {
  const problem = checkLsoaCode(cells['LSOA code']) ?? checkPoint(cells.Longitude, cells.Latitude);
  if (problem !== undefined) return problem;
  const lsoaName = cells['LSOA name'].trim();
  const district = /^(.+) \S+$/u.exec(lsoaName)?.[1];
  if (district === undefined) {
    return bad('LSOA name', cells['LSOA name'], 'a district and an area, such as "Leicester 001A"');
  }
  if (!districts.has(district)) return leftOut('OTHER_DISTRICT', district);
  const row = {
    occurredMonth: cells.Month,
    reportedByForce: cells['Reported by'].trim(),
    place: cells.Location.trim(),
    ...(cells.Longitude === ''
      ? {}
      : { longitude: Number(cells.Longitude), latitude: Number(cells.Latitude) }),
    lsoaCode: cells['LSOA code'],
    lsoaName,
    district,
  };
  return { kind: 'report', row };
}

/** What is missing of the row's place; real files have "No Location" with coordinates and LSOA empty. */
function findUnplaced(cells: PoliceUkCells): string | undefined {
  const location = cells.Location.trim();
  if (location === '' || location === 'No Location') return 'No Location';
  const hasLsoa = cells['LSOA code'].trim() !== '' && cells['LSOA name'].trim() !== '';
  return hasLsoa ? undefined : 'no LSOA';
}

function checkMonth(month: string, latest: string): RowFinding | undefined {
  const isSound = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && month >= FIRST_MONTH && month <= latest;
  return isSound
    ? undefined
    : bad('Month', month, `a month from ${FIRST_MONTH} to ${latest}, such as 2025-01`);
}

function checkForce(force: string): RowFinding | undefined {
  return force.trim() === '' ? bad('Reported by', force, 'the name of a police force') : undefined;
}

function checkLsoaCode(code: string): RowFinding | undefined {
  return /^[A-Z]\d{8}$/.test(code) ? undefined : bad('LSOA code', code, 'a code such as E01025631');
}

/** A point is absent as a whole or lies within the British Isles: 11° west to 2° east, 49° to 61° north. */
function checkPoint(longitude: string, latitude: string): RowFinding | undefined {
  if (longitude === '' && latitude === '') return undefined;
  if (!isBetween(longitude, -11, 2)) return bad('Longitude', longitude, 'a decimal number from -11 to 2');
  if (!isBetween(latitude, 49, 61)) return bad('Latitude', latitude, 'a decimal number from 49 to 61');
  return undefined;
}

function isBetween(value: string, least: number, most: number): boolean {
  return /^-?\d{1,3}(\.\d{1,20})?$/.test(value) && Number(value) >= least && Number(value) <= most;
}

function bad(column: PoliceUkColumn, value: string, expected: string): RowFinding {
  const found = value === '' ? 'is empty' : `is ${shown(value)}`;
  return { kind: 'bad', column, problem: `${column} ${found}; expected ${expected}.` };
}

function leftOut(reason: LeftOutReason, detail: string): RowFinding {
  return { kind: 'left_out', reason, detail };
}
