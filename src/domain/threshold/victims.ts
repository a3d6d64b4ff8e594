import type { IncidentFact, ThresholdFacts } from './facts.js';

/** Who the victim is where nothing says it. */
const THE_VICTIM = 'victim';

/** The victims of a case: those who are named, those by whom a complaint is said to be, or one of whom nothing is known. */
export function victimsOf({
  incidents,
  victims = [],
}: Pick<ThresholdFacts, 'incidents' | 'victims'>): ReadonlySet<string> {
  const known = new Set([...victims].sort());
  for (const { complaints } of incidents)
    for (const { byVictim, personId } of complaints)
      if (byVictim === true && personId !== null) known.add(personId);
  return known.size > 0 ? known : new Set([THE_VICTIM]);
}

/**
 * Everybody who suffered the incident. Where nobody named them, the victims of the case did, each of them. Unless somebody
 * is named anywhere they suffered the same, and where each is counted alone the first stands for all.
 */
export function sufferersOf(
  incidents: readonly IncidentFact[],
  { victims, isAlone }: { readonly victims: ReadonlySet<string>; readonly isAlone: boolean },
): (incident: IncidentFact) => readonly string[] {
  const isNamed = incidents.some(({ affected }) => affected !== undefined);
  const unnamed = isAlone && !isNamed ? [...victims].slice(0, 1) : [...victims];
  return ({ affected }) => (affected === undefined ? unnamed : [...new Set(affected)]);
}
