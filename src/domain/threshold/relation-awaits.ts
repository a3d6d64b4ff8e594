import type { Atom } from './atoms.js';
import type { Counting } from './best-period.js';
import type { Await } from './finding.js';
import type { IncidentEvidence } from './incident-evidence.js';
import type { Grouping } from './relation-groups.js';
import type { Selection } from './selection.js';

/**
 * Adds the relations in which nobody has said where some of the incidents belong that may count for one person, but for
 * what somebody before waits for too.
 */
export function addRelationAwaits(
  looked: Looked,
  selections: readonly Selection[],
  awaits: RelationAwait[],
): void {
  if (selections[0]?.grouping.relation === undefined) return;
  const groupings = [...new Set(selections.map((each) => each.grouping))];
  for (const grouping of groupings) {
    const lists = listsOf(
      groupings.length === 1 ? selections : selections.filter((each) => each.grouping === grouping),
    );
    const marks = incidentsOf(lists, grouping.groupOf.length);
    if (onlyGroup(grouping, marks) !== undefined) continue;
    const holdsAll = groupings.some((other) => {
      const group = onlyGroup(other, marks);
      const isOne = (each: Selection) => each.grouping === other && each.group === group;
      return group !== undefined && selections.some(isOne) && fitsInOnePeriod(looked.counting, lists);
    });
    if (!holdsAll) addAwait(looked, { grouping, marks }, awaits);
  }
}

interface Looked {
  readonly counting: Counting;
  readonly evidence: readonly IncidentEvidence[];
}

/** That somebody says which incidents belong together. */
export type RelationAwait = Extract<Await, { kind: 'relation' }>;

interface Marked {
  readonly grouping: Grouping;
  readonly marks: Uint8Array;
}

function addAwait({ evidence }: Looked, { grouping, marks }: Marked, awaits: RelationAwait[]): void {
  const { relation, isOpen, groupOf } = grouping;
  const open: number[] = [];
  for (let n = 0; n < marks.length; n++) if (marks[n] === 1 && isOpen[groupOf[n] ?? 0]) open.push(n);
  if (relation === undefined || open.length === 0) return;
  const idOf = (n: number | undefined) => (n === undefined ? '' : (evidence[n]?.incident.id ?? ''));
  const isKnown = awaits.some(
    (each) =>
      each.relation === relation &&
      each.incidentIds.length === open.length &&
      each.incidentIds.every((id, n) => id === idOf(open[n])),
  );
  if (!isKnown) awaits.push({ kind: 'relation', relation, incidentIds: open.map(idOf) });
}

/** Every list of atoms of which something may count in one of the selections. */
export function listsOf(selections: readonly Selection[]): ReadonlySet<readonly Atom[]> {
  const lists = new Set<readonly Atom[]>();
  for (const { atoms } of selections) for (const list of atoms.possible) lists.add(list);
  return lists;
}

/** 1 at the number of each of so many incidents of which an atom is in the lists. */
function incidentsOf(lists: Iterable<readonly Atom[]>, ofSoMany: number): Uint8Array {
  const marks = new Uint8Array(ofSoMany);
  for (const list of lists) for (const { incident } of list) marks[incident] = 1;
  return marks;
}

/** The group of which all of the incidents are; undefined where they are of several. */
function onlyGroup({ groupOf }: Grouping, marks: Uint8Array): number | undefined {
  let only: number | undefined;
  for (let n = 0; n < marks.length; n++) {
    if (marks[n] === 0) continue;
    const group = groupOf[n] ?? 0;
    if (only !== undefined && only !== group) return undefined;
    only = group;
  }
  return only;
}

/**
 * Whether no part of what belongs together could come further than all of it: not where the period begins with the
 * first and leaves some out, since fewer could then come further.
 */
function fitsInOnePeriod({ endOf, fromFirst }: Counting, lists: Iterable<readonly Atom[]>): boolean {
  if (!fromFirst || endOf === undefined) return true;
  const atoms = [...lists].flat();
  const first = atoms.reduce((earliest, { begins }) => Math.min(earliest, begins.from), Infinity);
  return atoms.every(({ days }) => days.through <= endOf(first));
}
