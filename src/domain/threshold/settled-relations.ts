import { compareDates } from '#domain/calendar/local-date.js';
import type { Relation } from '#domain/policy/criterion.js';
import type { JudgementFact, ThresholdFacts } from './facts.js';

/** What the answers about a relation settle. Incidents are given by their number in the facts. */
export interface SettledRelations {
  /** Incidents of one list belong together. */
  readonly together: readonly (readonly number[])[];
  /** Incidents of which somebody said with which others they belong together, or that they do with none. */
  readonly mentioned: ReadonlySet<number>;
  /** Incidents of one list do not all belong together; any of them but one may. */
  readonly apart: readonly ReadonlySet<number>[];
  /** Incidents whose label an answer of no contradicts. */
  readonly contradicted: ReadonlySet<number>;
}

interface Answer {
  readonly members: ReadonlySet<number>;
  readonly answer: boolean;
  readonly on: JudgementFact['on'];
}

/**
 * An answer of yes puts its incidents together; an answer of no says that its incidents do not all belong together, and
 * of a single one that it belongs to no others that no answer puts it with. An answer of no about some or all of the incidents of an answer of yes contradicts it:
 * the later day's holds, and where both are of one day, nothing is settled of the incidents that both name. An answer
 * holds against a label.
 */
export function settledRelations(
  relation: Relation,
  facts: ThresholdFacts,
  labelled: readonly (readonly number[])[],
): SettledRelations {
  const answers = answersAbout(relation, facts);
  const yes = answers.filter((each) => each.answer);
  const no = answers.filter((each) => !each.answer);
  const contradicted = new Set<number>();
  for (const each of withinOneLabel(no, labelled)) for (const n of each.members) contradicted.add(n);
  const together: (readonly number[])[] = labelled.map((members) =>
    members.filter((n) => !contradicted.has(n)),
  );
  const mentioned = new Set<number>();
  for (const each of yes) {
    const against = no.filter(
      (other) => isWithin(other.members, each.members) && compareDates(other.on, each.on) >= 0,
    );
    const kept = without([...each.members], against);
    together.push(kept);
    for (const n of kept) mentioned.add(n);
  }
  const apart: ReadonlySet<number>[] = [];
  for (const each of no) {
    const isAgainst = yes.some(
      (other) => isWithin(each.members, other.members) && compareDates(other.on, each.on) >= 0,
    );
    if (isAgainst) continue;
    if (each.members.size > 1) apart.push(each.members);
    else for (const n of each.members) mentioned.add(n);
  }
  return { together, mentioned, apart, contradicted };
}

function answersAbout(relation: Relation, { incidents, judgements = [] }: ThresholdFacts): Answer[] {
  const own = judgements.filter((each) => each.question === relation);
  if (own.length === 0) return [];
  const numbers = new Map(incidents.map(({ id }, n) => [id, n]));
  return own.map(({ incidentIds, answer, on }) => {
    const listed = incidentIds?.flatMap((id) => numbers.get(id) ?? []) ?? numbers.values();
    return { members: new Set(listed), answer, on };
  });
}

/** The answers of which all incidents bear one and the same label. */
function withinOneLabel(answers: readonly Answer[], labelled: readonly (readonly number[])[]): Answer[] {
  if (answers.length === 0) return [];
  const labelOf = new Map(labelled.flatMap((members, label) => members.map((n) => [n, label] as const)));
  return answers.filter(({ members }) => {
    const labels = new Set([...members].map((n) => labelOf.get(n)));
    return labels.size === 1 && !labels.has(undefined);
  });
}

function without(members: readonly number[], answers: readonly Answer[]): readonly number[] {
  return members.filter((n) => !answers.some((each) => each.members.has(n)));
}

function isWithin(inner: ReadonlySet<number>, outer: ReadonlySet<number>): boolean {
  return inner.size > 0 && inner.size <= outer.size && [...inner].every((n) => outer.has(n));
}
