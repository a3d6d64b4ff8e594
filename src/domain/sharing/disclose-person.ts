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

/** What disclosure asks of a person of a case. */
export interface PersonOfCase extends PersonContact {
  readonly role: 'VICTIM' | 'THIRD_PARTY' | 'COMPLAINANT';
  readonly name: string | null;
}

/** Fields of a person that may be withheld. */
export type PersonField = 'name' | ContactField;

/**
 * A person as a viewer may see them. Agencies that were asked need the names of victims and applicants to find their
 * records; how to reach them stays with those who lead the review, and so does who else complained, which another
 * agency's report may have told.
 */
export function disclosePerson<P extends PersonOfCase>(
  person: P,
  viewer: Viewer,
): {
  readonly person: Omit<P, 'name'> & { readonly name: string | null };
  readonly disclosure: readonly Withheld<PersonField>[];
} {
  if (viewer.leadsReview) return { person, disclosure: [] };
  const fields: PersonField[] =
    person.role === 'COMPLAINANT' ? ['name', ...contactFields] : [...contactFields];
  const name = person.role === 'COMPLAINANT' ? null : person.name;
  return {
    person: { ...person, name, email: null, phone: null, address: null },
    disclosure: fields.map((field) => ({ field, state: 'WITHHELD' })),
  };
}
