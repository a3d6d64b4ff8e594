import type { Atom } from './atoms.js';
import type { Counting } from './best-period.js';
import type { Await } from './finding.js';
import type { Grouping } from './relation-groups.js';
import type { Selection } from './selection.js';

/** The relations in which nobody has said where some of the incidents belong that may count for one person. */
export function relationAwaits(counting: Counting, selections: readonly Selection[]): Await[] {
  if (selections[0]?.grouping.relation === undefined) return [];
  const groupings = [...new Set(selections.map((each) => each.grouping))];
  return groupings.flatMap((grouping): Await[] => {
    const { relation, isOpen, groupOf } = grouping;
    if (relation === undefined) return [];
    const lists = listsOf(selections.filter((each) => each.grouping === grouping));
    const incidents = incidentsOf(lists, groupOf.length);
    if (onlyGroup(grouping, incidents) !== undefined) return [];
    const incidentIds: string[] = [];
    incidents.forEach((atom, n) => {
      if (atom && isOpen[groupOf[n] ?? 0]) incidentIds.push(atom.evidence.incident.id);
    });
    if (incidentIds.length === 0) return [];
    const holdsAll = groupings.some((other) => {
      const group = onlyGroup(other, incidents);
      const isOne = (each: Selection) => each.grouping === other && each.group === group;
      return group !== undefined && selections.some(isOne) && fitsInOnePeriod(counting, lists);
    });
    return holdsAll ? [] : [{ kind: 'relation', relation, incidentIds }];
  });
}

/** Every list of atoms of which something may count in one of the selections. */
function listsOf(selections: readonly Selection[]): ReadonlySet<readonly Atom[]> {
  const lists = new Set<readonly Atom[]>();
  for (const { atoms } of selections) for (const list of atoms.possible) lists.add(list);
  return lists;
}

/** Of so many incidents at the number of each one of its atoms in the lists, if they have any. */
function incidentsOf(lists: Iterable<readonly Atom[]>, ofSoMany: number): readonly (Atom | undefined)[] {
  const incidents = new Array<Atom | undefined>(ofSoMany).fill(undefined);
  for (const list of lists) for (const atom of list) incidents[atom.incident] = atom;
  return incidents;
}

/** The group of which all of the incidents are; undefined where they are of several. */
function onlyGroup({ groupOf }: Grouping, incidents: readonly (Atom | undefined)[]): number | undefined {
  let only: number | undefined;
  for (let n = 0; n < incidents.length; n++) {
    if (incidents[n] === undefined) continue;
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
