import type { Viewer, Withheld } from './disclose-person.js';

/**
 * An incident as a viewer may see it. The note of whoever matched it may speak of what other agencies hold, so it stays
 * with those who lead the review.
 */
export function discloseIncident<I extends { readonly matchNote: string | null }>(
  incident: I,
  viewer: Viewer,
): { readonly incident: I; readonly disclosure: readonly Withheld<'matchNote'>[] } {
  if (viewer.leadsReview) return { incident, disclosure: [] };
  return {
    incident: { ...incident, matchNote: null },
    disclosure: [{ field: 'matchNote', state: 'WITHHELD' }],
  };
}
