import { startTestApp, type TestApp } from '../support/running-app.js';
import { application, apply, complaint, night, send, victim } from './applications.js';
import { countRows } from './stored-rows.js';

type Problems = Record<string, string>;

// In the order of their names, of which "NHS …" comes third and "Police and Crime Commissioner …" fifth.
const agencies =
  'leicester-city-council, leicestershire-police, leicester-integrated-care-board, pa-housing, leicestershire-policing-body, sanctuary-housing';
const emptyText = 'is empty: expected some text.';
const control = 'has control characters: expected plain text.';
const noEmail = 'is not an e-mail address: expected a form such as name@example.org.';
const noPhone = 'is not a telephone number: expected 7 to 25 digits, spaces, brackets or hyphens.';
const noContact = 'is empty: expected an e-mail address, a telephone number or an address.';
const badKey = 'has the wrong form: expected 8 to 100 letters, digits or hyphens.';
const thirdParty = { applicantKind: 'THIRD_PARTY', relationship: 'councillor' };

/*
 * Received on Monday 2 March 2026. Weekdays by hand: 1 January 2026 was a Thursday, so the 9th was a Friday and the 10th
 * a Saturday; 3 March is a Tuesday. Leicester takes third parties for one victim at a time.
 */
describe('a bad application', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
    await apply(app, application());
  });
  afterAll(() => app.stop());

  it.each<[string, object, Problems]>([
    [
      'an incident in the future',
      { incidents: [night({ occurredOn: '2026-03-03', complaints: [] })] },
      {
        'incidents[0].occurredOn':
          'is Tuesday 3 March 2026, in the future: expected Monday 2 March 2026 or earlier.',
      },
    ],
    [
      'a report made before its incident',
      { incidents: [night(), night({ complaints: [complaint(), complaint({ madeOn: '2026-01-09' })] })] },
      {
        'incidents[1].complaints[1].madeOn':
          'is Friday 9 January 2026, before its incident of Saturday 10 January 2026: expected that day or later.',
      },
    ],
    [
      'a report made in the future',
      { incidents: [night({ complaints: [complaint({ madeOn: '2026-03-03' })] })] },
      {
        'incidents[0].complaints[0].madeOn':
          'is Tuesday 3 March 2026, in the future: expected Monday 2 March 2026 or earlier.',
      },
    ],
    [
      'an agency that is not of the partnership',
      { incidents: [night({ complaints: [complaint({ agency: 'the-moon' })] })] },
      { 'incidents[0].complaints[0].agency': `is “the-moon”: expected one of ${agencies}.` },
    ],
    [
      'an agency of another partnership',
      { incidents: [night({ complaints: [complaint({ agency: 'broadacres' })] })] },
      { 'incidents[0].complaints[0].agency': `is “broadacres”: expected one of ${agencies}.` },
    ],
    [
      'a third party without victims',
      { ...thirdParty, victims: [] },
      { victims: 'has 0 entries: expected 1 to 20 victims.' },
    ],
    [
      'a third party who does not mention victims',
      thirdParty,
      { victims: 'has 0 entries: expected 1 to 20 victims.' },
    ],
    [
      'a victim who names victims',
      { victims: [victim()] },
      { victims: 'names others though the victim applies: expected none, or a third party as applicant.' },
    ],
    [
      'several victims where one is allowed',
      { ...thirdParty, victims: [victim(), victim()] },
      { victims: 'has several people: this partnership expects one victim for each application.' },
    ],
    [
      'authority that is not given yet',
      { ...thirdParty, victims: [victim({ authorityGivenOn: '2026-03-03' })] },
      {
        'victims[0].authorityGivenOn':
          'is Tuesday 3 March 2026, in the future: expected Monday 2 March 2026 or earlier.',
      },
    ],
    [
      'a victim without name',
      { ...thirdParty, victims: [victim({ name: ' ' })] },
      { 'victims[0].name': emptyText },
    ],
    ['no contact', { contact: {} }, { contact: noContact }],
    ['contact of nulls', { contact: { email: null, phone: null, address: null } }, { contact: noContact }],
    ['contact of spaces', { contact: { address: '  ' } }, { contact: noContact }],
    ['no e-mail address', { contact: { email: 'vera at example.org' } }, { 'contact.email': noEmail }],
    [
      'an e-mail address with a line end',
      { contact: { email: 'vera@example.org\nBcc: all@example.org' } },
      { 'contact.email': noEmail },
    ],
    [
      'an e-mail address with a NUL',
      { contact: { email: 've\u0000ra@example.org' } },
      { 'contact.email': noEmail },
    ],
    ['no telephone number', { contact: { phone: 'ring the bell' } }, { 'contact.phone': noPhone }],
    ['an empty name', { name: '' }, { name: emptyText }],
    ['a name of spaces', { name: ' \t ' }, { name: emptyText }],
    [
      'a name that is too long',
      { name: 'V'.repeat(201) },
      { name: 'has 201 characters: expected at most 200.' },
    ],
    [
      'a place that is too long',
      { incidents: [night({ place: 'P'.repeat(501) })] },
      { 'incidents[0].place': 'has 501 characters: expected at most 500.' },
    ],
    [
      'a description that is too long',
      { incidents: [night({ description: 'D'.repeat(4_001) })] },
      { 'incidents[0].description': 'has 4001 characters: expected at most 4000.' },
    ],
    [
      'an empty place and description',
      { incidents: [night({ place: '', description: ' ' })] },
      { 'incidents[0].place': emptyText, 'incidents[0].description': emptyText },
    ],
    ['a bell in a name', { name: 'Ve\u0007ra' }, { name: control }],
    [
      'a NUL in a description',
      { incidents: [night({ description: 'a\u0000b' })] },
      { 'incidents[0].description': control },
    ],
    [
      'half a character',
      { incidents: [night({ place: 'half \ud83d of one' })] },
      { 'incidents[0].place': control },
    ],
    ['an escape sequence in the reason', { dissatisfaction: '\u001b[31mred' }, { dissatisfaction: control }],
    ['no incident', { incidents: [] }, { incidents: 'has 0 entries: expected 1 to 50 incidents.' }],
    [
      '51 incidents',
      { incidents: Array.from({ length: 51 }, () => night()) },
      { incidents: 'has 51 entries: expected 1 to 50 incidents.' },
    ],
    [
      '21 reports of one incident',
      { incidents: [night({ complaints: Array.from({ length: 21 }, () => complaint()) })] },
      { 'incidents[0].complaints': 'has more than 20 entries.' },
    ],
    [
      'a district that is not of the partnership',
      { district: 'Atlantis' },
      { district: 'is not a district of this partnership: expected one of Leicester.' },
    ],
    ['a short client key', { clientKey: 'short' }, { clientKey: badKey }],
    ['a client key with a NUL', { clientKey: 'key-1234\u0000' }, { clientKey: badKey }],
    [
      'everything at once',
      {
        clientKey: '',
        name: '',
        contact: { email: 'nobody' },
        victims: [victim()],
        district: 'Atlantis',
        dissatisfaction: '\u0001',
        incidents: [
          night({
            occurredOn: '2026-03-03',
            place: '',
            complaints: [complaint({ agency: 'x', madeOn: '2026-01-01' })],
          }),
        ],
      },
      {
        clientKey: badKey,
        name: emptyText,
        'contact.email': noEmail,
        victims: 'names others though the victim applies: expected none, or a third party as applicant.',
        'incidents[0].occurredOn':
          'is Tuesday 3 March 2026, in the future: expected Monday 2 March 2026 or earlier.',
        'incidents[0].place': emptyText,
        'incidents[0].complaints[0].madeOn':
          'is Thursday 1 January 2026, before its incident of Tuesday 3 March 2026: expected that day or later.',
        'incidents[0].complaints[0].agency': `is “x”: expected one of ${agencies}.`,
        dissatisfaction: control,
        district: 'is not a district of this partnership: expected one of Leicester.',
      },
    ],
  ])(
    'with %s is refused with every problem in its place, and nothing is stored',
    async (_, overrides, problems) => {
      const before = await countRows(app);
      const answer = await apply(app, application(overrides));
      expect(answer.__typename).toBe('InvalidInput');
      expect(Object.fromEntries((answer.problems ?? []).map(({ path, message }) => [path, message]))).toEqual(
        problems,
      );
      expect(answer.problems).toHaveLength(Object.keys(problems).length);
      expect(await countRows(app)).toEqual(before);
    },
  );

  const dayMessage = 'LocalDate expects a day such as "2026-04-07", from 1900 to 2199.';
  it.each<[string, object, string, string]>([
    [
      '30 February',
      { incidents: [night({ occurredOn: '2026-02-30' })] },
      'input.incidents[0].occurredOn',
      dayMessage,
    ],
    [
      '29 February of no leap year',
      { incidents: [night({ occurredOn: '2026-02-29' })] },
      'input.incidents[0].occurredOn',
      dayMessage,
    ],
    [
      'a day in words',
      { incidents: [night({ occurredOn: 'yesterday' })] },
      'input.incidents[0].occurredOn',
      dayMessage,
    ],
    [
      'a day with a time',
      { incidents: [night({ occurredOn: '2026-01-10T00:00:00Z' })] },
      'input.incidents[0].occurredOn',
      dayMessage,
    ],
    [
      'a day of the year 0',
      { incidents: [night({ occurredOn: '0000-01-10' })] },
      'input.incidents[0].occurredOn',
      dayMessage,
    ],
    [
      'a day of the year 9999',
      { incidents: [night({ complaints: [complaint({ madeOn: '9999-12-31' })] })] },
      'input.incidents[0].complaints[0].madeOn',
      dayMessage,
    ],
    [
      'a number for a day',
      { incidents: [night({ occurredOn: 20260110 })] },
      'input.incidents[0].occurredOn',
      dayMessage,
    ],
    ['a number for a name', { name: 7 }, 'input.name', 'String cannot represent a non string value: 7'],
    [
      'a text for a yes',
      { dissatisfied: 'yes' },
      'input.dissatisfied',
      'Boolean cannot represent a non boolean value: "yes"',
    ],
    [
      'an unknown kind',
      { applicantKind: 'NEIGHBOUR' },
      'input.applicantKind',
      'Value "NEIGHBOUR" does not exist in "ApplicantKind" enum.',
    ],
    [
      'a missing name',
      { name: undefined },
      'input',
      'Field "name" of required type "String!" was not provided.',
    ],
    [
      'a null for a name',
      { name: null },
      'input.name',
      'Expected non-nullable type "String!" not to be null.',
    ],
    [
      'an unknown field',
      { status: 'DECIDED' },
      'input',
      'Field "status" is not defined by type "ApplyForReviewInput".',
    ],
    [
      'a partnership of its own choice',
      { tenantId: 'x' },
      'input',
      'Field "tenantId" is not defined by type "ApplyForReviewInput".',
    ],
  ])(
    'with %s is refused as bad input that names the variable and the place',
    async (_, overrides, place, message) => {
      const before = await countRows(app);
      const answer = await send(app, application(overrides));
      expect(answer.status).toBe(400);
      expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      expect(answer.errors?.[0]?.message).toContain('Variable "$input" got invalid value');
      if (place !== 'input') expect(answer.errors?.[0]?.message).toContain(`at "${place}"`);
      expect(answer.errors?.[0]?.message).toContain(message);
      expect(await countRows(app)).toEqual(before);
    },
  );

  it('with very many wrong places is answered with a few of them', async () => {
    const incidents = Array.from({ length: 50 }, () => night({ occurredOn: 'never' }));
    const answer = await send(app, application({ incidents }));
    expect(answer.errors?.length).toBeLessThanOrEqual(6);
  });
});

describe('a good application', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const writings = [
    'Zoë Ångström-Ó Briain',
    '張偉 さくら 김민준',
    'فاطمة بنت أحمد',
    'שָׁלוֹם',
    '👩🏽‍🚒 and 🇬🇧',
    'e\u0301 and \u00e9 stay apart',
    'مرحبا \u200f(Vera)\u200e',
    '<script>alert(1)</script> & "quotes" \\ {{7*7}} ${7*7}',
    "Robert'); drop table cases;--",
    'two\nlines\tand a tab',
  ];

  it.each(writings)('keeps %j as it was written', async (text) => {
    const given = application({
      name: text,
      incidents: [night({ place: text, description: text })],
      dissatisfaction: text,
    });
    const { reference } = await apply(app, given);
    const { data } = await app.ask(
      'leicester',
      `query ($reference: String) { case(reference: $reference) {
         dissatisfaction people { name } incidents { place description } } }`,
      { as: 'priya.coordinator', variables: { reference } },
    );
    expect(data).toEqual({
      case: {
        dissatisfaction: text,
        people: [{ name: text }],
        incidents: [{ place: text, description: text }],
      },
    });
  });

  it('may be as long as the limits say, counted in characters and not in bytes', async () => {
    const given = application({
      name: '🙂'.repeat(200),
      incidents: Array.from({ length: 2 }, () =>
        night({ place: 'ß'.repeat(500), description: 'd'.repeat(4_000) }),
      ),
    });
    expect((await apply(app, given)).__typename).toBe('ApplicationReceived');
  });

  it('may be made today of today, with nulls where nothing is to be said', async () => {
    const given = application({
      contact: { email: null, phone: '+44 (0)116 496 0000', address: null },
      relationship: null,
      district: null,
      dissatisfaction: null,
      incidents: [
        night({
          occurredOn: '2026-03-02',
          complaints: [complaint({ madeOn: '2026-03-02', reference: null })],
        }),
      ],
    });
    expect((await apply(app, given)).__typename).toBe('ApplicationReceived');
  });

  it('may be made for several victims where the policy allows it', async () => {
    const told = [complaint({ agency: 'north-yorkshire-council' })];
    const given = application({
      ...thirdParty,
      victims: [victim(), victim({ name: 'Una Example' })],
      incidents: [night({ complaints: told })],
    });
    expect((await apply(app, given, 'north-yorkshire')).__typename).toBe('ApplicationReceived');
  });
});
