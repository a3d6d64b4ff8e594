import { concealsPerson, type Mark } from './marker.js';

/** Who is looking at a person of a case. */
export interface Viewer {
  /** Coordinates or chairs the review, and so speaks with the victim. */
  readonly leadsReview: boolean;
  /** Markers that stand on the case; left out, none. */
  readonly marks?: readonly Mark[];
}

/** Fields of a person that not every viewer of the case may see. */
export const contactFields = ['email', 'phone', 'address'] as const;
export type ContactField = (typeof contactFields)[number];

/** Why a field is null though there may be a value. */
export interface Withheld<F extends string> {
  readonly field: F;
  readonly state: 'WITHHELD' | 'REDACTED';
  /** It is for a sensitive marker, and would be shown without. */
  readonly marked?: true;
}

export type PersonContact = { readonly [F in ContactField]: string | null };

/** What disclosure asks of a person of a case. */
export interface PersonOfCase extends PersonContact {
  readonly id: string;
  readonly role: 'VICTIM' | 'THIRD_PARTY' | 'COMPLAINANT' | 'AFFECTED';
  readonly name: string | null;
  /** The label of the case that says where they live. */
  readonly householdId: string | null;
}

/** Fields of a person that may be withheld. */
export type PersonField = 'name' | ContactField | 'safeContact' | 'household';

/**
 * A person as a viewer may see them. Agencies that were asked need the names of victims and applicants to find their
 * records; how to reach them and where they live stays with those who lead the review, and so does who else complained
 * or was affected, which another agency's report may have told. A sensitive marker withholds the name too.
 */
export function disclosePerson<P extends PersonOfCase>(
  person: P,
  viewer: Viewer,
): {
  readonly person: Omit<P, 'name'> & { readonly name: string | null };
  readonly disclosure: readonly Withheld<PersonField>[];
} {
  if (viewer.leadsReview) return { person, disclosure: [] };
  const isNamed = person.role === 'VICTIM' || person.role === 'THIRD_PARTY';
  const marked = isNamed && concealsPerson(viewer.marks ?? [], person.id);
  const fields: PersonField[] = [
    ...(isNamed ? [] : (['name'] as const)),
    ...contactFields,
    'safeContact',
    'household',
  ];
  const name = isNamed && !marked ? person.name : null;
  return {
    person: { ...person, name, email: null, phone: null, address: null, householdId: null },
    disclosure: [
      ...(marked ? [{ field: 'name', state: 'WITHHELD', marked } as const] : []),
      ...fields.map((field) => ({ field, state: 'WITHHELD' }) as const),
    ],
  };
}
