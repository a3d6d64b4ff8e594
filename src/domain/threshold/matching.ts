/** A pair of a person and an incident of which the person complained, both by number. */
export interface Edge {
  readonly person: number;
  readonly incident: number;
}

/**
 * The most people who can each be given an incident of their own, with the incident of each. People are tried in the
 * order in which they are first listed, and nobody who has one loses it again, so the first listed is always among them
 * when there is any. By augmenting paths: people times edges at worst.
 */
export function matchPeople(edges: readonly Edge[]): ReadonlyMap<number, number> {
  const incidentsOf = new Map<number, number[]>();
  for (const { person, incident } of edges) {
    const own = incidentsOf.get(person);
    if (own) own.push(incident);
    else incidentsOf.set(person, [incident]);
  }
  const personOf = new Map<number, number>();
  for (const person of incidentsOf.keys()) augment(person, { incidentsOf, personOf, tried: new Set() });
  return new Map([...personOf].map(([incident, person]) => [person, incident]));
}

interface Search {
  readonly incidentsOf: ReadonlyMap<number, readonly number[]>;
  readonly personOf: Map<number, number>;
  readonly tried: Set<number>;
}

function augment(person: number, search: Search): boolean {
  const { incidentsOf, personOf, tried } = search;
  for (const incident of incidentsOf.get(person) ?? []) {
    if (tried.has(incident)) continue;
    tried.add(incident);
    const holder = personOf.get(incident);
    if (holder === undefined || augment(holder, search)) {
      personOf.set(incident, person);
      return true;
    }
  }
  return false;
}
