import type { Atom } from './atoms.js';
import type { Grouping } from './relation-groups.js';

/** Atoms by the group of their incidents. */
export interface ByGroup {
  readonly of: ReadonlyMap<number, readonly Atom[]>;
  /** Those of all open groups together. */
  readonly open: readonly Atom[];
}

/** The atoms by group, each list in their order. */
export function byGroup(atoms: readonly Atom[], { groupOf, isOpen }: Grouping): ByGroup {
  if (atoms.length === 0) return NO_GROUPS;
  const of = new Map<number, Atom[]>();
  const open: Atom[] = [];
  for (const atom of atoms) {
    const group = groupOf[atom.incident] ?? 0;
    const own = of.get(group);
    if (own) own.push(atom);
    else of.set(group, [atom]);
    if (isOpen[group]) open.push(atom);
  }
  return { of, open };
}

/** Of no atoms. */
const NO_GROUPS: ByGroup = { of: new Map(), open: [] };
