import { contactFields, disclosePerson } from '#domain/sharing/disclose-person.js';

const vera = {
  id: 'p1',
  role: 'VICTIM' as const,
  name: 'Vera Example',
  email: 'vera@example.org',
  phone: null,
  address: '1 Invented Street',
  householdId: 'h1',
};

describe('a person of a case', () => {
  it('is shown whole to those who lead the review', () => {
    expect(disclosePerson(vera, { leadsReview: true })).toEqual({ person: vera, disclosure: [] });
  });

  it('keeps the name for an agency, which needs it to find its records, and nothing to reach them by', () => {
    const { person, disclosure } = disclosePerson(vera, { leadsReview: false });
    expect(person).toEqual({ ...vera, email: null, phone: null, address: null, householdId: null });
    expect(disclosure).toEqual([
      { field: 'email', state: 'WITHHELD' },
      { field: 'phone', state: 'WITHHELD' },
      { field: 'address', state: 'WITHHELD' },
      { field: 'safeContact', state: 'WITHHELD' },
      { field: 'household', state: 'WITHHELD' },
    ]);
  });

  it('withholds an empty field like a full one, so that nobody learns which way to reach them exists', () => {
    const bare = { ...vera, email: null, address: null };
    expect(disclosePerson(bare, { leadsReview: false })).toEqual(
      disclosePerson(vera, { leadsReview: false }),
    );
  });

  it('names as withheld exactly the fields that are made empty', () => {
    const { person, disclosure } = disclosePerson({ ...vera, phone: '0116 000000' }, { leadsReview: false });
    expect(disclosure.map(({ field }) => field)).toEqual([...contactFields, 'safeContact', 'household']);
    expect(contactFields.map((field) => person[field])).toEqual([null, null, null]);
    expect(person.householdId).toBeNull();
  });

  it('is not changed by being looked at', () => {
    const before = structuredClone(vera);
    disclosePerson(vera, { leadsReview: false });
    expect(vera).toEqual(before);
  });

  it.each(['COMPLAINANT', 'AFFECTED'] as const)(
    'is not named to an agency as %s alone, as another agency may have told',
    (role) => {
      const neighbour = { ...vera, role, name: 'Neighbour at 3' };
      const { person, disclosure } = disclosePerson(neighbour, { leadsReview: false });
      expect(person.name).toBeNull();
      expect(disclosure.map(({ field }) => field)).toEqual([
        'name',
        ...contactFields,
        'safeContact',
        'household',
      ]);
      expect(disclosePerson(neighbour, { leadsReview: true }).person.name).toBe('Neighbour at 3');
    },
  );
});
