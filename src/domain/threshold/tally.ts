import type { Atom } from './atoms.js';
import { KIN } from './kin.js';
import type { Measure } from './measures.js';
import type { UnitKey, UnitKeys } from './unit-keys.js';

/** Keeps the numbers of a selection to which atoms are added and from which they are taken away again. */
export interface Tally {
  add(atom: Atom): void;
  remove(atom: Atom): void;
  /** The numbers of the measures in their order; Infinity where any number may stand behind an atom. */
  numbers(): readonly number[];
  /** The first of the numbers. */
  first(): number;
  /** By how much the numbers fall short of what is needed, together. */
  shortfall(): number;
}

interface Counter {
  change(key: UnitKey, by: 1 | -1): void;
  number(): number;
}

/** How a selection is counted: what it surely comes to at least, or possibly at most. */
export type Bound = 'sure' | 'possible';

/**
 * A tally of lower or of upper bounds. What is of an unknown person, household or agency may be the same as anything
 * else of its scope and kin, and so makes them one at least and adds one of its own at most.
 */
export function tallyOf(
  measures: readonly Measure[],
  keys: ReadonlyMap<Measure['unit'], UnitKeys>,
  bound: Bound,
): Tally {
  const counters = measures.map(({ unit, aspect, needed }) => {
    const own = keys.get(unit) ?? { of: [], size: 0 };
    const counter = bound === 'sure' ? atLeastCounter(own.size) : atMostCounter(own.size);
    return { of: own.of, aspect, needed, counter };
  });
  const [first] = counters;
  const change = (atom: Atom, by: 1 | -1): void => {
    const aspects = bound === 'sure' ? atom.sureAspects : atom.possibleAspects;
    for (const { of, aspect, counter } of counters) {
      const key = of[atom.index];
      if (key && (aspects & aspect) === aspect) counter.change(key, by);
    }
  };
  return {
    add: (atom) => {
      change(atom, 1);
    },
    remove: (atom) => {
      change(atom, -1);
    },
    numbers: () => counters.map(({ counter }) => counter.number()),
    first: () => first?.counter.number() ?? 0,
    shortfall: () => {
      let sum = 0;
      for (const { counter, needed } of counters) sum += Math.max(0, needed - counter.number());
      return sum;
    },
  };
}

function atLeastCounter(size: number): Counter {
  const ofKey = new Int32Array(size);
  const kins = Object.keys(KIN).length;
  const known = new Int32Array(size * kins);
  const unknown = new Int32Array(size * kins);
  let total = 0;
  const ofKin = (place: number) => Math.max(known[place] ?? 0, (unknown[place] ?? 0) > 0 ? 1 : 0);
  const worth = (scope: number) => {
    const first = scope * kins;
    return Math.max(ofKin(first + KIN.victim) + ofKin(first + KIN.other), ofKin(first + KIN.anybody));
  };
  return {
    change: ({ key, scope, isKnown, kin }, by) => {
      const before = worth(scope);
      const place = scope * kins + kin;
      if (isKnown) {
        const now = (ofKey[key] ?? 0) + by;
        ofKey[key] = now;
        if (now === (by === 1 ? 1 : 0)) known[place] = (known[place] ?? 0) + by;
      } else unknown[place] = (unknown[place] ?? 0) + by;
      total += worth(scope) - before;
    },
    number: () => total,
  };
}

function atMostCounter(size: number): Counter {
  const ofKey = new Int32Array(size);
  let total = 0;
  let many = 0;
  return {
    change: ({ key, isMany }, by) => {
      const now = (ofKey[key] ?? 0) + by;
      ofKey[key] = now;
      if (now === (by === 1 ? 1 : 0)) total += by;
      if (isMany) many += by;
    },
    number: () => (many > 0 ? Infinity : total),
  };
}
