import { periodOf } from '#domain/policy/windows-of.js';
import type { Count, Relation } from '#domain/policy/criterion.js';
import type { ComplaintFact, IncidentFact, ThresholdFacts } from '#domain/threshold/facts.js';
import type { Verdict } from '#domain/threshold/finding.js';

/** What a count comes to, by trying every person, group and period one after the other. */
export interface PlainBounds {
  readonly verdict: Verdict;
  readonly countedAtLeast: number;
}

interface Candidate {
  readonly incident: IncidentFact;
  /** Left out: one that nobody has produced yet. */
  readonly complaint?: ComplaintFact;
}

/**
 * The verdict over many incidents of a count of reports or incidents by one person or by anybody, in any period of
 * complaints or in none, of related incidents or of all. Days of complaints are known, and nothing is in dispute but who
 * complained, what the records say and what belongs together. It is slow and shares no code with what it checks.
 */
export function plainBounds(rule: Count, facts: ThresholdFacts): PlainBounds {
  const candidates = candidatesOf(facts);
  const relations: readonly (Relation | undefined)[] = rule.related ?? [undefined];
  const selections = holdersOf(rule, candidates).flatMap((holder) =>
    relations.flatMap((relation) =>
      [...new Set(facts.incidents.map((each) => groupOf(relation, each)))].map((group) =>
        boundsOf(rule, { facts, candidates, relation, group, holder }),
      ),
    ),
  );
  const sure = (some: readonly Bounds[]) => some.reduce((most, each) => Math.max(most, each.sure), 0);
  const open = selections.filter((each) => each.possible >= rule.atLeast);
  if (sure(selections) >= rule.atLeast) return { verdict: 'met', countedAtLeast: sure(selections) };
  if (open.length === 0) return { verdict: 'not_met', countedAtLeast: sure(selections) };
  return { verdict: 'needs_judgement', countedAtLeast: sure(open) };
}

/** Every complaint, and one more where somebody may still produce any. */
function candidatesOf({ incidents, awaiting }: ThresholdFacts): readonly Candidate[] {
  return incidents.flatMap((incident): Candidate[] => {
    const mayTurnUp = awaiting.length > 0 || incident.match === 'unmatched';
    const known = incident.complaints.map((complaint) => ({ incident, complaint }));
    return mayTurnUp ? [...known, { incident }] : known;
  });
}

/** Everybody who complained, and somebody who is not known; null: everybody together. */
function holdersOf({ by }: Count, candidates: readonly Candidate[]): readonly (string | null)[] {
  if (by === 'anybody') return [null];
  return [...new Set(candidates.map(({ complaint }) => complaint?.personId ?? UNKNOWN))];
}

const UNKNOWN = 'somebody unknown';

function groupOf(relation: Relation | undefined, { id, problem, place }: IncidentFact): string {
  if (relation === undefined) return 'all';
  const label = relation === 'same_place' ? place : problem;
  return label === undefined ? `alone ${id}` : `label ${label}`;
}

/** Whether nobody said with which other incidents it belongs, so that it may belong with any. */
function isOpen(relation: Relation | undefined, incident: IncidentFact, facts: ThresholdFacts): boolean {
  if (relation === undefined) return false;
  const isLabelled = !groupOf(relation, incident).startsWith('alone');
  const keepsApart = relation === 'same_problem' || relation === 'same_place';
  if (isLabelled && keepsApart) return false;
  const group = groupOf(relation, incident);
  return !(facts.judgements ?? []).some(
    ({ question, incidentIds = [] }) =>
      question === relation &&
      facts.incidents.some(
        ({ id, ...rest }) => incidentIds.includes(id) && groupOf(relation, { id, ...rest }) === group,
      ),
  );
}

interface Selected {
  readonly facts: ThresholdFacts;
  readonly candidates: readonly Candidate[];
  readonly relation: Relation | undefined;
  readonly group: string;
  readonly holder: string | null;
}

interface Bounds {
  readonly sure: number;
  readonly possible: number;
}

function boundsOf(rule: Count, { facts, candidates, relation, group, holder }: Selected): Bounds {
  const own = candidates.filter(
    ({ complaint }) => holder === null || (complaint?.personId ?? holder) === holder,
  );
  const inGroup = own.filter(({ incident }) => groupOf(relation, incident) === group);
  const surely = inGroup.filter(
    ({ incident, complaint }) =>
      complaint &&
      incident.match === 'confirmed' &&
      (holder === null || holder === (complaint.personId ?? UNKNOWN)),
  );
  const isGroupOpen = inGroup.some(({ incident }) => isOpen(relation, incident, facts));
  const possibly = own.filter(
    (each) => inGroup.includes(each) || isGroupOpen || isOpen(relation, each.incident, facts),
  );
  const sure = mostInPeriod(rule, surely, facts);
  return {
    sure: holder === UNKNOWN ? Math.min(1, sure) : sure,
    possible: isGroupOpen
      ? mostOfAnyGroup(rule, { own, relation, facts })
      : mostInPeriod(rule, possibly, facts),
  };
}

/** An open group may belong to any one other, but not to two that are apart. */
function mostOfAnyGroup(
  rule: Count,
  {
    own,
    relation,
    facts,
  }: { own: readonly Candidate[]; relation: Relation | undefined; facts: ThresholdFacts },
): number {
  const open = own.filter(({ incident }) => isOpen(relation, incident, facts));
  const closed = own.filter((each) => !open.includes(each));
  const groups = [...new Set(closed.map(({ incident }) => groupOf(relation, incident)))];
  const ofGroup = (group: string) => closed.filter(({ incident }) => groupOf(relation, incident) === group);
  return Math.max(
    mostInPeriod(rule, open, facts),
    ...groups.map((group) => mostInPeriod(rule, [...ofGroup(group), ...open], facts)),
  );
}

/** Any number of reports may stand behind one that nobody has produced yet. */
function numberOf({ unit }: Count, some: readonly Candidate[]): number {
  if (unit === 'incidents') return new Set(some.map(({ incident }) => incident.id)).size;
  return some.some(({ complaint }) => !complaint) ? Infinity : some.length;
}

function mostInPeriod(rule: Count, some: readonly Candidate[], { receivedOn }: ThresholdFacts): number {
  const window = periodOf(rule);
  if (window?.anchor !== 'any_period') return numberOf(rule, some);
  if (!('days' in window.length)) throw new Error('expected a period of days');
  const { days } = window.length;
  const spans = some.map((each) => {
    const { complaint, incident } = each;
    // Days before the application, so that a later day is a smaller number.
    const from = receivedOn.since(complaint?.madeOn ?? incident.occurredOn).days;
    return { each, from, through: complaint ? from : 0 };
  });
  const numbers = spans.map(({ through: start }) => {
    const inside = spans.filter(({ from, through }) => from > start - days && start >= through);
    return numberOf(
      rule,
      inside.map(({ each }) => each),
    );
  });
  return Math.max(0, ...numbers);
}
