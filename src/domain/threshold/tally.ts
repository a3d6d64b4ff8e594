import type { Atom } from './atoms.js';
import { KIN } from './kin.js';
import type { Measure } from './measures.js';
import type { UnitKeys } from './unit-keys.js';

/** Keeps the numbers of a selection to which atoms are added and from which they are taken away again, by their index. */
export interface Tally {
  add(atom: number): void;
  remove(atom: number): void;
  /** The numbers of the measures in their order; Infinity where any number may stand behind an atom. */
  numbers(): readonly number[];
  /** The first of the numbers. */
  first(): number;
  /** By how much the numbers fall short of what is needed, together. */
  shortfall(): number;
}

interface Counter {
  readonly needed: number;
  change(atom: number, by: 1 | -1): void;
  number(): number;
}

/** How a selection is counted: what it surely comes to at least, or possibly at most. */
export type Bound = 'sure' | 'possible';

interface Tallied {
  readonly measures: readonly Measure[];
  readonly keys: ReadonlyMap<Measure['unit'], UnitKeys>;
  readonly atoms: readonly Atom[];
}

/**
 * A tally of lower or of upper bounds. What is of an unknown person, household or agency may be the same as anything
 * else of its scope and kin, and so makes them one at least and adds one of its own at most.
 */
export function tallyOf(bound: Bound, { measures, keys, atoms }: Tallied): Tally {
  const aspects = new Uint8Array(atoms.length);
  for (const { index, sureAspects, possibleAspects } of atoms)
    aspects[index] = bound === 'sure' ? sureAspects : possibleAspects;
  const counters = measures.flatMap(({ unit, aspect, needed }): Counter[] => {
    const own = keys.get(unit);
    if (own === undefined) return [];
    const counted = { keys: own, aspects, aspect, needed };
    return [bound === 'sure' ? atLeastCounter(counted) : atMostCounter(counted)];
  });
  const [first, ...others] = counters;
  if (first === undefined) throw new Error('expected a measure');
  return others.length === 0 ? tallyOfOne(first) : tallyOfSeveral(first, counters);
}

/** Most rules ask for one number. */
function tallyOfOne(counter: Counter): Tally {
  return {
    add: (atom) => {
      counter.change(atom, 1);
    },
    remove: (atom) => {
      counter.change(atom, -1);
    },
    numbers: () => [counter.number()],
    first: () => counter.number(),
    shortfall: () => Math.max(0, counter.needed - counter.number()),
  };
}

function tallyOfSeveral(first: Counter, counters: readonly Counter[]): Tally {
  return {
    add: (atom) => {
      for (const each of counters) each.change(atom, 1);
    },
    remove: (atom) => {
      for (const each of counters) each.change(atom, -1);
    },
    numbers: () => counters.map((each) => each.number()),
    first: () => first.number(),
    shortfall: () => {
      let sum = 0;
      for (const each of counters) sum += Math.max(0, each.needed - each.number());
      return sum;
    },
  };
}

/** What one number is counted of. */
interface Counted {
  readonly keys: UnitKeys;
  /** The aspects of each atom, of which it needs those asked for. */
  readonly aspects: Uint8Array;
  readonly aspect: number;
  readonly needed: number;
}

const KINS = Object.keys(KIN).length;

function atLeastCounter({ keys, aspects, aspect, needed }: Counted): Counter {
  const { key, scope, kin, isKnown, size, scopes } = keys;
  const ofKey = new Int32Array(size);
  const known = new Int32Array(scopes * KINS);
  const unknown = new Int32Array(scopes * KINS);
  let total = 0;
  const ofKin = (place: number) => (known[place] ?? 0) || ((unknown[place] ?? 0) > 0 ? 1 : 0);
  const worth = (first: number) =>
    Math.max(ofKin(first + KIN.victim) + ofKin(first + KIN.other), ofKin(first + KIN.anybody));
  const changeIn = (of: Int32Array, place: number, by: 1 | -1) => {
    const first = place - (place % KINS);
    const before = worth(first);
    of[place] = (of[place] ?? 0) + by;
    total += worth(first) - before;
  };
  return {
    needed,
    change: (atom, by) => {
      if (((aspects[atom] ?? 0) & aspect) !== aspect) return;
      const place = (scope[atom] ?? 0) * KINS + (kin[atom] ?? 0);
      if (isKnown[atom] === 0) {
        changeIn(unknown, place, by);
        return;
      }
      const own = key[atom] ?? 0;
      const now = (ofKey[own] ?? 0) + by;
      ofKey[own] = now;
      if (now === (by === 1 ? 1 : 0)) changeIn(known, place, by);
    },
    number: () => total,
  };
}

function atMostCounter({ keys, aspects, aspect, needed }: Counted): Counter {
  const { key, isMany, size } = keys;
  const ofKey = new Int32Array(size);
  let total = 0;
  let many = 0;
  return {
    needed,
    change: (atom, by) => {
      if (((aspects[atom] ?? 0) & aspect) !== aspect) return;
      const own = key[atom] ?? 0;
      const now = (ofKey[own] ?? 0) + by;
      ofKey[own] = now;
      if (now === (by === 1 ? 1 : 0)) total += by;
      if (isMany[atom] === 1) many += by;
    },
    number: () => (many > 0 ? Infinity : total),
  };
}
