import type { Applicants } from '#domain/policy/policy-version.js';
import type { ApplicationDraft, ComplaintMade, IncidentComplainedOf } from '#domain/review/application.js';
import { checkApplication, checkNotFuture } from '#domain/review/check-application.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';

// Monday 2 March 2026 in every test.
const today = day('2026-03-02');
const agencies = new Set(['council', 'police']);
const anybody: Applicants = { thirdParties: true, severalVictims: true, words: 'Anybody' };

const complaint = (changes: Partial<ComplaintMade> = {}): ComplaintMade => ({
  agency: 'council',
  madeOn: day('2026-01-12'),
  madeByVictim: true,
  ...changes,
});
const incident = (changes: Partial<IncidentComplainedOf> = {}): IncidentComplainedOf => ({
  occurredOn: day('2026-01-10'),
  place: 'Invented Street',
  description: 'Noise',
  hatePerceived: false,
  complaints: [complaint()],
  ...changes,
});
const victim = (changes: object = {}) => ({
  name: 'Wanda Example',
  authorityKind: 'WRITTEN' as const,
  authorityGivenOn: day('2026-03-01'),
  ...changes,
});
const draft = (changes: Partial<ApplicationDraft> = {}): ApplicationDraft => ({
  applicantKind: 'VICTIM',
  name: 'Vera Example',
  contact: { email: 'vera@example.org' },
  victims: [],
  incidents: [incident()],
  dissatisfied: true,
  ...changes,
});
const thirdParty = (changes: Partial<ApplicationDraft> = {}) =>
  draft({ applicantKind: 'THIRD_PARTY', relationship: 'Councillor', victims: [victim()], ...changes });
const behaviours = new Set(['noise', 'threats']);
const problemsOf = (application: ApplicationDraft, applicants = anybody) =>
  checkApplication(application, { today, agencies, applicants, behaviours });
const pathsOf = (application: ApplicationDraft, applicants = anybody) =>
  problemsOf(application, applicants).map(({ path }) => path);

describe('an application', () => {
  it.each<[string, ApplicationDraft]>([
    ['of a victim', draft()],
    [
      'of a victim of an incident of today that was reported today',
      draft({
        incidents: [incident({ occurredOn: today, complaints: [complaint({ madeOn: today })] })],
      }),
    ],
    ['about an incident that was reported to nobody', draft({ incidents: [incident({ complaints: [] })] })],
    ['with a telephone number only', draft({ contact: { phone: '01609 780780' } })],
    ['with an address only', draft({ contact: { address: '1 Invented Street' } })],
    ['of a third party for one victim', thirdParty()],
    [
      'of a third party for twenty victims',
      thirdParty({ victims: Array.from({ length: 20 }, () => victim()) }),
    ],
    ['with an authority of today', thirdParty({ victims: [victim({ authorityGivenOn: today })] })],
    ['of a third party that does not say what it is to the victim', thirdParty({ relationship: undefined })],
    ['about fifty incidents', draft({ incidents: Array.from({ length: 50 }, () => incident()) })],
    [
      'about one incident with twenty complaints',
      draft({
        incidents: [incident({ complaints: Array.from({ length: 20 }, () => complaint()) })],
      }),
    ],
    ['of somebody who is not dissatisfied', draft({ dissatisfied: false })],
    [
      'with kinds of behaviour, households and fifty people affected',
      draft({
        household: 'Flat 1',
        incidents: [
          incident({
            behaviours: ['noise', 'threats', 'noise'],
            affected: Array.from({ length: 50 }, (_, n) => `P${String(n)}`),
            complaints: [complaint({ madeByVictim: false, household: 'Flat 2' })],
          }),
        ],
      }),
    ],
    [
      'with texts of the greatest length',
      draft({
        name: 'n'.repeat(200),
        dissatisfaction: 'd'.repeat(4_000),
        incidents: [incident({ place: 'p'.repeat(500), description: 'd'.repeat(4_000) })],
      }),
    ],
  ])('is received: one %s', (_what, application) => {
    expect(problemsOf(application)).toEqual([]);
  });

  it.each<[string, ApplicationDraft, readonly string[]]>([
    ['without a name', draft({ name: ' ' }), ['name']],
    ['with too long a name', draft({ name: 'n'.repeat(201) }), ['name']],
    ['without any contact', draft({ contact: {} }), ['contact']],
    ['with blank contacts', draft({ contact: { address: '  ' } }), ['contact']],
    [
      'with a wrong e-mail address',
      draft({ contact: { email: 'vera', phone: '01609 780780' } }),
      ['contact.email'],
    ],
    ['with a wrong telephone number', draft({ contact: { phone: 'ring me' } }), ['contact.phone']],
    ['with too long an address', draft({ contact: { address: 'a'.repeat(501) } }), ['contact.address']],
    [
      'with a household of two hundred and one characters',
      draft({ household: 'h'.repeat(201) }),
      ['household'],
    ],
    ['of a third party with a household of its own', thirdParty({ household: 'Flat 1' }), ['household']],
    [
      'with too long a household of a victim',
      thirdParty({ victims: [victim({ household: 'h'.repeat(201) })] }),
      ['victims[0].household'],
    ],
    [
      'about a kind of behaviour that nobody knows',
      draft({ incidents: [incident({ behaviours: ['noise', 'racket'] })] }),
      ['incidents[0].behaviours[1]'],
    ],
    [
      'about somebody affected without a name',
      draft({ incidents: [incident({ affected: ['Vera Example', ' '] })] }),
      ['incidents[0].affected[1]'],
    ],
    [
      'about fifty-one people affected by one incident',
      draft({ incidents: [incident({ affected: Array.from({ length: 51 }, (_, n) => `P${String(n)}`) })] }),
      ['incidents[0].affected', 'incidents'],
    ],
    [
      'with the household of somebody else though the victim complained',
      draft({ incidents: [incident({ complaints: [complaint({ household: 'Flat 2' })] })] }),
      ['incidents[0].complaints[0].household'],
    ],
    ['of a victim who names others', draft({ victims: [victim()] }), ['victims']],
    ['of a third party for nobody', thirdParty({ victims: [] }), ['victims']],
    [
      'for twenty-one victims',
      thirdParty({ victims: Array.from({ length: 21 }, () => victim()) }),
      ['victims'],
    ],
    [
      'for a victim without a name',
      thirdParty({ victims: [victim(), victim({ name: '' })] }),
      ['victims[1].name'],
    ],
    [
      'with an authority of tomorrow',
      thirdParty({ victims: [victim({ authorityGivenOn: day('2026-03-03') })] }),
      ['victims[0].authorityGivenOn'],
    ],
    ['about nothing', draft({ incidents: [] }), ['incidents']],
    [
      'about fifty-one incidents',
      draft({ incidents: Array.from({ length: 51 }, () => incident()) }),
      ['incidents'],
    ],
    [
      'about an incident of tomorrow',
      draft({ incidents: [incident({ occurredOn: day('2026-03-03'), complaints: [] })] }),
      ['incidents[0].occurredOn'],
    ],
    [
      'about an incident at no place',
      draft({ incidents: [incident(), incident({ place: '' })] }),
      ['incidents[1].place'],
    ],
    [
      'about an incident without a description',
      draft({ incidents: [incident({ description: '\n' })] }),
      ['incidents[0].description'],
    ],
    [
      'with twenty-one complaints about an incident',
      draft({
        incidents: [incident({ complaints: Array.from({ length: 21 }, () => complaint()) })],
      }),
      ['incidents[0].complaints'],
    ],
    [
      'with a complaint of tomorrow',
      draft({ incidents: [incident({ complaints: [complaint({ madeOn: day('2026-03-03') })] })] }),
      ['incidents[0].complaints[0].madeOn'],
    ],
    [
      'with a complaint on the eve of its incident',
      draft({
        incidents: [incident({ complaints: [complaint(), complaint({ madeOn: day('2026-01-09') })] })],
      }),
      ['incidents[0].complaints[1].madeOn'],
    ],
    [
      'with a complaint to a body that does not take part',
      draft({ incidents: [incident({ complaints: [complaint({ agency: 'fire-brigade' })] })] }),
      ['incidents[0].complaints[0].agency'],
    ],
    [
      'with too long a reference',
      draft({ incidents: [incident({ complaints: [complaint({ reference: 'r'.repeat(201) })] })] }),
      ['incidents[0].complaints[0].reference'],
    ],
    [
      'with too long a complaint about the response',
      draft({ dissatisfaction: 'd'.repeat(4_001) }),
      ['dissatisfaction'],
    ],
    ['with too long a relationship', thirdParty({ relationship: 'r'.repeat(501) }), ['relationship']],
    ['with a control character in a name', draft({ name: 'Ve\u0000ra' }), ['name']],
  ])('is refused where it is wrong: one %s', (_what, application, paths) => {
    expect(pathsOf(application)).toEqual(paths);
  });

  it('is told everything that is wrong at once', () => {
    const wrong = draft({
      name: '',
      contact: {},
      incidents: [
        incident({
          place: '',
          complaints: [complaint({ agency: 'fire-brigade', madeOn: day('2026-01-09') })],
        }),
        incident({ occurredOn: day('2027-01-10'), description: '', complaints: [] }),
      ],
    });
    expect(pathsOf(wrong)).toEqual([
      'name',
      'contact',
      'incidents[0].place',
      'incidents[0].complaints[0].madeOn',
      'incidents[0].complaints[0].agency',
      'incidents[1].occurredOn',
      'incidents[1].description',
    ]);
  });

  it('is told what was found and what was expected, with the days in words', () => {
    const wrong = draft({
      incidents: [
        incident({ complaints: [complaint({ madeOn: day('2026-01-09'), agency: 'fire-brigade' })] }),
      ],
    });
    expect(problemsOf(wrong).map(({ message }) => message)).toEqual([
      'is Friday 9 January 2026, before its incident of Saturday 10 January 2026: expected that day or later.',
      'is “fire-brigade”: expected one of council, police.',
    ]);
  });

  it('does not give a long unknown agency back at its full length', () => {
    const wrong = draft({
      incidents: [incident({ complaints: [complaint({ agency: 'x'.repeat(5_000) })] })],
    });
    expect(problemsOf(wrong)[0]?.message.length).toBeLessThan(120);
  });

  it('holds a complaint made in the future and before its incident to be both', () => {
    const wrong = draft({
      incidents: [
        incident({ occurredOn: day('2026-03-05'), complaints: [complaint({ madeOn: day('2026-03-04') })] }),
      ],
    });
    expect(pathsOf(wrong)).toEqual([
      'incidents[0].occurredOn',
      'incidents[0].complaints[0].madeOn',
      'incidents[0].complaints[0].madeOn',
    ]);
  });
});

describe('who may apply', () => {
  const victimsOnly: Applicants = { thirdParties: false, severalVictims: false, words: 'The victim' };
  const oneVictim: Applicants = { thirdParties: true, severalVictims: false, words: 'One' };

  it.each<[string, Applicants, ApplicationDraft, readonly string[]]>([
    ['a victim, where only victims may', victimsOnly, draft(), []],
    ['a third party, where only victims may', victimsOnly, thirdParty(), ['applicantKind']],
    ['a third party for one victim, where it may be one', oneVictim, thirdParty(), []],
    [
      'a third party for two victims, where it may be one',
      oneVictim,
      thirdParty({ victims: [victim(), victim()] }),
      ['victims'],
    ],
    [
      'a third party for two victims, where it may be several',
      anybody,
      thirdParty({ victims: [victim(), victim()] }),
      [],
    ],
  ])('is for the policy to say: %s', (_what, applicants, application, paths) => {
    expect(pathsOf(application, applicants)).toEqual(paths);
  });
});

describe('a day that must have come', () => {
  it.each([
    ['2026-03-01', []],
    ['2026-03-02', []],
    ['2026-03-03', ['is Tuesday 3 March 2026, in the future: expected Monday 2 March 2026 or earlier.']],
  ])('%s', (date, messages) => {
    expect(checkNotFuture(day(date), 'occurredOn', today).map(({ message }) => message)).toEqual(messages);
  });
});
