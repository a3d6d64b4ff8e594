/** Who is looking at a person of a case. */
export interface Viewer {
  /** Coordinates or chairs the review, and so speaks with the victim. */
  readonly leadsReview: boolean;
}

/** Fields of a person that not every viewer of the case may see. */
export const contactFields = ['email', 'phone', 'address'] as const;
export type ContactField = (typeof contactFields)[number];

/** Why a field is null though there may be a value. */
export interface Withheld<F extends string> {
  readonly field: F;
  readonly state: 'WITHHELD';
}

export type PersonContact = { readonly [F in ContactField]: string | null };

/**
 * A person's contact details as a viewer may see them. Agencies that were asked need the name to find their records;
 * how to reach the victim stays with those who lead the review.
 */
export function disclosePerson<P extends PersonContact>(
  person: P,
  viewer: Viewer,
): { readonly person: P; readonly disclosure: readonly Withheld<ContactField>[] } {
  if (viewer.leadsReview) return { person, disclosure: [] };
  return {
    person: { ...person, email: null, phone: null, address: null },
    disclosure: contactFields.map((field) => ({ field, state: 'WITHHELD' })),
  };
}
