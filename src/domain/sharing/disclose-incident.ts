import type { Viewer, Withheld } from './disclose-person.js';

/** Fields of an incident that not every viewer of the case may see. */
const incidentFields = ['matchNote', 'problem', 'placeLabel', 'personComplainedOf'] as const;
export type IncidentField = (typeof incidentFields)[number];

/** What disclosure asks of an incident: the note, and the labels of the case that it bears. */
export interface IncidentOfCase {
  readonly matchNote: string | null;
  readonly problemId: string | null;
  readonly placeId: string | null;
  readonly complainedOfId: string | null;
}

/**
 * An incident as a viewer may see it. The note of whoever matched it may speak of what other agencies hold, and the labels
 * by which incidents belong together of people and places, so they stay with those who lead the review.
 */
export function discloseIncident<I extends IncidentOfCase>(
  incident: I,
  viewer: Viewer,
): { readonly incident: I; readonly disclosure: readonly Withheld<IncidentField>[] } {
  if (viewer.leadsReview) return { incident, disclosure: [] };
  return {
    incident: { ...incident, matchNote: null, problemId: null, placeId: null, complainedOfId: null },
    disclosure: incidentFields.map((field) => ({ field, state: 'WITHHELD' })),
  };
}
