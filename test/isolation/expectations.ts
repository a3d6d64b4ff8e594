import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { projectFolder } from '#main/prepare.js';
import type { Who } from '../access/two-partnerships.js';
import type { Mark } from './foreign-marks.js';

/**
 * People of a partnership by what they may see alike. `streams` may subscribe; `not_in_full` are told of a case what is
 * withheld from them, `agencies` are those who act for one.
 */
export const groups = {
  everyone: [
    'public',
    'coordinator',
    'chair',
    'policing_body',
    'board_reader',
    'administrator',
    'auditor',
    'panel_member',
    'agency_manager',
    'analyst',
    'advocate',
    'officer_of_asked_agency',
    'officer_of_other_agency',
  ],
  members: [
    'coordinator',
    'chair',
    'policing_body',
    'board_reader',
    'administrator',
    'auditor',
    'panel_member',
    'agency_manager',
    'analyst',
    'advocate',
    'officer_of_asked_agency',
    'officer_of_other_agency',
  ],
  agencies: ['policing_body', 'agency_manager', 'officer_of_asked_agency', 'officer_of_other_agency'],
  lists: ['coordinator', 'chair', 'panel_member', 'officer_of_asked_agency', 'officer_of_other_agency'],
  case: ['coordinator', 'chair', 'panel_member', 'officer_of_asked_agency'],
  reports: ['coordinator', 'officer_of_asked_agency', 'officer_of_other_agency'],
  streams: ['coordinator', 'officer_of_asked_agency', 'officer_of_other_agency'],
  leads: ['coordinator', 'chair'],
  changes: ['coordinator', 'officer_of_asked_agency'],
  approvers: ['coordinator', 'administrator'],
  officers: ['officer_of_asked_agency', 'officer_of_other_agency'],
  changes_anything: ['coordinator', 'administrator', 'agency_manager', 'officer_of_asked_agency'],
  registers_programs: ['administrator', 'agency_manager'],
  looks_after_members: ['coordinator', 'administrator', 'agency_manager'],
  advocate: ['advocate'],
  coordinator: ['coordinator'],
  administrator: ['administrator'],

  agency_manager: ['agency_manager'],
  sits_in: ['coordinator', 'chair', 'panel_member'],
  auditor: ['auditor'],
  leads_or_audits: ['coordinator', 'chair', 'auditor'],
  report_logs: ['auditor', 'officer_of_asked_agency', 'officer_of_other_agency'],
  access_logs: ['coordinator', 'chair', 'auditor', 'officer_of_asked_agency'],
  pages: [
    'coordinator',
    'chair',
    'panel_member',
    'administrator',
    'agency_manager',
    'auditor',
    'officer_of_asked_agency',
    'officer_of_other_agency',
  ],
  records: ['coordinator', 'chair', 'auditor', 'officer_of_asked_agency', 'officer_of_other_agency'],
  not_in_full: ['officer_of_asked_agency', 'panel_member'],
} as const satisfies Record<string, readonly Who[]>;

/** How another partnership's value would be known: by itself, by what stands beside it, or not at all: fixed words. */
export type RecognisedBy = Mark | 'beside' | 'none';

const recognisedBy: readonly RecognisedBy[] = [
  'id',
  'text',
  'day',
  'instant',
  'number',
  'cursor',
  'beside',
  'none',
];

/** What is expected of one field of an answer, as people wrote it down in `output-fields.csv`. */
export interface OutputExpectation {
  /** `Type.field`. */
  readonly field: string;
  readonly seenBy: readonly Who[];
  readonly recognisedBy: RecognisedBy;
}

/** What goes into an argument or input field, as people wrote it down in `input-places.csv`. */
export interface InputExpectation {
  /** `Query.case(id)` or `ComplaintInput.agency`. */
  readonly place: string;
  /** A type of record for an id, another handle, `object`, or `plain` for what stands for nothing stored. */
  readonly holds: string;
}

export function readOutputs(text = readRows('output-fields.csv')): OutputExpectation[] {
  return rowsOf(text).map(({ field = '', seen_by: group = '', recognised_by: by = '' }) => {
    const known = recognisedBy.find((each) => each === by);
    if (!(group in groups) || !known) throw new Error(`${field}: ${group}, ${by} is not understood.`);
    return { field, seenBy: groups[group as keyof typeof groups], recognisedBy: known };
  });
}

export function readInputs(text = readRows('input-places.csv')): InputExpectation[] {
  return rowsOf(text).map(({ place = '', holds = '' }) => {
    if (holds === '') throw new Error(`${place} does not say what it holds.`);
    return { place, holds };
  });
}

/** What the schema has without a row, and rows of what it no longer has, by name. */
export function listDrift(schema: readonly string[], rows: readonly string[]): string[] {
  return [
    ...schema.filter((name) => !rows.includes(name)).map((name) => `${name} has no expectation`),
    ...rows.filter((name) => !schema.includes(name)).map((name) => `${name} is no longer in the schema`),
    ...rows.filter((name, at) => rows.indexOf(name) !== at).map((name) => `${name} has two rows`),
  ];
}

function readRows(file: 'output-fields.csv' | 'input-places.csv'): string {
  return readFileSync(join(projectFolder, 'test/isolation', file), 'utf8');
}

function rowsOf(text: string): Record<string, string>[] {
  return parse<Record<string, string>>(text, { columns: true });
}
