import { compareDates } from '#domain/calendar/local-date.js';
import type { Relation } from '#domain/policy/criterion.js';
import type { JudgementFact, ThresholdFacts } from './facts.js';

/** What the answers about a relation settle. Incidents are given by their number in the facts. */
export interface SettledRelations {
  /** Incidents of one list belong together. */
  readonly together: readonly (readonly number[])[];
  /** Incidents of which somebody said whether they belong together with others. */
  readonly mentioned: ReadonlySet<number>;
}

interface Answer {
  readonly members: ReadonlySet<number>;
  readonly answer: boolean;
  readonly on: JudgementFact['on'];
}

/**
 * An answer of yes puts its incidents together; an answer of no says that its incidents do not belong to any others
 * that no answer puts them with. An answer of no about some or all of the incidents of an answer of yes contradicts it:
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
  const together = labelled.map((members) =>
    without(
      members,
      no.filter((each) => isWithin(each.members, new Set(members))),
    ),
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
  for (const each of no) {
    const isAgainst = yes.some(
      (other) => isWithin(each.members, other.members) && compareDates(other.on, each.on) >= 0,
    );
    if (!isAgainst) for (const n of each.members) mentioned.add(n);
  }
  return { together, mentioned };
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

function without(members: readonly number[], answers: readonly Answer[]): readonly number[] {
  return members.filter((n) => !answers.some((each) => each.members.has(n)));
}

function isWithin(inner: ReadonlySet<number>, outer: ReadonlySet<number>): boolean {
  return inner.size > 0 && inner.size <= outer.size && [...inner].every((n) => outer.has(n));
}
