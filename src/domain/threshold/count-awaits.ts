import { isOfUnknown, NOBODY_KNOWN, type Atom } from './atoms.js';
import type { Count } from '#domain/policy/criterion.js';
import type { Counting } from './best-period.js';
import { complainantAwait } from './complaint-standing.js';
import type { CountFrame } from './count-frame.js';
import { mayReach } from './counted-facts.js';
import type { ComplaintFact } from './facts.js';
import { distinctAwaits, type Await } from './finding.js';
import { ASPECTS, type Measure } from './measures.js';
import type { Selection, Selections } from './selections.js';

/** What is missing before the count can be told, for each person who may still reach the numbers. */
export function countAwaits(frame: CountFrame, counting: Counting, all: readonly Selections[]): Await[] {
  const open = all.map((selections) => selections.filter(mayReach)).filter((each) => each.length > 0);
  const gathered: Gathered = { awaits: new Set(), atoms: new Set() };
  for (const selections of open) gatherOfPerson({ frame, counting, gathered }, selections);
  return distinctAwaits([...gathered.awaits, ...open.flatMap((each) => relationAwaits(counting, each))]);
}

interface Gathered {
  readonly awaits: Set<Await>;
  /** The atoms whose own awaits are among them, which need not be looked at for another person. */
  readonly atoms: Set<Atom>;
}

interface Gathering {
  readonly frame: CountFrame;
  readonly counting: Counting;
  readonly gathered: Gathered;
}

function gatherOfPerson({ frame, counting, gathered }: Gathering, selections: readonly Selection[]): void {
  const short = counting.measures.filter((measure, index) =>
    selections.some(({ sure }) => (sure.numbers[index] ?? 0) < measure.needed),
  );
  const whose = selections[0]?.whose;
  const isSure = (atom: Atom) =>
    atom.isSure && (whose === undefined || (whose === atom.whose && whose !== NOBODY_KNOWN));
  const placeOf = ({ incident, evidence }: Atom) =>
    frame.rule.separateDays ? evidence.occurredOn : incident;
  const atoms = atomsOfAll(selections, gathered.atoms);
  const sureOf = new Map<number, Atom[]>();
  for (const atom of atoms) {
    if (!isSure(atom)) continue;
    const own = sureOf.get(placeOf(atom));
    if (own) own.push(atom);
    else sureOf.set(placeOf(atom), [atom]);
  }
  for (const atom of atoms) {
    const beside = sureOf.get(placeOf(atom)) ?? [];
    const isNeeded = !isSure(atom) && !beside.some((other) => addsNothing(counting, { atom, other, short }));
    if (isNeeded) for (const each of awaitsOf(frame, atom)) gathered.awaits.add(each);
    if (isNeeded) gathered.atoms.add(atom);
    for (const measure of short)
      for (const each of detailAwaits(counting, atom, measure)) gathered.awaits.add(each);
  }
}

/** Every atom that may count in one of the selections, but those left out, in the order of the facts. */
function atomsOfAll(
  selections: readonly Selection[],
  leftOut: ReadonlySet<Atom> = new Set(),
): readonly Atom[] {
  const lists = new Set(selections.map((each) => each.atoms.possible));
  const atoms = new Set<Atom>();
  for (const list of lists) for (const atom of list) if (!leftOut.has(atom)) atoms.add(atom);
  return [...atoms].sort((one, other) => one.index - other.index);
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
    const of = keys.get(unit)?.of;
    const [own, same] = [of?.[atom.index], of?.[other.index]];
    if (!own || (atom.possibleAspects & aspect) !== aspect) return true;
    return same?.key === own.key && same.isKnown && !own.isMany && (other.sureAspects & aspect) === aspect;
  });
}

/** What would settle whether the atom counts, and for whom. */
export function awaitsOf({ rule }: CountFrame, atom: Atom): Await[] {
  const { evidence, complaint, prospectOf } = atom;
  return [
    ...evidence.ground.awaits,
    ...(complaint?.awaits ?? []),
    ...(complaint && isOfUnknown(rule, atom) ? whoseAwaits(rule, atom, complaint.complaint) : []),
    ...(prospectOf ? (evidence.prospect?.awaits ?? []) : []),
  ];
}

function whoseAwaits({ by }: Count, { personId }: Atom, complaint: ComplaintFact): Await[] {
  if (by !== 'one_household') return [complainantAwait(complaint)];
  return [...(personId === null ? [complainantAwait(complaint)] : []), household(complaint.id)];
}

/** What would tell which person or household it is, whether a victim, or whether one of hate, where that is short. */
function detailAwaits({ keys }: Counting, atom: Atom, measure: Measure): Await[] {
  const { evidence, complaint, person } = atom;
  const hate = measure.aspect === ASPECTS.hate && evidence.hate?.is === 'open' ? evidence.hate.awaits : [];
  const key = keys.get(measure.unit)?.of[atom.index];
  if (!complaint || key === undefined) return [...hate];
  const { id, byVictim } = complaint.complaint;
  if (measure.aspect === ASPECTS.victim && byVictim === null) return [complainantAwait(complaint.complaint)];
  if (key.isKnown) return [...hate];
  if (measure.unit !== 'households') return [...hate, complainantAwait(complaint.complaint)];
  return [
    ...hate,
    ...(person === NOBODY_KNOWN ? [complainantAwait(complaint.complaint)] : []),
    household(id),
  ];
}

function household(id: string): Await {
  return { kind: 'detail', subject: 'complaint', id, detail: 'household' };
}

/** The relations in which nobody has said where some of the incidents belong that may count. */
function relationAwaits(counting: Counting, selections: readonly Selection[]): Await[] {
  const groupings = new Set(selections.map((each) => each.grouping));
  return [...groupings].flatMap(({ relation, groupOf, isOpen }): Await[] => {
    if (relation === undefined) return [];
    const atoms = atomsOfAll(selections.filter((each) => each.grouping.relation === relation));
    const incidents = new Map(atoms.map((atom) => [atom.incident, atom.evidence.incident.id]));
    const groups = new Set([...incidents.keys()].map((n) => groupOf[n] ?? 0));
    const unsaid = [...incidents].filter(([n]) => isOpen[groupOf[n] ?? 0]);
    if (groups.size < 2 || unsaid.length === 0) return [];
    if (selections.some((each) => holdsAll(counting, each, atoms))) return [];
    const incidentIds = unsaid.sort(([one], [other]) => one - other).map(([, id]) => id);
    return [{ kind: 'relation', relation, incidentIds }];
  });
}

/**
 * Whether all of the atoms belong together in the selection already, so that no other relation could add anything: not
 * where the period begins with the first of them and leaves some out, since fewer could then come further.
 */
function holdsAll(
  { endOf, fromFirst }: Counting,
  { grouping, group }: Selection,
  atoms: readonly Atom[],
): boolean {
  if (!atoms.every(({ incident }) => grouping.groupOf[incident] === group)) return false;
  if (!fromFirst || endOf === undefined) return true;
  const first = atoms.reduce((earliest, { begins }) => Math.min(earliest, begins.from), Infinity);
  return atoms.every(({ days }) => days.through <= endOf(first));
}
