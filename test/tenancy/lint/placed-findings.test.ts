import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintTenant, placedFindings, type PlacedFinding } from '#tenancy/lint-tenant.js';
import { pathFromWords, pathInWords } from '#domain/policy/problems.js';
import { POLICY, WrittenFolders } from '../written-folders.js';

let folders: WrittenFolders;

beforeEach(() => {
  folders = new WrittenFolders();
});
afterEach(() => {
  folders.remove();
});

/** What lint finds, each with the text of the line at which it says it stands. */
function found(): { at: string; text: string; finding: PlacedFinding }[] {
  const { policyVersions, partnership, find } = folders.read();
  return placedFindings(lintTenant(policyVersions, partnership), find).map((finding) => {
    const text = readFileSync(finding.file, 'utf8').split('\n')[finding.line - 1] ?? '';
    return { at: `${finding.file.replace(`${folders.path}/`, '')}:${String(finding.line)}`, text, finding };
  });
}

const ofRule = (rule: string) => found().filter(({ finding }) => finding.rule === rule);

describe('a finding of lint', () => {
  it('names the line of the value that it is about', () => {
    folders.write('here/policy.yaml', POLICY.replace('thirdParties: true', 'thirdParties: false'));
    const [finding] = ofRule('no-third-parties');
    // The one but last line of the file.
    expect([finding?.at, finding?.finding.key]).toEqual(['here/policy.yaml:24', 'applicants.thirdParties']);
    expect(finding?.text).toContain('thirdParties: false');
  });

  it('names, for what is not said, the line of what it would stand in', () => {
    folders.write(
      'here/policy.yaml',
      `# a comment\n\n${POLICY}panel:\n  words: A panel\n  victim: invited\n`,
    );
    const at = (rule: string) => ofRule(rule).map((each) => [each.at, each.text]);
    expect(at('no-independent-chair')).toEqual([['here/policy.yaml:28', 'panel:']]);
    expect(at('no-appeal')).toEqual([['here/policy.yaml:27', 'appeals: []']]);
    // Of what is nowhere, the document itself: its first key.
    expect(at('no-figures')).toEqual([['here/policy.yaml:3', 'source: a page']]);
  });

  it('names the file and line of the base where the value comes from there', () => {
    folders.write('bases/county/policy.yaml', POLICY.replace('thirdParties: true', 'thirdParties: false'));
    folders.write('here/policy.yaml', 'base: county\nsource: our own page\n');
    expect(ofRule('no-third-parties').map(({ at }) => at)).toEqual(['bases/county/policy.yaml:24']);
    folders.write('here/policy.yaml', 'base: county\n\napplicants: { thirdParties: false }\n');
    expect(ofRule('no-third-parties').map(({ at }) => at)).toEqual(['here/policy.yaml:3']);
  });

  it('names the dated version that it is about, and the file of the partnership', () => {
    folders.write('here/policy.yaml', POLICY);
    const later = POLICY.replace('thirdParties: true', 'thirdParties: false');
    folders.write('here/policy-2027-01-01.yaml', `inForceFrom: 2027-01-01\n${later}`);
    folders.write(
      'here/partnership.yaml',
      `name: Here
referencePrefix: HER
area: { name: Here, districts: [{ name: Here }] }
words: { publicTerm: case review, explanation: You can ask }
agencies:
  - { slug: police, name: Police, kind: police }
  - { slug: council, name: Council, kind: council }
`,
    );
    expect(ofRule('no-third-parties').map(({ at }) => at)).toEqual(['here/policy-2027-01-01.yaml:25']);
    expect(ofRule('no-route-for-complaints').map(({ at, text }) => [at, text.includes('slug')])).toEqual([
      ['here/partnership.yaml:6', true],
      ['here/partnership.yaml:7', true],
    ]);
  });

  it.each(['leicester', 'north-yorkshire'])('stands in a line of the files of %s', (slug) => {
    for (const file of ['policy.yaml', 'partnership.yaml'])
      folders.write(`here/${file}`, readFileSync(join('tenants', slug, file), 'utf8'));
    expect(found().length).toBeGreaterThan(5);
    for (const { text, finding } of found()) {
      expect(text).not.toBe('');
      // A line that holds the last key that there is of the path, unless nothing of it is there.
      const keys = pathFromWords(finding.key).map(String);
      expect(
        finding.line === 1 || keys.some((key) => text.includes(key)) || /- |name|source/.test(text),
      ).toBe(true);
    }
  });
});

describe('what the parts of a policy say of one another and cannot be', () => {
  it('is placed at its line too, and in the base where it stands', () => {
    folders.write('bases/county/policy.yaml', POLICY);
    folders.write('here/policy.yaml', 'base: county\ntimescales:\n  - id: decision\n    appeal: nowhere\n');
    expect(folders.problems()).toEqual([
      'here/policy.yaml:4: timescales[1].appeal: expected an appeal (there is none), got nowhere',
    ]);
    folders.write('bases/county/policy.yaml', POLICY.replace('id: dissatisfied', 'id: three-incidents'));
    folders.write('here/policy.yaml', 'base: county\n');
    expect(folders.problems()).toEqual([
      'bases/county/policy.yaml:13: threshold.criteria[1].id: expected an id of its own, got three-incidents a second time',
    ]);
  });
});

describe('a path in words', () => {
  it.each([[[]], [['appeals']], [['threshold', 'criteria', 2, 'window', 'length']], [['a', 0, 1, 'b']]])(
    'leads back to the path %j',
    (path) => {
      expect(pathFromWords(pathInWords(path))).toEqual(path);
    },
  );
});
