import type { Atom } from './atoms.js';
import type { Parts } from './parts.js';

/** The atoms of a count in the order of their first and of their last day. */
export interface DayOrder {
  readonly byFirst: Ranked;
  /** The same as by their first, where no atom may be of several days. */
  readonly byLast: Ranked;
}

/** Atoms in the order of a day, where each has a place. */
export interface Ranked {
  /** The index of the atom at each place. */
  readonly atoms: Int32Array;
  /** The day by which the atom at each place is ordered. */
  readonly days: Int32Array;
  /** That day by the index of the atom. */
  readonly dayOf: Int32Array;
  /** The places of the atoms of all parts, in their order. */
  readonly placesOf: (parts: Parts) => Int32Array;
}

/** Puts all atoms of a count in order once, so that each selection of them is put in order by numbers alone. */
export function dayOrderOf(atoms: readonly Atom[]): DayOrder {
  const first = new Int32Array(atoms.length);
  const last = new Int32Array(atoms.length);
  let isOfOneDay = true;
  for (const { index, days } of atoms) {
    first[index] = days.from;
    last[index] = days.through;
    isOfOneDay &&= days.from === days.through;
  }
  const byFirst = ranked(first);
  return { byFirst, byLast: isOfOneDay ? byFirst : ranked(last) };
}

function ranked(dayOf: Int32Array): Ranked {
  const { length } = dayOf;
  // Day and index in one number, so that numbers alone are sorted.
  const keys = new Float64Array(length);
  for (let index = 0; index < length; index++) keys[index] = (dayOf[index] ?? 0) * length + index;
  keys.sort();
  const atoms = new Int32Array(length);
  const days = new Int32Array(length);
  const places = new Int32Array(length);
  for (let place = 0; place < length; place++) {
    const key = keys[place] ?? 0;
    const day = Math.floor(key / length);
    const index = key - day * length;
    atoms[place] = index;
    days[place] = day;
    places[index] = place;
  }
  return { atoms, days, dayOf, placesOf: placesIn(places) };
}

/** Several selections share lists of atoms, which are put in order once. */
function placesIn(places: Int32Array): Ranked['placesOf'] {
  const known = new Map<readonly Atom[], Int32Array>();
  const ofList = (atoms: readonly Atom[]): Int32Array => {
    const found = known.get(atoms);
    if (found) return found;
    const own = new Int32Array(atoms.length);
    for (let n = 0; n < atoms.length; n++) own[n] = places[atoms[n]?.index ?? 0] ?? 0;
    if (own.length > 1) own.sort();
    known.set(atoms, own);
    return own;
  };
  return ([first = [], ...others]) => {
    let all = ofList(first);
    for (const part of others) all = merged(all, ofList(part));
    return all;
  };
}

function merged(one: Int32Array, other: Int32Array): Int32Array {
  const all = new Int32Array(one.length + other.length);
  let m = 0;
  let n = 0;
  for (let at = 0; at < all.length; at++) {
    const isOfOne = n >= other.length || (m < one.length && (one[m] ?? 0) < (other[n] ?? 0));
    all[at] = (isOfOne ? one[m++] : other[n++]) ?? 0;
  }
  return all;
}
