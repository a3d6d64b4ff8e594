import type { AwaitedAgency, ComplaintFact } from './facts.js';
import type { Await } from './finding.js';

/**
 * By its kind the agency of which a complaint is taken to be where only the kind is known: the first by id of those of
 * that kind that are known, since most often there is one.
 */
export function agenciesByKind(told: readonly ComplaintFact[]): ReadonlyMap<string, string> {
  const byKind = new Map<string, string>();
  for (const { agencyId, agencyKind } of told) {
    if (agencyId === undefined || agencyKind === undefined) continue;
    const known = byKind.get(agencyKind);
    if (known === undefined || agencyId < known) byKind.set(agencyKind, agencyId);
  }
  return byKind;
}

/** The answers of the agencies, as something awaited. */
export function answersOf(agencies: readonly AwaitedAgency[]): Await[] {
  return agencies.map(({ agencyId, agencyName }) => ({ kind: 'agency_answer', agencyId, agencyName }));
}
