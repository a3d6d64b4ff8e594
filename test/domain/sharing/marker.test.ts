import { discloseIncident } from '#domain/sharing/disclose-incident.js';
import { disclosePerson } from '#domain/sharing/disclose-person.js';
import { narrowReport } from '#domain/sharing/disclose-report.js';
import {
  concealsComplainedOf,
  concealsPerson,
  concealsPlaces,
  concealsReports,
  markerKinds,
  type Mark,
  type MarkerKind,
} from '#domain/sharing/marker.js';

const mark = (kind: MarkerKind, more: Partial<Mark> = {}): Mark => ({
  kind,
  personId: null,
  opensToViewer: false,
  ...more,
});

/** By hand: of the whole case, of this person, of another; then places, reports, and whom it is complained of. */
const expected: Readonly<Record<MarkerKind, string>> = {
  HATE: 'case:no this:no other:no places:no reports:no complainedOf:no',
  DOMESTIC_ABUSE: 'case:yes this:yes other:no places:yes reports:yes complainedOf:no',
  CHILD: 'case:no this:yes other:no places:no reports:yes complainedOf:yes',
  WITNESS_AT_RISK: 'case:yes this:yes other:no places:yes reports:yes complainedOf:no',
  SAFE_CONTACT: 'case:no this:no other:no places:no reports:no complainedOf:no',
};
const said = (is: boolean) => (is ? 'yes' : 'no');

describe('a sensitive marker', () => {
  it.each(markerKinds)('%s withholds what was written down for it, and no more', (kind) => {
    const found = [
      `case:${said(concealsPerson([mark(kind)], 'p1'))}`,
      `this:${said(concealsPerson([mark(kind, { personId: 'p1' })], 'p1'))}`,
      `other:${said(concealsPerson([mark(kind, { personId: 'p2' })], 'p1'))}`,
      `places:${said(concealsPlaces([mark(kind)]))}`,
      `reports:${said(concealsReports([mark(kind, { personId: 'p1' })]))}`,
      `complainedOf:${said(concealsComplainedOf([mark(kind)]))}`,
    ];
    expect(found.join(' ')).toBe(expected[kind]);
  });

  it.each(markerKinds)('%s withholds nothing from an agency that it names', (kind) => {
    const marks = [mark(kind, { personId: 'p1', opensToViewer: true })];
    expect([concealsPerson(marks, 'p1'), concealsPlaces(marks), concealsReports(marks)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

const marks = [mark('DOMESTIC_ABUSE', { personId: 'p1' })];
const vera = {
  id: 'p1',
  role: 'VICTIM' as const,
  name: 'Vera Example',
  email: null,
  phone: null,
  address: null,
  householdId: null,
};
const night = {
  place: '1 Invented Street',
  matchNote: null,
  problemId: null,
  placeId: null,
  complainedOfId: 'l1',
};

describe('what is shown of a marked case', () => {
  it('lacks the name and the place for an agency, and says that it is for the mark', () => {
    const person = disclosePerson(vera, { leadsReview: false, marks });
    expect(person.person.name).toBeNull();
    expect(person.disclosure).toContainEqual({ field: 'name', state: 'WITHHELD', marked: true });
    expect(person.disclosure).toContainEqual({ field: 'email', state: 'WITHHELD' });
    const { incident, disclosure } = discloseIncident(night, { leadsReview: false, marks });
    expect(incident.place).toBe('Withheld');
    expect(disclosure).toContainEqual({ field: 'place', state: 'REDACTED', marked: true });
  });

  it('is whole for whoever leads the review', () => {
    expect(disclosePerson(vera, { leadsReview: true, marks })).toEqual({ person: vera, disclosure: [] });
    expect(discloseIncident(night, { leadsReview: true, marks })).toEqual({
      incident: night,
      disclosure: [],
    });
  });

  it('names a child who is complained of to nobody, whoever leads among them', () => {
    const { incident, disclosure } = discloseIncident(night, { leadsReview: true, marks: [mark('CHILD')] });
    expect(incident.complainedOfId).toBeNull();
    expect(disclosure).toEqual([{ field: 'personComplainedOf', state: 'WITHHELD', marked: true }]);
  });
});

describe('a report that was put to a marked case', () => {
  const report = { place: '1 Invented Street', summary: 'Shouting' };

  it('is open to another agency without who is in it and where, however far it was opened', () => {
    const narrowed = narrowReport(report, 'IDENTITIES', marks);
    expect(narrowed.opened).toBe('CONTENT');
    expect(narrowed.report).toMatchObject({ place: 'Withheld', summary: 'Shouting' });
    expect(narrowed.disclosure.map(({ field }) => field)).toEqual([
      'reporterName',
      'household',
      'affected',
      'place',
      'longitude',
      'latitude',
    ]);
  });

  it.each(['OWN', 'ATTESTED', 'LOCATOR'] as const)('stays as it is where it is open as %s', (opened) => {
    expect(narrowReport(report, opened, marks)).toEqual({ report, opened, disclosure: [] });
  });

  it('stays as it is where nothing is marked that withholds anything', () => {
    expect(narrowReport(report, 'IDENTITIES', [mark('HATE')])).toMatchObject({ opened: 'IDENTITIES' });
  });
});
