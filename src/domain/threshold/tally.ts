import type { Atom } from './atoms.js';
import { KIN } from './kin.js';
import type { Measure } from './measures.js';
import type { UnitKeys } from './unit-keys.js';

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
  const counters = measures.flatMap(({ unit, aspect, needed }) => {
    const own = keys.get(unit);
    if (own === undefined) return [];
    const counted = { keys: own, aspects, aspect, needed };
    return [bound === 'sure' ? new AtLeast(counted) : new AtMost(counted)];
  });
  const [first] = counters;
  if (first === undefined) throw new Error('expected a measure');
  return new Tally(first, counters);
}

/** Keeps the numbers of a selection to which atoms are added and from which they are taken away again, by their index. */
export class Tally {
  constructor(
    private readonly main: Counter,
    private readonly counters: readonly Counter[],
  ) {}

  add(atom: number): void {
    for (const each of this.counters) each.change(atom, 1);
  }

  remove(atom: number): void {
    for (const each of this.counters) each.change(atom, -1);
  }

  /** The numbers of the measures in their order; Infinity where any number may stand behind an atom. */
  numbers(): readonly number[] {
    return this.counters.map((each) => each.number());
  }

  /** The first of the numbers. */
  first(): number {
    return this.main.number();
  }

  /** By how much the numbers fall short of what is needed, together. */
  shortfall(): number {
    let sum = 0;
    for (const each of this.counters) sum += Math.max(0, each.needed - each.number());
    return sum;
  }
}

interface Counter {
  readonly needed: number;
  change(atom: number, by: 1 | -1): void;
  number(): number;
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

class AtLeast implements Counter {
  readonly needed: number;
  private readonly ofKey: Int32Array;
  private readonly known: Int32Array;
  private readonly unknown: Int32Array;
  private total = 0;

  constructor(private readonly counted: Counted) {
    const { size, scopes } = counted.keys;
    this.needed = counted.needed;
    this.ofKey = new Int32Array(size);
    this.known = new Int32Array(scopes * KINS);
    this.unknown = new Int32Array(scopes * KINS);
  }

  change(atom: number, by: 1 | -1): void {
    const { aspects, aspect, keys } = this.counted;
    if (((aspects[atom] ?? 0) & aspect) !== aspect) return;
    const place = (keys.scope[atom] ?? 0) * KINS + (keys.kin[atom] ?? 0);
    if (keys.isKnown[atom] === 0) {
      this.changeIn(this.unknown, place, by);
      return;
    }
    const own = keys.key[atom] ?? 0;
    const now = (this.ofKey[own] ?? 0) + by;
    this.ofKey[own] = now;
    if (now === (by === 1 ? 1 : 0)) this.changeIn(this.known, place, by);
  }

  number(): number {
    return this.total;
  }

  private changeIn(of: Int32Array, place: number, by: 1 | -1): void {
    const first = place - (place % KINS);
    const before = this.worth(first);
    of[place] = (of[place] ?? 0) + by;
    this.total += this.worth(first) - before;
  }

  /** What is at least in the scope that has its first kin at the place. */
  private worth(first: number): number {
    return Math.max(
      this.ofKin(first + KIN.victim) + this.ofKin(first + KIN.other),
      this.ofKin(first + KIN.anybody),
    );
  }

  private ofKin(place: number): number {
    return (this.known[place] ?? 0) || ((this.unknown[place] ?? 0) > 0 ? 1 : 0);
  }
}

class AtMost implements Counter {
  readonly needed: number;
  private readonly ofKey: Int32Array;
  private total = 0;
  private many = 0;

  constructor(private readonly counted: Counted) {
    this.needed = counted.needed;
    this.ofKey = new Int32Array(counted.keys.size);
  }

  change(atom: number, by: 1 | -1): void {
    const { aspects, aspect, keys } = this.counted;
    if (((aspects[atom] ?? 0) & aspect) !== aspect) return;
    const own = keys.key[atom] ?? 0;
    const now = (this.ofKey[own] ?? 0) + by;
    this.ofKey[own] = now;
    if (now === (by === 1 ? 1 : 0)) this.total += by;
    if (keys.isMany[atom] === 1) this.many += by;
  }

  number(): number {
    return this.many > 0 ? Infinity : this.total;
  }
}

interface Tallied {
  readonly measures: readonly Measure[];
  readonly keys: ReadonlyMap<Measure['unit'], UnitKeys>;
  readonly atoms: readonly Atom[];
}
