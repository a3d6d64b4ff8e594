import type { Relation } from '#domain/policy/criterion.js';
import type { Atom } from './atoms.js';
import type { Counting } from './best-period.js';
import type { Await } from './finding.js';
import type { IncidentEvidence } from './incident-evidence.js';
import type { Grouping } from './relation-groups.js';
import type { Selection } from './selection.js';

/** Incidents of which nobody has said whether they belong together in the relation. */
export interface UnsaidRelation {
  readonly relation: Relation;
  /** 1 at the number of each of them. */
  readonly marks: Uint8Array;
}

/**
 * Adds the relations in which nobody has said where some of the incidents belong that may count for one person, but for
 * what is unsaid for somebody before.
 */
export function addUnsaid(
  counting: Counting,
  selections: readonly Selection[],
  unsaid: UnsaidRelation[],
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
      return group !== undefined && selections.some(isOne) && fitsInOnePeriod(counting, lists);
    });
    if (!holdsAll) addOpen(grouping, marks, unsaid);
  }
}

/** That somebody says which of the incidents belong together. */
export function relationAwait(
  { relation, marks }: UnsaidRelation,
  evidence: readonly IncidentEvidence[],
): Await {
  const own = evidence.filter((_, n) => marks[n] === 1);
  return { kind: 'relation', relation, incidentIds: own.map(({ incident }) => incident.id) };
}

/** Adds those of the incidents whose groups are open. */
function addOpen({ relation, isOpen, groupOf }: Grouping, marks: Uint8Array, unsaid: UnsaidRelation[]): void {
  if (relation === undefined) return;
  let isAny = false;
  for (let n = 0; n < marks.length; n++) {
    if (marks[n] === 0) continue;
    if (isOpen[groupOf[n] ?? 0]) isAny = true;
    else marks[n] = 0;
  }
  const isKnown = unsaid.some((each) => each.relation === relation && areSame(each.marks, marks));
  if (isAny && !isKnown) unsaid.push({ relation, marks });
}

function areSame(one: Uint8Array, other: Uint8Array): boolean {
  for (let n = 0; n < one.length; n++) if (one[n] !== other[n]) return false;
  return true;
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
