import { NOBODY_KNOWN, type Atom } from './atoms.js';
import type { Counting } from './best-period.js';
import { unsettled } from './complaint-standing.js';
import type { CountFrame } from './count-frame.js';
import { haveCommonDay, type Days } from './day-number.js';
import type { FindingItem } from './finding.js';
import type { IncidentEvidence } from './incident-evidence.js';
import type { Selection, Selections } from './selections.js';
import { doesNotCount, type ComplaintStanding, type Standing } from './standing.js';

/** What was counted, as its items are told. */
export interface CountedFacts {
  readonly frame: CountFrame;
  readonly counting: Counting;
  readonly evidence: readonly IncidentEvidence[];
  readonly atomOf: ReadonlyMap<ComplaintStanding, Atom>;
  /** All selections of the person who comes furthest. */
  readonly selections: Selections;
  /** Whether the verdict cannot be told yet. */
  readonly isOpen: boolean;
  /** What surely counts in the selection that comes furthest. */
  readonly sure: ReadonlySet<Atom>;
  /** What may count in it. */
  readonly possible: ReadonlySet<Atom>;
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
  const [{ person }] = facts.selections;
  const atom = facts.atomOf.get(complaint);
  if (person === undefined || atom === undefined || complaint.stands === 'does_not_count') return complaint;
  if (atom.person !== NOBODY_KNOWN && atom.person !== person) {
    const made = complaint.stands === 'counts' ? complaint.reason : 'a complaint';
    return {
      ...doesNotCount(`${made} was made by another ${whoIsAlone(facts.frame)}`),
      complaint: complaint.complaint,
    };
  }
  if (atom.person !== NOBODY_KNOWN || complaint.stands !== 'counts' || facts.sure.has(atom)) return complaint;
  return { ...complaint, ...unsettled(complaint.complaint, complaint.reason) };
}

/** Whom a rule counts alone: "victim" or "person". */
export function whoIsAlone({ rule }: CountFrame): 'victim' | 'person' {
  return rule.by === 'victim' ? 'victim' : 'person';
}

/** The furthest of the selections of other groups that the incident belongs to, in the relation that is told. */
export function selectionOf({ selections }: CountedFacts, incident: number): Selection | undefined {
  const [{ grouping }] = selections;
  return selections.find((each) => each.grouping === grouping && each.group === grouping.groupOf[incident]);
}

/** Whether the selection may still reach all numbers. */
export function mayReach({ possible }: Selection): boolean {
  return possible.shortfall === 0;
}
