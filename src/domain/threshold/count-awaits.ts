import type { Count } from '#domain/policy/criterion.js';
import { isOfUnknown, NOBODY_KNOWN, type Atom } from './atoms.js';
import type { Counting } from './best-period.js';
import { agencyAwait, complainantAwait } from './complaint-standing.js';
import type { CountFrame } from './count-frame.js';
import type { ComplaintFact } from './facts.js';
import { distinctOf } from './distinct-awaits.js';
import type { Await } from './finding.js';
import type { IncidentEvidence } from './incident-evidence.js';
import { ASPECTS, INSIDE, type Measure } from './measures.js';
import { addUnsaid, listsOf, relationAwait, type UnsaidRelation } from './relation-awaits.js';
import { mayReach, type Selection } from './selection.js';

/** What is missing before the count can be told, for each person who may still reach the numbers. */
export function countAwaits(looked: Counted, all: AllSelections): Await[] {
  const open = all.map((selections) => selections.filter(mayReach)).filter((each) => each.length > 0);
  const gathering: Gathering = {
    ...looked,
    awaits: new Set(),
    isGathered: new Uint8Array(looked.atoms.length),
    left: new Map(),
  };
  for (const selections of open) gatherOfPerson(gathering, selections);
  const relations: UnsaidRelation[] = [];
  for (const selections of open) addUnsaid(looked.counting, selections, relations);
  return distinctOf([...gathering.awaits, relations.map((each) => relationAwait(each, looked.evidence))]);
}

/** What was counted. */
export interface Counted {
  readonly frame: CountFrame;
  readonly counting: Counting;
  readonly evidence: readonly IncidentEvidence[];
  /** In the order of the facts. */
  readonly atoms: readonly Atom[];
}

type AllSelections = readonly (readonly Selection[])[];

interface Gathering extends Counted {
  /** In lists, of which many atoms share some. */
  readonly awaits: Set<readonly Await[]>;
  /** 1 for each atom whose own awaits are among them, which need not be looked at for another person. */
  readonly isGathered: Uint8Array;
  /** Of lists of atoms that several people share, what is left to be looked at. */
  readonly left: Map<readonly Atom[], readonly Atom[]>;
}

function gatherOfPerson(gathering: Gathering, selections: readonly Selection[]): void {
  const { counting, isGathered } = gathering;
  const short = counting.measures.filter((measure, index) =>
    selections.some(({ sure }) => (sure.numbers[index] ?? 0) < measure.needed),
  );
  const whose = selections[0]?.whose;
  const isSure = (atom: Atom) =>
    atom.isSure && (whose === undefined || (whose === atom.whose && whose !== NOBODY_KNOWN));
  const atoms = atomsLeft(selections, gathering);
  for (let from = 0, end = 0; from < atoms.length; from = end) {
    end = endOfPlace(gathering, atoms, from);
    const place = { counting, atoms, from, end, isSure, short };
    for (let n = from; n < end; n++) {
      const atom = atoms[n];
      if (atom === undefined) continue;
      if (!isSure(atom) && !isStoodFor(atom, place)) {
        isGathered[atom.index] = 1;
        addOwnAwaits(gathering.frame, atom, gathering.awaits);
      }
      for (const measure of short) addDetails(gathering, atom, measure);
    }
  }
}

/**
 * Where the atoms end that are of one incident with the first, or of its day where those of a day count once. They follow
 * one another, since incidents are in the order of their days.
 */
function endOfPlace({ frame }: Gathering, atoms: readonly Atom[], from: number): number {
  const { separateDays } = frame.rule;
  const placeOf = (atom: Atom | undefined) => (separateDays ? atom?.evidence.days.from : atom?.incident);
  const place = placeOf(atoms[from]);
  let end = from + 1;
  while (end < atoms.length && placeOf(atoms[end]) === place) end++;
  return end;
}

/** The atoms of one place, and which numbers are short. */
interface Place {
  readonly counting: Counting;
  readonly atoms: readonly Atom[];
  readonly from: number;
  /** Exclusive. */
  readonly end: number;
  readonly isSure: (atom: Atom) => boolean;
  readonly short: readonly Measure[];
}

/** Whether one of the place that surely counts stands for the same. */
function isStoodFor(atom: Atom, { counting, atoms, from, end, isSure, short }: Place): boolean {
  for (let n = from; n < end; n++) {
    const other = atoms[n];
    if (other && isSure(other) && addsNothing(counting, { atom, other, short })) return true;
  }
  return false;
}

/** Every atom that may count in one of the selections and is left to be looked at, in the order of the facts. */
function atomsLeft(selections: readonly Selection[], gathering: Gathering): readonly Atom[] {
  const [only, ...others] = selections;
  const lists = others.length === 0 && only ? only.atoms.possible : listsOf(selections);
  const left: (readonly Atom[])[] = [];
  for (const list of lists) {
    const own = leftOf(list, gathering);
    if (own.length > 0) left.push(own);
  }
  const [first = [], ...more] = left;
  return more.length === 0 ? first : eachOnceInOrder(left, gathering.atoms);
}

/** Those of all lists, in the order of all atoms. */
function eachOnceInOrder(lists: readonly (readonly Atom[])[], atoms: readonly Atom[]): readonly Atom[] {
  const indexes: number[] = [];
  for (const list of lists) for (const { index } of list) indexes.push(index);
  const inOrder = new Int32Array(indexes).sort();
  const found: Atom[] = [];
  for (let n = 0; n < inOrder.length; n++) {
    const index = inOrder[n] ?? 0;
    const atom = n > 0 && index === inOrder[n - 1] ? undefined : atoms[index];
    if (atom) found.push(atom);
  }
  return found;
}

function leftOf(list: readonly Atom[], { isGathered, left }: Gathering): readonly Atom[] {
  const isLeft = ({ index }: Atom) => isGathered[index] === 0;
  const before = left.get(list) ?? list;
  if (before.every(isLeft)) return before;
  const now = before.filter(isLeft);
  left.set(list, now);
  return now;
}

interface Pair {
  readonly atom: Atom;
  /** Surely counts, and is about the same incident, or one of the same day where those of a day count once. */
  readonly other: Atom;
  readonly short: readonly Measure[];
}

/** Whether the one could add nothing to the numbers that are short, since the other stands for the same. */
function addsNothing({ keys, endOf }: Counting, { atom, other, short }: Pair): boolean {
  if (endOf && (atom.days.from !== other.days.from || atom.days.through !== other.days.through)) return false;
  return short.every(({ unit, aspect }) => {
    const of = keys.get(unit);
    if (!of || (atom.possibleAspects & aspect) !== aspect) return true;
    const isSame = of.key[atom.index] === of.key[other.index] && of.isKnown[other.index] === 1;
    return isSame && of.isMany[atom.index] === 0 && (other.sureAspects & aspect) === aspect;
  });
}

/** What would settle whether the atom counts, and for whom. A list that others share is not copied. */
export function awaitsOf(frame: CountFrame, atom: Atom): readonly Await[] {
  const lists = new Set<readonly Await[]>();
  addOwnAwaits(frame, atom, lists);
  const [only = [], ...others] = lists;
  return others.length === 0 ? only : [...lists].flat();
}

function addOwnAwaits({ rule }: CountFrame, atom: Atom, awaits: Set<readonly Await[]>): void {
  const { evidence, complaint, prospectOf } = atom;
  add(awaits, evidence.ground.awaits);
  if (complaint) {
    add(awaits, complaint.awaits);
    if (isOfUnknown(rule, atom)) add(awaits, whoseAwaits(rule, atom, complaint.complaint));
  }
  if (prospectOf && evidence.prospect) add(awaits, evidence.prospect.awaits);
}

function add(lists: Set<readonly Await[]>, list: readonly Await[]): void {
  if (list.length > 0) lists.add(list);
}

function whoseAwaits({ by }: Count, { personId }: Atom, complaint: ComplaintFact): Await[] {
  if (by !== 'one_household') return [complainantAwait(complaint)];
  return [...(personId === null ? [complainantAwait(complaint)] : []), household(complaint.id)];
}

/** What would tell which person or household it is, whether a victim, or whether one of hate, where that is short. */
function addDetails({ frame, counting: { keys }, awaits }: Gathering, atom: Atom, measure: Measure): void {
  const { evidence, complaint, person } = atom;
  const isOfUnknownVictim = measure.aspect === ASPECTS.victim && complaint?.complaint.byVictim === null;
  if (isOfUnknownVictim) awaits.add([complainantAwait(complaint.complaint)]);
  if (isOfUnknownVictim) return;
  if (complaint && mayLackByItsDay(atom, measure)) awaits.add([complainantAwait(complaint.complaint)]);
  if (measure.aspect === ASPECTS.hate && evidence.hate?.is === 'open') add(awaits, evidence.hate.awaits);
  if (!complaint || keys.get(measure.unit)?.isKnown[atom.index] !== 0) return;
  const { id } = complaint.complaint;
  if (asksForAgency(frame.rule, measure.unit)) {
    awaits.add([agencyAwait(id)]);
    return;
  }
  if (measure.unit !== 'households' || person === NOBODY_KNOWN)
    awaits.add([complainantAwait(complaint.complaint)]);
  if (measure.unit === 'households') awaits.add([household(id)]);
}

/** Whether it may lack what the number asks for, since nobody knows its day. */
function mayLackByItsDay({ made, sureAspects, possibleAspects }: Atom, { aspect }: Measure): boolean {
  const isOfTime = aspect === ASPECTS.timely || INSIDE.some((inside) => inside === aspect);
  if (!isOfTime || !made) return false;
  return made.from < made.through && (possibleAspects & aspect) > (sureAspects & aspect);
}

/** Whether what an unknown one is of is told by the agency that was told. */
export function asksForAgency({ dedupe }: Count, unit: Measure['unit']): boolean {
  return unit === 'agencies' || (unit === 'reports' && dedupe === 'one_per_incident_and_agency');
}

function household(id: string): Await {
  return { kind: 'detail', subject: 'complaint', id, detail: 'household' };
}
