import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, digestOf } from '#tenancy/canonical-json.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { TenantFileError } from '#tenancy/tenant-file-error.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenants-'));
  cpSync('tenants', folder, { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Replaces the first occurrence, and gives the line (from 1) on which it stood. */
function change(file: string, from: string, to: string): number {
  const text = readFileSync(join(folder, file), 'utf8');
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`expected ${from} in ${file}`);
  writeFileSync(
    join(folder, file),
    text.replace(from, () => to),
  );
  return text.slice(0, at).split('\n').length;
}

/** The problems, with the folder's own name left out. */
function problems(): string[] {
  try {
    readTenants(folder);
  } catch (error) {
    if (error instanceof TenantFileError) return error.message.replaceAll(`${folder}/`, '').split('\n');
    throw error;
  }
  return [];
}

describe('a bad tenant file', () => {
  it.each<[string, string, string, string, string]>([
    [
      'an unknown key',
      'leicester/partnership.yaml',
      'referencePrefix:',
      'motto: x\nreferencePrefix:',
      'motto: expected no such key, got motto',
    ],
    [
      'a wrong kind',
      'leicester/partnership.yaml',
      'kind: council',
      'kind: parish',
      'agencies[1].kind: expected police or council or housing_provider or health or policing_body or other, got "parish"',
    ],
    [
      'a small prefix',
      'leicester/partnership.yaml',
      'referencePrefix: LEI',
      'referencePrefix: lei',
      'referencePrefix: expected two to four capital letters, got "lei"',
    ],
    [
      'an organisation that is not there',
      'leicester/partnership.yaml',
      'organisation: sanctuary-housing',
      'organisation: nobody',
      'agencies[2].organisation: expected an organisation (leicestershire-police or north-yorkshire-police or sanctuary-housing), got nobody',
    ],
    [
      'a repeated agency',
      'leicester/partnership.yaml',
      'slug: pa-housing',
      'slug: leicester-city-council',
      'agencies[3].slug: expected each only once, got leicester-city-council a second time',
    ],
    [
      'a repeated organisation',
      'organisations.yaml',
      '  - slug: north-yorkshire-police',
      '  - { slug: leicestershire-police, name: Again, kind: police }\n  - slug: north-yorkshire-police',
      'organisations[1].slug: expected each only once, got leicestershire-police a second time',
    ],
    [
      'a district that is not of the area',
      'north-yorkshire/partnership.yaml',
      'districts: [Selby]',
      'districts: [York]',
      'areaTeams[2].districts[0]: expected a district of the area (North Yorkshire, Craven, Hambleton, Harrogate, Richmondshire, Ryedale, Scarborough, Selby), got York',
    ],
    [
      'a prefix of another partnership',
      'north-yorkshire/partnership.yaml',
      'referencePrefix: NYK',
      'referencePrefix: LEI',
      'referencePrefix: expected a prefix of its own, got LEI, which leicester/partnership.yaml has',
    ],
    [
      'a number in words',
      'north-yorkshire/policy.yaml',
      'atLeast: 3',
      'atLeast: three',
      'threshold.atLeast: expected a whole number, such as atLeast: 3, got "three"',
    ],
    [
      'words with a comma and without quotes',
      'leicester/policy.yaml',
      'words: The application is malicious',
      'words: It is malicious, or rude',
      'declineGrounds[2].or rude: expected words that hold a comma to stand in quotes, and several values in [ ], got what follows a comma as a key: or rude',
    ],
    [
      'a misspelt unit',
      'leicester/policy.yaml',
      'within: { days: 14 }',
      'within: { day: 14 }',
      'timescales[1].within: expected exactly one of { workingDays: n }, { days: n }, { weeks: n }, { months: n }, { hours: n }, n a whole number from 1, or { meeting: id }, got {"day":14}',
    ],
    [
      'an appeal to nobody',
      'north-yorkshire/policy.yaml',
      'to: north-yorkshire-policing-body',
      'to: ombudsman',
      'appeals[0].to: expected an agency of the partnership (north-yorkshire-police, north-yorkshire-council, sanctuary-housing, broadacres, beyond-housing, humber-and-north-yorkshire-integrated-care-board, north-yorkshire-policing-body), got ombudsman',
    ],
    [
      'a peer that is no partnership',
      'north-yorkshire/policy.yaml',
      'to: north-yorkshire-policing-body',
      'peer: atlantis',
      'appeals[0].peer: expected a partnership (leicester, north-yorkshire), got atlantis',
    ],
    [
      'a holiday outside the range',
      'bank-holidays/england-and-wales.yaml',
      '2028-12-26:',
      '2029-12-26:',
      'dates.2029-12-26: expected a day from 2015-01-01 through 2028-12-31, got 2029-12-26',
    ],
    [
      'a day that is none',
      'bank-holidays/england-and-wales.yaml',
      '2028-12-26:',
      '2028-12-32:',
      'dates.2028-12-32: expected a valid key (expected a day such as 2026-12-25), got "Boxing Day"',
    ],
  ])(
    'with %s is refused, naming file, line, path and what was expected',
    (_what, file, from, to, message) => {
      const line = change(file, from, to);
      expect(problems()).toEqual([`${file}:${String(line)}: ${message}`]);
    },
  );

  it('with something missing is placed where it should stand', () => {
    const line = change('leicester/partnership.yaml', '  publicTerm: community trigger\n', '');
    // The mapping of words, whose key stands on the line before.
    expect(problems()).toEqual([
      `leicester/partnership.yaml:${String(line - 1)}: words.publicTerm: expected text, such as publicTerm: some words, got nothing`,
    ]);
  });

  it('that is no YAML is refused at its line', () => {
    const line = change('leicester/policy.yaml', 'declineGrounds:', 'colours: [\ndeclineGrounds:');
    const [first = ''] = problems();
    expect(first).toMatch(/^leicester\/policy\.yaml:\d+: \(document\): expected a ] that closes /);
    expect(Number(first.split(':')[1])).toBeGreaterThanOrEqual(line);
  });

  it('does not hide the other problems', () => {
    change('leicester/partnership.yaml', 'referencePrefix: LEI', 'referencePrefix: L1');
    change('leicester/policy.yaml', 'actor: partnership', 'actor: mayor');
    change('north-yorkshire/policy.yaml', 'needs: recorded_report', 'needs: luck');
    expect(problems().map((each) => each.split(':')[0])).toEqual([
      'leicester/partnership.yaml',
      'leicester/policy.yaml',
      'north-yorkshire/policy.yaml',
    ]);
  });

  it('that is absent, or is none of those known, is named', () => {
    renameSync(join(folder, 'leicester/policy.yaml'), join(folder, 'leicester/polices.yaml'));
    expect(problems()).toEqual([
      'leicester/policy.yaml:1: (document): expected a readable file, got none',
      'leicester/polices.yaml:1: (document): expected partnership.yaml, policy.yaml, policy-YYYY-MM-DD.yaml or cases.yaml, got polices.yaml',
    ]);
  });

  it('in a folder whose name belongs to the server is refused', () => {
    renameSync(join(folder, 'leicester'), join(folder, 'health'));
    expect(problems()[0]).toContain('expected a folder named by a slug that is not one of');
  });
});

describe('an issuer', () => {
  const identity = (issuer: string, agency = 'leicester-city-council') =>
    `identity:\n  issuers:\n    - issuer: ${issuer}\n      audience: concord\n      agencies: [${agency}]\nreferencePrefix:`;

  it('is read with the agencies it speaks for', () => {
    change('leicester/partnership.yaml', 'referencePrefix:', identity('https://login.leicester.gov.uk/oidc'));
    expect(readTenants(folder).tenants[0]?.identity?.issuers).toEqual([
      {
        issuer: 'https://login.leicester.gov.uk/oidc',
        audience: 'concord',
        agencies: ['leicester-city-council'],
      },
    ]);
  });

  const client = (lines: string) =>
    `identity:\n  issuers:\n    - issuer: https://login.leicester.gov.uk/oidc\n      audience: concord\n      client:\n${lines}\nreferencePrefix:`;

  it('is read with the client by which browsers sign in', () => {
    const lines =
      '        id: concord\n        secretFile: leicester.txt\n        scope: openid api://concord/access';
    change('leicester/partnership.yaml', 'referencePrefix:', client(lines));
    expect(readTenants(folder).tenants[0]?.identity?.issuers[0]?.client).toEqual({
      id: 'concord',
      secretFile: 'leicester.txt',
      scope: 'openid api://concord/access',
    });
  });

  it.each([
    ['secretFile: ../secret-key', 'client.secretFile: expected the name of a file, without folders'],
    ['secretFile: /etc/passwd', 'client.secretFile: expected the name of a file, without folders'],
    ['secretFile: .hidden', 'client.secretFile: expected the name of a file, without folders'],
    ['scope: offline_access', 'client.scope: expected scopes that begin with openid, with spaces between'],
  ])('whose client says %s is refused', (line, expected) => {
    change('leicester/partnership.yaml', 'referencePrefix:', client(`        id: concord\n        ${line}`));
    expect(problems().join('\n')).toContain(expected);
  });

  it.each([
    'http://login.leicester.gov.uk',
    'https://localhost/oidc',
    'https://10.0.0.1/',
    'https://[::1]/',
    'https://idp.local/',
    'idp',
  ])('at %s is refused: issuers are public and https', (address) => {
    change('leicester/partnership.yaml', 'referencePrefix:', identity(`'${address}'`));
    expect(problems()[0]).toContain('identity.issuers[0].issuer: expected a public https address');
  });

  it('cannot speak for an agency of somebody else', () => {
    change('leicester/partnership.yaml', 'referencePrefix:', identity('https://login.gov.uk', 'broadacres'));
    expect(problems()[0]).toContain('identity.issuers[0].agencies[0]: expected an agency of the partnership');
  });
});

describe('a later version of a policy', () => {
  const addVersion = (name: string, inForceFrom: string) => {
    const text = readFileSync(join(folder, 'leicester/policy.yaml'), 'utf8');
    writeFileSync(join(folder, 'leicester', name), `${inForceFrom}\n${text}`);
  };

  it('follows the first, with a digest of its own', () => {
    addVersion('policy-2027-04-01.yaml', 'inForceFrom: 2027-04-01');
    const versions = readTenants(folder).tenants[0]?.policyVersions ?? [];
    expect(versions.map((each) => [each.file, each.policy.inForceFrom])).toEqual([
      ['policy.yaml', undefined],
      ['policy-2027-04-01.yaml', '2027-04-01'],
    ]);
    expect(versions[0]?.digest).not.toBe(versions[1]?.digest);
  });

  it('must say the day in its name', () => {
    addVersion('policy-2027-04-01.yaml', 'inForceFrom: 2027-04-02');
    expect(problems()).toEqual([
      "leicester/policy-2027-04-01.yaml:1: inForceFrom: expected 2027-04-01, the day in the file's name, got 2027-04-02",
    ]);
  });

  it('must begin after the one before it', () => {
    const line = change('leicester/policy.yaml', 'source:', 'inForceFrom: 2028-01-01\nsource:');
    expect(line).toBeGreaterThan(0);
    writeFileSync(
      join(folder, 'leicester/policy-2027-04-01.yaml'),
      readFileSync(join(folder, 'leicester/policy.yaml'), 'utf8').replace('2028-01-01', '2027-04-01'),
    );
    expect(problems()[0]).toContain('inForceFrom: expected a day after 2028-01-01, got 2027-04-01');
  });
});

describe('a digest', () => {
  it('does not depend on the order of keys, and does on the order of lists', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[1,{"c":2,"d":1}]}');
    expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }));
    expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
  });
});
