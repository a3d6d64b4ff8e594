import { concealedPlace, concealsPlaces, concealsReports, type Mark } from './marker.js';
import type { Withheld } from './disclose-person.js';
import { opensAtLeast, type Opened } from './sharing-level.js';

/** Fields of a report that say who is in it. */
export const identityFields = ['reporterName', 'household', 'affected'] as const;
export type IdentityField = (typeof identityFields)[number];

/** What disclosure asks of a report. */
export interface ReportOfAgency {
  readonly reporterName: string | null;
  readonly household: string | null;
  readonly affected: readonly string[] | null;
}

const withheld: readonly Withheld<IdentityField>[] = identityFields.map((field) => ({
  field,
  state: 'WITHHELD',
}));

/** What is disclosed, and which of its fields are null because they are withheld. */
export interface Disclosed<T, F extends string> {
  readonly shown: T;
  readonly disclosure: readonly Withheld<F>[];
}

/**
 * A report as a viewer may see it: all of it for the agency it belongs to, without who is in it where it is open with
 * its content alone, and not at all below that. `opened` is how far it is open to the viewer; `OWN` for its agency.
 */
export function discloseReport<R extends ReportOfAgency>(
  report: R,
  opened: Opened,
): Disclosed<R, IdentityField> | undefined {
  if (opened === 'OWN' || opened === 'IDENTITIES') return { shown: report, disclosure: [] };
  if (opened !== 'CONTENT') return undefined;
  return { shown: { ...report, reporterName: null, household: null, affected: null }, disclosure: withheld };
}

/** Fields of a linked report that only those may know to whom it is attested. */
export const attestedFields = ['occurredOn', 'reportedOn', 'category'] as const;
export type AttestedField = (typeof attestedFields)[number];

const unattested: readonly Withheld<AttestedField>[] = attestedFields.map((field) => ({
  field,
  state: 'WITHHELD',
}));

/**
 * How a report of another agency is open to a viewer, and what is left of its place, once the sensitive markers of the case
 * are looked at. From its own agency nothing is withheld for them.
 */
export function narrowReport<R extends { readonly place?: string }>(
  report: R,
  opened: Opened,
  marks: readonly Mark[],
): { readonly report: R; readonly opened: Opened; readonly disclosure: readonly Withheld<MarkedField>[] } {
  if (opened === 'OWN' || !opensAtLeast(opened, 'CONTENT') || !concealsReports(marks))
    return { report, opened, disclosure: [] };
  const people = opened === 'IDENTITIES' ? identityFields : [];
  const disclosure = people.map((field) => ({ field, state: 'WITHHELD', marked: true }) as const);
  if (!concealsPlaces(marks)) return { report, opened: 'CONTENT', disclosure };
  return {
    report: { ...report, place: concealedPlace, longitude: null, latitude: null },
    opened: 'CONTENT',
    disclosure: [
      ...disclosure,
      { field: 'place', state: 'REDACTED', marked: true },
      { field: 'longitude', state: 'WITHHELD', marked: true },
      { field: 'latitude', state: 'WITHHELD', marked: true },
    ],
  };
}

/** Fields of a report that a marker of the case withholds. */
export type MarkedField = IdentityField | 'place' | 'longitude' | 'latitude';

/** What every party of a case may know of a report that was put to it, as far as it is open to the viewer. */
export function discloseLink<L extends { readonly [F in AttestedField]: string | null }>(
  link: L,
  opened: Opened,
): Disclosed<L, AttestedField> {
  if (opensAtLeast(opened, 'ATTESTED')) return { shown: link, disclosure: [] };
  return { shown: { ...link, occurredOn: null, reportedOn: null, category: null }, disclosure: unattested };
}
