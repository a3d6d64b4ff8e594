import type { Viewer, Withheld } from './disclose-person.js';
import { concealedPlace, concealsComplainedOf, concealsPlaces } from './marker.js';

/** Fields of an incident that not every viewer of the case may see. */
const incidentFields = ['matchNote', 'problem', 'placeLabel', 'personComplainedOf'] as const;
export type IncidentField = (typeof incidentFields)[number] | 'place';

/** What disclosure asks of an incident: the note, and the labels of the case that it bears. */
export interface IncidentOfCase {
  readonly place: string;
  readonly matchNote: string | null;
  readonly problemId: string | null;
  readonly placeId: string | null;
  readonly complainedOfId: string | null;
}

/**
 * An incident as a viewer may see it. The note of whoever matched it may speak of what other agencies hold, and the labels
 * by which incidents belong together of people and places, so they stay with those who lead the review. A sensitive marker
 * withholds the place too, and a child who is complained of from everybody.
 */
export function discloseIncident<I extends IncidentOfCase>(
  incident: I,
  viewer: Viewer,
): { readonly incident: I; readonly disclosure: readonly Withheld<IncidentField>[] } {
  const marks = viewer.marks ?? [];
  if (viewer.leadsReview) {
    if (!concealsComplainedOf(marks)) return { incident, disclosure: [] };
    const disclosure = [{ field: 'personComplainedOf', state: 'WITHHELD', marked: true }] as const;
    return { incident: { ...incident, complainedOfId: null }, disclosure };
  }
  const place = concealsPlaces(marks) ? concealedPlace : incident.place;
  return {
    incident: { ...incident, place, matchNote: null, problemId: null, placeId: null, complainedOfId: null },
    disclosure: [
      ...(concealsPlaces(marks) ? [{ field: 'place', state: 'REDACTED', marked: true } as const] : []),
      ...incidentFields.map((field) => ({ field, state: 'WITHHELD' }) as const),
    ],
  };
}
