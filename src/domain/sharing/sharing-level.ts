/**
 * How far a record is open to somebody whose record it is not, least first. Each opens what the ones before it do.
 *
 * - `LOCATOR`: that it exists, and who holds it
 * - `ATTESTED`: its dates and category too, so that it can be counted
 * - `CONTENT`: what was recorded, without who is in it
 * - `IDENTITIES`: all of it
 */
export const sharingLevels = ['LOCATOR', 'ATTESTED', 'CONTENT', 'IDENTITIES'] as const;
export type SharingLevel = (typeof sharingLevels)[number];

/** How far a record is open to a viewer; to the agency that it belongs to, wholly. */
export type Opened = SharingLevel | 'OWN';

/** What of a report an agreement covers beside that it exists; none without the ones before it. */
export const fieldGroups = ['ATTESTATION', 'CONTENT', 'IDENTITIES'] as const;
export type FieldGroup = (typeof fieldGroups)[number];

/** A level as a number that can be compared, from 1. */
export function rankOf(level: SharingLevel): number {
  return sharingLevels.indexOf(level) + 1;
}

/** The level of that rank; undefined for 0 and what lies beyond. */
export function levelOfRank(rank: number): SharingLevel | undefined {
  return sharingLevels[rank - 1];
}

export function opensAtLeast(opened: Opened, least: SharingLevel): boolean {
  return opened === 'OWN' || rankOf(opened) >= rankOf(least);
}

/** How far an agreement on these groups lets a record be opened. */
export function highestLevelOf(groups: readonly FieldGroup[]): SharingLevel {
  return levelOfRank(1 + groups.length) ?? 'IDENTITIES';
}
