import { isOfUnknownPerson, NOBODY_KNOWN, type Atom } from './atoms.js';
import type { Counting } from './best-period.js';
import type { CountFrame } from './count-frame.js';
import { mayReach } from './counted-facts.js';
import { distinctAwaits, type Await } from './finding.js';
import { ASPECTS, type Measure } from './measures.js';
import type { Selection, Selections } from './selections.js';

/** What is missing before the count can be told, for each person who may still reach the numbers. */
export function countAwaits(frame: CountFrame, counting: Counting, all: readonly Selections[]): Await[] {
  const open = all.map((selections) => selections.filter(mayReach)).filter((each) => each.length > 0);
  const useful = open.flatMap((selections) => awaitsOfPerson(frame, counting, selections));
  const relations = open.flatMap(relationAwaits);
  return distinctAwaits([...useful, ...relations]);
}

function awaitsOfPerson(frame: CountFrame, counting: Counting, selections: readonly Selection[]): Await[] {
  const short = counting.measures.filter((measure, index) =>
    selections.some(({ sure }) => (sure.numbers[index] ?? 0) < measure.needed),
  );
  const person = selections[0]?.person;
  const isSure = (atom: Atom) => atom.isSure && (person === undefined || person === atom.person);
  const atoms = [...new Set(selections.flatMap((each) => each.atoms.possible))].sort(
    (one, other) => one.incident - other.incident,
  );
  const sureOf = new Map<number, Atom[]>();
  for (const atom of atoms.filter(isSure)) {
    const own = sureOf.get(atom.incident);
    if (own) own.push(atom);
    else sureOf.set(atom.incident, [atom]);
  }
  return atoms.flatMap((atom) => {
    const beside = sureOf.get(atom.incident) ?? [];
    const isNeeded = !isSure(atom) && !beside.some((other) => addsNothing(counting, { atom, other, short }));
    return [
      ...(isNeeded ? awaitsOf(frame, atom) : []),
      ...short.flatMap((measure) => detailAwaits(counting, atom, measure)),
    ];
  });
}

interface Pair {
  readonly atom: Atom;
  /** Surely counts, and is about the same incident. */
  readonly other: Atom;
  readonly short: readonly Measure[];
}

/** Whether the one could add nothing to the numbers that are short, since the other stands for the same. */
function addsNothing({ keys, endOf }: Counting, { atom, other, short }: Pair): boolean {
  if (endOf && (atom.days.from !== other.days.from || atom.days.through !== other.days.through)) return false;
  return short.every(({ unit, aspect }) => {
    const [own, same] = [keys.get(unit)?.of.get(atom), keys.get(unit)?.of.get(other)];
    if (!own || (atom.possibleAspects & aspect) !== aspect) return true;
    return same?.key === own.key && same.isKnown && !own.isMany && (other.sureAspects & aspect) === aspect;
  });
}

function awaitsOf({ rule }: CountFrame, atom: Atom): Await[] {
  const { evidence, complaint, prospectOf } = atom;
  return [
    ...evidence.ground.awaits,
    ...(complaint?.awaits ?? []),
    ...(complaint && isOfUnknownPerson(rule, atom) ? [complainant(complaint.complaint.id)] : []),
    ...(prospectOf ? (evidence.prospect?.awaits ?? []) : []),
  ];
}

/** What would tell which person or household it is, or whether it is one of hate, where that is short. */
function detailAwaits({ keys }: Counting, atom: Atom, measure: Measure): Await[] {
  const { evidence, complaint, person } = atom;
  const hate = measure.aspect === ASPECTS.hate && evidence.hate?.is === 'open' ? evidence.hate.awaits : [];
  const key = keys.get(measure.unit)?.of.get(atom);
  if (!complaint || key === undefined || key.isKnown) return [...hate];
  const { id } = complaint.complaint;
  const household: Await = { kind: 'detail', subject: 'complaint', id, detail: 'household' };
  if (measure.unit !== 'households') return [...hate, complainant(id)];
  return [...hate, ...(person === NOBODY_KNOWN ? [complainant(id)] : []), household];
}

function complainant(complaintId: string): Await {
  return { kind: 'complainant', complaintId };
}

/** The relations in which nobody has said where some of the incidents belong that may count. */
function relationAwaits(selections: readonly Selection[]): Await[] {
  const groupings = new Set(selections.map((each) => each.grouping));
  return [...groupings].flatMap(({ relation, groupOf, isOpen }): Await[] => {
    const atoms = selections
      .filter((each) => each.grouping.relation === relation)
      .flatMap((each) => each.atoms.possible);
    const incidents = new Map(atoms.map((atom) => [atom.incident, atom.evidence.incident.id]));
    const groups = new Set([...incidents.keys()].map((n) => groupOf[n] ?? 0));
    const unsaid = [...incidents].filter(([n]) => isOpen[groupOf[n] ?? 0]);
    if (relation === undefined || groups.size < 2 || unsaid.length === 0) return [];
    const incidentIds = unsaid.sort(([one], [other]) => one - other).map(([, id]) => id);
    return [{ kind: 'relation', relation, incidentIds }];
  });
}
