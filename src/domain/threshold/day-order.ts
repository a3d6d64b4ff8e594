import type { Atom } from './atoms.js';
import { sizeOf, type Parts } from './parts.js';

/** The atoms of a count in the order of their first and of their last day, each with its place in both. */
export interface DayOrder {
  readonly byFirst: Ranked;
  readonly byLast: Ranked;
}

/** Atoms in an order, and the place of each in it by the index of the atom. */
interface Ranked {
  readonly atoms: readonly Atom[];
  readonly places: Int32Array;
}

/** Sorts all atoms of a count once, so that each selection of them is put in order by numbers alone. */
export function dayOrderOf(atoms: readonly Atom[]): DayOrder {
  const byFirst = ranked([...atoms].sort((one, other) => one.days.from - other.days.from));
  const isOfOneDay = atoms.every(({ days }) => days.from === days.through);
  return {
    byFirst,
    byLast: isOfOneDay
      ? byFirst
      : ranked([...atoms].sort((one, other) => one.days.through - other.days.through)),
  };
}

/** The atoms of all parts in the order. */
export function inDayOrder(parts: Parts, { atoms, places }: Ranked): readonly Atom[] {
  const [only = []] = parts;
  if (parts.length === 1 && only.length < 2) return only;
  const own = new Int32Array(sizeOf(parts));
  let n = 0;
  for (const part of parts) for (const { index } of part) own[n++] = places[index] ?? 0;
  if (n > 1) own.sort();
  const sorted: Atom[] = [];
  for (const place of own) {
    const atom = atoms[place];
    if (atom) sorted.push(atom);
  }
  return sorted;
}

function ranked(atoms: readonly Atom[]): Ranked {
  const places = new Int32Array(atoms.length);
  atoms.forEach(({ index }, place) => {
    places[index] = place;
  });
  return { atoms, places };
}
