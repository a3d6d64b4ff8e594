import type { Relation } from '#domain/policy/criterion.js';
import type { IncidentFact, ThresholdFacts } from './facts.js';
import { settledRelations } from './settled-relations.js';

/** How the incidents of a case belong together in one way. */
export interface Grouping {
  /** Undefined where the rule asks for no relation: then all are one group. */
  readonly relation: Relation | undefined;
  /** For each incident, in their order, the number of its group; groups are numbered by their first incident. */
  readonly groupOf: readonly number[];
  /** For each group, whether it may belong together with any other, since nobody said. */
  readonly isOpen: readonly boolean[];
  /** Groups of one list, each at least two, do not all belong together. */
  readonly apart: readonly ReadonlySet<number>[];
}

type Label = (incident: IncidentFact) => string | undefined;

/** Which label shows the relation, and whether different ones show that there is none. */
const LABELS: Readonly<Record<Relation, { readonly of: Label; readonly keepsApart: boolean } | undefined>> = {
  same_incident: undefined,
  same_problem: { of: (each) => each.problem, keepsApart: true },
  same_place: { of: (each) => each.place, keepsApart: true },
  same_person_complained_of: { of: (each) => each.personComplainedOf, keepsApart: true },
  same_or_similar: { of: (each) => each.problem, keepsApart: false },
  similar: { of: (each) => each.problem, keepsApart: false },
  related: { of: (each) => each.problem, keepsApart: false },
  same_case: { of: (each) => each.problem, keepsApart: false },
};

/** One group of all incidents, where a rule asks for no relation. */
export function allTogether({ incidents }: ThresholdFacts): Grouping {
  return { relation: undefined, groupOf: incidents.map(() => 0), isOpen: [false], apart: [] };
}

/**
 * Incidents with the same label, or listed together in an answer of yes, belong together, and so do those that belong
 * to the same third. Of two groups of which nobody mentioned one, both may be one. Different labels keep apart only
 * where the relation is that of the label: incidents with different problems may still be similar. What is about the
 * same incident needs nobody to say it, since the incidents of a case are distinct. That some do not all belong together
 * matters where at most one of their groups is settled; two that are settled are apart as it is.
 */
export function groupingBy(relation: Relation, facts: ThresholdFacts): Grouping {
  const { incidents } = facts;
  const { together, mentioned, contradicted, ...settled } = settledRelations(
    relation,
    facts,
    labelsOf(relation, incidents),
  );
  const unions = unionsOf(incidents.length);
  for (const members of together) unions.join(members);
  const roots = incidents.map((_, n) => unions.rootOf(n));
  const numbers = new Map([...new Set(roots)].map((root, n) => [root, n]));
  const groupOf = roots.map((root) => numbers.get(root) ?? 0);
  const isOpen = [...numbers].map(() => relation !== 'same_incident');
  const label = LABELS[relation];
  incidents.forEach((incident, n) => {
    const isApart = label?.keepsApart === true && label.of(incident) !== undefined && !contradicted.has(n);
    if (mentioned.has(n) || isApart) isOpen[groupOf[n] ?? 0] = false;
  });
  const apart = settled.apart
    .map((members) => new Set([...members].map((n) => groupOf[n] ?? 0)))
    .filter((groups) => groups.size > 1 && [...groups].filter((group) => !isOpen[group]).length < 2);
  return { relation, groupOf, isOpen, apart };
}

/** The numbers of the incidents that bear the same label, for each label. */
function labelsOf(relation: Relation, incidents: readonly IncidentFact[]): readonly (readonly number[])[] {
  const label = LABELS[relation];
  if (label === undefined) return [];
  const byLabel = new Map<string, number[]>();
  incidents.forEach((incident, n) => {
    const own = label.of(incident);
    if (own === undefined) return;
    const members = byLabel.get(own);
    if (members) members.push(n);
    else byLabel.set(own, [n]);
  });
  return [...byLabel.values()];
}

interface Unions {
  join(members: Iterable<number>): void;
  /** The first of all that are joined with it. */
  rootOf(member: number): number;
}

function unionsOf(size: number): Unions {
  const parents = Array.from({ length: size }, (_, n) => n);
  const rootOf = (member: number): number => {
    let root = member;
    for (let above = parents[root] ?? root; above !== root; above = parents[root] ?? root) root = above;
    for (let each = member; each !== root;) {
      const above = parents[each] ?? root;
      parents[each] = root;
      each = above;
    }
    return root;
  };
  const join = (members: Iterable<number>): void => {
    let first: number | undefined;
    for (const member of members) {
      if (first === undefined) first = rootOf(member);
      const other = rootOf(member);
      parents[Math.max(first, other)] = Math.min(first, other);
      first = Math.min(first, other);
    }
  };
  return { join, rootOf };
}
