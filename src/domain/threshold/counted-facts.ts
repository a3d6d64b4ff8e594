import { NOBODY_KNOWN, type Atom } from './atoms.js';
import type { Counting } from './best-period.js';
import { unsettled } from './complaint-standing.js';
import type { CountFrame } from './count-frame.js';
import { haveCommonDay, type Days } from './day-number.js';
import type { FindingItem } from './finding.js';
import type { IncidentEvidence } from './incident-evidence.js';
import type { Selection, Selections } from './selection.js';
import { mayCount, type ComplaintStanding, type Standing } from './standing.js';

/** What was counted, as its items are told. */
export interface CountedFacts {
  readonly frame: CountFrame;
  readonly counting: Counting;
  readonly evidence: readonly IncidentEvidence[];
  /** In the order of the facts. */
  readonly atoms: readonly Atom[];
  readonly atomOf: ReadonlyMap<ComplaintStanding, Atom>;
  /** All selections of the person who comes furthest. */
  readonly selections: Selections;
  /** Whether the verdict cannot be told yet. */
  readonly isOpen: boolean;
  /** What surely counts in the selection that comes furthest. */
  readonly sure: ReadonlySet<Atom>;
  /** What may count in it. */
  readonly possible: ReadonlySet<Atom>;
  /** "outside the period of 6 months that holds the most (3 March 2026 to 2 September 2026)" */
  readonly outside: string;
}

/** One item of a count, where it stands, and what would settle it. */
export interface CountItem {
  readonly stands: Standing['stands'];
  readonly item: FindingItem;
}

/** The atoms that lie in the period; all of them where there is none. */
export function atomsInside(atoms: readonly Atom[], period: Days | undefined): ReadonlySet<Atom> {
  return new Set(period ? atoms.filter((atom) => haveCommonDay(atom.days, period)) : atoms);
}

/** The standing of a complaint in the count of the person of the selection: what another complained of does not count. */
export function standingFor(facts: CountedFacts, complaint: ComplaintStanding): ComplaintStanding {
  const [{ whose }] = facts.selections;
  const atom = facts.atomOf.get(complaint);
  if (whose === undefined || atom === undefined || complaint.stands === 'does_not_count') return complaint;
  const isOfUnknown = atom.whose === NOBODY_KNOWN || atom.mayBeOfOthers;
  if (!isOfUnknown && atom.whose !== whose) {
    const made = complaint.stands === 'counts' ? complaint.reason : 'a complaint';
    const reason = madeByAnother(facts.frame, made);
    return { ...complaint, stands: 'does_not_count', reason, awaits: [] };
  }
  if (!isOfUnknown || complaint.stands !== 'counts' || facts.sure.has(atom)) return complaint;
  // What is of the person of the selection counts there, wherever that person lives, and may only lie outside the period.
  if (atom.whose === whose && whose !== NOBODY_KNOWN) return complaint;
  if (facts.frame.rule.by === 'one_household' && atom.person !== NOBODY_KNOWN)
    return {
      ...complaint,
      ...mayCount(`it is not known from which household the ${complaint.reason} came`, []),
    };
  return { ...complaint, ...unsettled(complaint.complaint, complaint.reason) };
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

/** Of what lies in a period or selection, the first of each day where those of one day count once. */
export function firstOfEachDay(
  { frame, evidence }: CountedFacts,
  atoms: Iterable<Atom>,
): ReadonlySet<number> {
  const incidents = new Set([...atoms].map((atom) => atom.incident));
  if (!frame.rule.separateDays) return incidents;
  const byDay = new Map<number, number>();
  for (const n of [...incidents].sort((one, other) => one - other)) {
    const day = evidence[n]?.occurredOn ?? n;
    if (!byDay.has(day)) byDay.set(day, n);
  }
  return new Set(byDay.values());
}

/** The furthest of the selections of other groups that the incident belongs to, in the relation that is told. */
export function selectionOf({ selections }: CountedFacts, incident: number): Selection | undefined {
  const [{ grouping }] = selections;
  return selections.find((each) => each.grouping === grouping && each.group === grouping.groupOf[incident]);
}
