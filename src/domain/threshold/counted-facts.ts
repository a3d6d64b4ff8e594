import { NOBODY_KNOWN, type Atom } from './atoms.js';
import type { Counting } from './best-period.js';
import { unsettled } from './complaint-standing.js';
import type { CountFrame } from './count-frame.js';
import { haveCommonDay, type Days } from './day-number.js';
import type { FindingItem } from './finding.js';
import type { IncidentEvidence } from './incident-evidence.js';
import type { Selection, Selections } from './selection.js';
import { doesNotCount, mayCount, type ComplaintStanding, type Standing } from './standing.js';

/** What was counted, as its items are told. */
export interface CountedFacts {
  readonly frame: CountFrame;
  readonly counting: Counting;
  readonly evidence: readonly IncidentEvidence[];
  /** In the order of the facts. */
  readonly atoms: readonly Atom[];
  /** The index of the atom of the complaint of each number; NO_ATOM. */
  readonly atomOf: Int32Array;
  /** The atoms of each incident that has any, by its number. */
  readonly ofIncident: () => ReadonlyMap<number, readonly Atom[]>;
  /** All selections of the person who comes furthest. */
  readonly selections: Selections;
  /** Of each group in the relation that is told, the furthest of those selections. */
  readonly ofGroup: ReadonlyMap<number, Selection>;
  /** Whether the verdict cannot be told yet. */
  readonly isOpen: boolean;
  /** What surely counts in the selection that comes furthest. */
  readonly sure: Marked;
  /** What may count in it. */
  readonly possible: Marked;
  /** "outside the period of 6 months that holds the most (3 March 2026 to 2 September 2026)" */
  readonly outside: string;
}

/** Some of the atoms. */
export interface Marked {
  readonly atoms: readonly Atom[];
  readonly has: (atom: Atom) => boolean;
}

/** One item of a count, where it stands, and what would settle it. */
export interface CountItem {
  readonly stands: Standing['stands'];
  readonly item: FindingItem;
}

/** The atoms that lie in the period; all of them where there is none. */
export function atomsInside(atoms: readonly Atom[], period: Days | undefined): readonly Atom[] {
  return period ? atoms.filter((atom) => haveCommonDay(atom.days, period)) : atoms;
}

/** Some of so many atoms. */
export function marked(atoms: readonly Atom[], ofSoMany: number): Marked {
  const marks = new Uint8Array(ofSoMany);
  for (const { index } of atoms) marks[index] = 1;
  return { atoms, has: ({ index }) => marks[index] === 1 };
}

/** The atom of the complaint of that number; undefined where it is none. */
export function atomOf(facts: CountedFacts, told: number): Atom | undefined {
  return facts.atoms[facts.atomOf[told] ?? NO_ATOM];
}

/** The complaint of each number as an atom. */
export function atomsOfComplaints(atoms: readonly Atom[], evidence: readonly IncidentEvidence[]): Int32Array {
  const last = evidence.at(-1);
  const of = new Int32Array(last ? last.firstComplaint + last.complaints.length : 0).fill(NO_ATOM);
  for (const { told, index } of atoms) if (told >= 0) of[told] = index;
  return of;
}

const NO_ATOM = -1;

/** The atoms by the number of their incident. */
export function byIncident(atoms: readonly Atom[]): ReadonlyMap<number, readonly Atom[]> {
  const found = new Map<number, Atom[]>();
  for (const atom of atoms) {
    const own = found.get(atom.incident);
    if (own) own.push(atom);
    else found.set(atom.incident, [atom]);
  }
  return found;
}

/** The standing of a complaint in the count of the person of the selection: what another complained of does not count. */
export function standingFor(
  facts: CountedFacts,
  complaint: ComplaintStanding,
  atom: Atom | undefined,
): Standing {
  const [{ whose }] = facts.selections;
  if (whose === undefined || atom === undefined || complaint.stands === 'does_not_count') return complaint;
  const isOfUnknown = atom.whose === NOBODY_KNOWN || atom.mayBeOfOthers;
  if (!isOfUnknown && atom.whose !== whose) {
    const made = complaint.stands === 'counts' ? complaint.reason : 'a complaint';
    return doesNotCount(madeByAnother(facts.frame, made));
  }
  if (!isOfUnknown || complaint.stands !== 'counts' || facts.sure.has(atom)) return complaint;
  // What is of the person of the selection counts there, wherever that person lives, and may only lie outside the period.
  if (atom.whose === whose && whose !== NOBODY_KNOWN) return complaint;
  if (facts.frame.rule.by === 'one_household' && atom.person !== NOBODY_KNOWN)
    return mayCount(`it is not known from which household the ${complaint.reason} came`, []);
  return unsettled(complaint.complaint, complaint.reason);
}

function madeByAnother(frame: CountFrame, made: string): string {
  const alone = whoIsAlone(frame);
  return alone === 'household'
    ? `${made} came from another household`
    : `${made} was made by another ${alone}`;
}

/** Whom a rule counts alone. */
export function whoIsAlone({ rule }: CountFrame): 'victim' | 'person' | 'household' {
  if (rule.by === 'one_household') return 'household';
  return rule.by === 'victim' ? 'victim' : 'person';
}

/** The incidents of what lies in a period or selection; of each day the first where those of one day count once. */
export function firstOfEachDay(
  { frame, evidence }: CountedFacts,
  incidents: ReadonlySet<number>,
): ReadonlySet<number> {
  if (!frame.rule.separateDays) return incidents;
  const byDay = new Map<number, number>();
  for (const n of [...incidents].sort((one, other) => one - other)) {
    const day = evidence[n]?.days.from ?? n;
    if (!byDay.has(day)) byDay.set(day, n);
  }
  return new Set(byDay.values());
}

/** The furthest of the selections of other groups that the incident belongs to, in the relation that is told. */
export function selectionOf({ selections, ofGroup }: CountedFacts, incident: number): Selection | undefined {
  const [{ grouping }] = selections;
  return ofGroup.get(grouping.groupOf[incident] ?? NO_GROUP);
}

const NO_GROUP = -1;

/** Of each group of the first grouping, the furthest of its selections. */
export function byGroupOf([first, ...others]: Selections): ReadonlyMap<number, Selection> {
  const byGroup = new Map([[first.group, first]]);
  for (const each of others)
    if (each.grouping === first.grouping && !byGroup.has(each.group)) byGroup.set(each.group, each);
  return byGroup;
}
