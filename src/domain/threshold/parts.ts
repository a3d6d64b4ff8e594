import type { Atom } from './atoms.js';

/** Atoms in lists, none of which is in two of them: several selections share lists, which are not copied for each. */
export type Parts = readonly (readonly Atom[])[];

/** How many atoms the parts have together. */
export function sizeOf(parts: Parts): number {
  let size = 0;
  for (const { length } of parts) size += length;
  return size;
}

/** Whether the parts have no atom. */
export function isNone(parts: Parts): boolean {
  return sizeOf(parts) === 0;
}

/** The atoms of all parts in one list. */
export function atomsOfParts(parts: Parts): readonly Atom[] {
  const [only = [], ...others] = parts;
  if (others.length === 0) return only;
  const atoms: Atom[] = [];
  for (const part of parts) for (const atom of part) atoms.push(atom);
  return atoms;
}
