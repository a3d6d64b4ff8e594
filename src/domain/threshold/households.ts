import type { ComplaintFact } from './facts.js';

/** The household of a complaint, as far as the complaints of a case tell it. */
export interface Household {
  /** Null: not known. */
  readonly id: string | null;
  /** Where it is not known: the person whose household it is, one and the same in all of that person's complaints. */
  readonly ofPerson?: string;
}

/** A person whose household any complaint tells is of that household in every other, unless complaints tell several. */
export function householdsOf(told: readonly ComplaintFact[]): (complaint: ComplaintFact) => Household {
  const byPerson = new Map<string, Set<string>>();
  for (const { personId, householdId } of told) {
    if (personId === null || !householdId) continue;
    byPerson.set(personId, (byPerson.get(personId) ?? new Set()).add(householdId));
  }
  return ({ personId, householdId }) => {
    if (householdId) return { id: householdId };
    if (personId === null) return { id: null };
    const [only, ...others] = byPerson.get(personId) ?? [];
    if (only === undefined) return { id: null, ofPerson: personId };
    return { id: others.length === 0 ? only : null };
  };
}
