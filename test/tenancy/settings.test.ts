import { POLICY, WrittenFolders } from './written-folders.js';

const PARTNERSHIP = `name: Here
referencePrefix: HER
area: { name: Here, districts: [{ name: North }] }
agencies:
  - { slug: police, name: Police, kind: police }
  - { slug: council, name: Council, kind: council }
words: { publicTerm: case review, explanation: You can ask }
`;

let folders: WrittenFolders;

beforeEach(() => {
  folders = new WrittenFolders();
  folders.write('here/policy.yaml', POLICY);
});

afterEach(() => {
  folders.remove();
});

/** Line on which what is added begins. */
const ADDED = PARTNERSHIP.split('\n').length;

function problemsWith(added: string): string[] {
  folders.write('here/partnership.yaml', `${PARTNERSHIP}${added}`);
  return folders.problems().map((each) => each.replace('here/partnership.yaml:', ''));
}

describe('what a partnership says of itself', () => {
  it('is read: nation, contact, ways to apply, letters, retention and the rest', () => {
    folders.write(
      'here/partnership.yaml',
      `${PARTNERSHIP}nation: wales
languages: [cy, en, pl]
leadAgency: council
contact: { role: Review lead, email: lead@example.org, phone: "0116 222 2222", hours: Monday to Friday }
waysToApply:
  - { way: online, words: On our page, url: https://example.org/apply }
  - { way: through_police, words: Ask an officer, welsh: Gofynnwch i swyddog }
ombudsmen:
  - { id: other, name: Another Ombudsman, kinds: [police] }
letters:
  - id: received
    sentAt: acknowledged
    subject: "Your application {{reference}}"
    text: "Dear {{applicant_name}}, we have it since {{ application_received_on }}."
    welsh: { subject: "{{reference}}", text: "{{applicant_name}}" }
retention:
  - { records: case, keepFor: { months: 72 } }
privacyNotice: { url: https://example.org/privacy }
rightsRequests: { email: data@example.org }
dataComplaints: { address: Town Hall }
protectiveMarking: OFFICIAL-SENSITIVE
areaTeams:
  - { slug: north, name: North team, postcodes: [YO8, YO8 4], queue: north-inbox, contact: { phone: "101" } }
`,
    );
    expect(folders.problems()).toEqual([]);
    const { partnership } = folders.read();
    expect(partnership).toMatchObject({
      nation: 'wales',
      leadAgency: 'council',
      contact: { role: 'Review lead', hours: 'Monday to Friday' },
      retention: [{ records: 'case', keepFor: { months: 72 } }],
      areaTeams: [{ districts: [], postcodes: ['YO8', 'YO8 4'], queue: 'north-inbox' }],
    });
    expect(partnership?.letters?.[0]?.sentAt).toBe('acknowledged');
  });

  it.each<[string, string, string]>([
    ['a nation without the Act', 'nation: scotland', 'nation: expected england or wales, got "scotland"'],
    [
      'a contact that reaches nobody',
      'contact: { role: Lead }',
      'contact: expected at least one of email, phone, address and url, got {"role":"Lead"}',
    ],
    [
      'a telephone number that is a number',
      'contact: { phone: 1162222222 }',
      "contact.phone: expected text, here in quotes, such as phone: '1162222222', got 1162222222",
    ],
    [
      'a page without https',
      'privacyNotice: { url: http://example.org }',
      'privacyNotice.url: expected an address that begins with https://, without a user name in it, got "http://example.org"',
    ],
    [
      'a notice that says nothing',
      'privacyNotice: { welsh: Hysbysiad }',
      'privacyNotice: expected words or url, got {"welsh":"Hysbysiad"}',
    ],
    [
      'an unknown way',
      'waysToApply: [{ way: fax, words: Fax us }]',
      'waysToApply[0].way: expected online or email or phone or letter or in_person or through_police or through_third_party, got "fax"',
    ],
    [
      'a way twice',
      'waysToApply: [{ way: phone, words: a }, { way: phone, words: b }]',
      'waysToApply[1].way: expected each only once, got phone a second time',
    ],
    [
      'a lead that takes no part',
      'leadAgency: fire',
      'leadAgency: expected an agency of the partnership (police, council), got fire',
    ],
    [
      'a language by its name',
      'languages: [Welsh]',
      'languages[0]: expected the code of a language such as en, cy or pl, got "Welsh"',
    ],
    [
      'a time of keeping in words',
      'retention: [{ records: case, keepFor: six years }]',
      'retention[0].keepFor: expected exactly one of { days: n }, { weeks: n }, { months: n }, n a whole number from 1, got "six years"',
    ],
    [
      'an area team for nothing',
      'areaTeams: [{ slug: a, name: A }]',
      'areaTeams[0].districts: expected at least one district, or postcodes, got nothing',
    ],
    [
      'a whole postcode',
      'areaTeams: [{ slug: a, name: A, postcodes: [YO8 4AB] }]',
      'areaTeams[0].postcodes[0]: expected a postcode district or sector such as YO8 or "YO8 4", got "YO8 4AB"',
    ],
    [
      'a role that there is not',
      'words: { publicTerm: a, explanation: b, roles: { king: { words: K } } }',
      '',
    ],
  ])('with %s is refused, naming file, line and key', (_what, added, expected) => {
    const [first = ''] = problemsWith(`${added}\n`);
    expect(first).toContain(
      expected === ''
        ? 'expected each key once in its part, got words a second time'
        : `${String(ADDED)}: ${expected}`,
    );
  });

  it.each([
    ['an unknown placeholder', 'Dear {{victim}}', 'got {{victim}}'],
    ['braces that do not close', 'Dear {{reference', 'got {{'],
    ['braces that were not opened', 'Dear reference}}', 'got }}'],
  ])('with a letter of %s is refused, and the placeholders there are are named', (_what, text, got) => {
    const letter = `letters:\n  - { id: a, sentAt: acknowledged, subject: Hello, text: "${text}" }\n`;
    const [first = ''] = problemsWith(letter);
    expect(first).toContain(
      `${String(ADDED + 1)}: letters[0].text: expected no placeholder but {{applicant_name}}, `,
    );
    expect(first.endsWith(got)).toBe(true);
  });
});

describe('one folder by itself', () => {
  it('needs no partnership.yaml, no organisations and no bank holidays', () => {
    const { slug, partnership, policyVersions, holidays } = folders.read();
    expect([slug, partnership, policyVersions.length, holidays]).toEqual(['here', undefined, 1, undefined]);
  });

  it('takes bank holidays from beside it', () => {
    folders.write(
      'bank-holidays/england-and-wales.yaml',
      'division: england-and-wales\nsource: x\ncheckedOn: 2026-01-01\nfrom: 2026-01-01\nthrough: 2026-12-31\ndates: { 2026-12-25: Christmas }',
    );
    expect([...(folders.read().holidays?.dates.keys() ?? [])]).toEqual(['2026-12-25']);
  });

  it('takes an organisation that nobody lists here on trust', () => {
    expect(problemsWith('')).toEqual([]);
    folders.write(
      'here/partnership.yaml',
      PARTNERSHIP.replace('kind: police', 'kind: police, organisation: elsewhere'),
    );
    expect(folders.problems()).toEqual([]);
  });

  it('that is not there, or is a file, is named', () => {
    expect(folders.problems('nowhere')).toEqual([
      'nowhere:1: (document): expected the folder of a partnership, got nothing',
    ]);
    expect(folders.problems('here/policy.yaml')).toHaveLength(1);
  });

  it('may repeat itself by aliases, though not without end', () => {
    const aliases = (count: number) =>
      `papers: &p the minutes\nothers: [${Array.from({ length: count }, () => '*p').join(', ')}]\n`;
    folders.write('here/policy.yaml', `${POLICY}${aliases(100)}`);
    expect(folders.problems().map((each) => each.split(': expected')[1])).toEqual([
      ' no such key, got papers',
      ' no such key, got others',
    ]);
    folders.write('here/policy.yaml', `${POLICY}${aliases(101)}`);
    expect(folders.problems()).toEqual([
      'here/policy.yaml:1: (document): expected at most 100 aliases, got more',
    ]);
  });

  it('may hold dated versions only', () => {
    folders.write('there/policy-2026-01-01.yaml', `inForceFrom: 2026-01-01\n${POLICY}`);
    folders.write('there/policy-2027-01-01.yaml', `inForceFrom: 2027-01-01\n${POLICY}`);
    expect(folders.read('there').policyVersions.map(({ file }) => file)).toEqual([
      'policy-2026-01-01.yaml',
      'policy-2027-01-01.yaml',
    ]);
  });
});

describe('versions of a policy', () => {
  const version = (from: string, through?: string) =>
    `source: x\ninForceFrom: ${from}\n${through === undefined ? '' : `inForceThrough: ${through}\n`}${POLICY.replace('source: a page\n', '')}`;

  beforeEach(() => {
    folders.write('dated/policy-2026-01-01.yaml', version('2026-01-01', '2026-06-30'));
  });

  it('meet where one begins the day after the other ends', () => {
    folders.write('dated/policy-2026-07-01.yaml', version('2026-07-01'));
    expect(folders.problems('dated')).toEqual([]);
  });

  it('with a day between them are refused', () => {
    folders.write('dated/policy-2026-07-02.yaml', version('2026-07-02'));
    expect(folders.problems('dated')).toEqual([
      'dated/policy-2026-07-02.yaml:2: inForceFrom: expected 2026-07-01, the day after the version before ends (no rules would be in force between), got 2026-07-02',
    ]);
  });

  it('of which two hold on one day are refused', () => {
    folders.write('dated/policy-2026-06-30.yaml', version('2026-06-30'));
    expect(folders.problems('dated')).toEqual([
      'dated/policy-2026-06-30.yaml:2: inForceFrom: expected 2026-07-01, the day after the version before ends (two versions would be in force at once), got 2026-06-30',
    ]);
  });

  it('that end before they begin are refused', () => {
    folders.write('dated/policy-2026-07-01.yaml', version('2026-07-01', '2026-06-30'));
    expect(folders.problems('dated')).toEqual([
      'dated/policy-2026-07-01.yaml:3: inForceThrough: expected a day from 2026-07-01, got 2026-06-30',
    ]);
  });
});
