import { join } from 'node:path';
import { testsOf } from '#domain/policy/check-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { mergedYaml } from '#tenancy/merged-yaml.js';
import { POLICY, WrittenFolders } from './written-folders.js';

let folders: WrittenFolders;

beforeEach(() => {
  folders = new WrittenFolders();
  folders.write('bases/county/policy.yaml', POLICY);
});

afterEach(() => {
  folders.remove();
});

/** The policy of a folder that says this and stands on the county's base. */
function policyOf(text: string): PolicyVersion {
  folders.write('here/policy.yaml', `base: county\n${text}`);
  const [first] = folders.read().policyVersions;
  if (!first) throw new Error('expected a version');
  return first.policy;
}

const idsOf = (policy: PolicyVersion) => testsOf(policy.threshold).map(({ criterion }) => criterion.id);

const countOf = (policy: PolicyVersion, id: string) =>
  testsOf(policy.threshold).find(({ criterion }) => criterion.id === id)?.criterion;

describe('a policy that stands on a base', () => {
  it('is the base where it says nothing else', () => {
    const policy = policyOf('');
    expect(idsOf(policy)).toEqual(['threshold', 'route', 'three-incidents', 'five-people', 'dissatisfied']);
    expect(policy).not.toHaveProperty('base');
  });

  it('has a digest that changes with the base', () => {
    policyOf('');
    const before = folders.read().policyVersions[0]?.digest;
    folders.write('bases/county/policy.yaml', POLICY.replace('atLeast: 3', 'atLeast: 2'));
    expect(folders.read().policyVersions[0]?.digest).not.toBe(before);
  });

  it.each<[string, string, (policy: PolicyVersion) => unknown, unknown]>([
    ['replaces a single value', 'source: another page', ({ source }) => source, 'another page'],
    ['takes a key away by leaving it empty', 'source:', (policy) => 'source' in policy, false],
    [
      'changes a member of a list by its id, and keeps its place and the rest of it',
      'timescales:\n  - { id: acknowledgement, words: Soon }',
      ({ timescales }) => timescales.map(({ id, words, within }) => [id, words, within]),
      [
        ['acknowledgement', 'Soon', { workingDays: 3 }],
        ['decision', 'We decide', { days: 10 }],
      ],
    ],
    [
      'replaces a length as a whole, whatever its unit was',
      'timescales:\n  - { id: acknowledgement, within: { days: 5 } }',
      ({ timescales }) => timescales[0]?.within,
      { days: 5 },
    ],
    [
      'adds a new member at the end',
      'declineGrounds:\n  - { id: vexatious, words: It is vexatious }',
      ({ declineGrounds }) => declineGrounds.map(({ id }) => id),
      ['malicious', 'vexatious'],
    ],
    [
      'drops a member with remove',
      'timescales:\n  - { id: decision, remove: true }',
      ({ timescales }) => timescales.map(({ id }) => id),
      ['acknowledgement'],
    ],
    [
      'changes a criterion wherever its id stands in the tree',
      'threshold: { criteria: [{ id: three-incidents, atLeast: 2 }] }',
      (policy) => [countOf(policy, 'three-incidents'), idsOf(policy).length],
      [expect.objectContaining({ atLeast: 2, unit: 'incidents', words: 'Three incidents' }), 5],
    ],
    [
      'changes such a criterion named directly under threshold',
      'threshold: { id: five-people, atLeast: 4 }',
      (policy) => [countOf(policy, 'five-people'), idsOf(policy).length],
      [expect.objectContaining({ atLeast: 4, unit: 'people' }), 5],
    ],
    [
      'drops a criterion deep in the tree',
      'threshold: { criteria: [{ id: five-people, remove: true }] }',
      idsOf,
      ['threshold', 'route', 'three-incidents', 'dissatisfied'],
    ],
    [
      'adds a criterion where it is written',
      'threshold: { criteria: [{ test: condition, id: persists, words: It goes on, condition: problem_persists }] }',
      idsOf,
      ['threshold', 'route', 'three-incidents', 'five-people', 'dissatisfied', 'persists'],
    ],
    [
      'replaces a criterion by one of another test as a whole',
      'threshold: { criteria: [{ test: judgement, id: dissatisfied, words: x, question: "Is it so?", judgedBy: panel }] }',
      (policy) => countOf(policy, 'dissatisfied'),
      { test: 'judgement', id: 'dissatisfied', words: 'x', question: 'Is it so?', judgedBy: 'panel' },
    ],
    [
      'replaces the whole threshold by one of another test',
      'threshold: { test: condition, id: three-incidents, words: x, condition: problem_persists }',
      idsOf,
      ['three-incidents'],
    ],
    [
      'replaces a list without ids',
      'applicants: { who: [victim] }',
      ({ applicants }) => [applicants.who, applicants.words],
      [['victim'], 'Anybody'],
    ],
  ])('%s', (_what, text, seen, expected) => {
    expect(seen(policyOf(text))).toEqual(expected);
  });
});

describe('a base', () => {
  it('does not hand down from when it is in force', () => {
    folders.write('bases/county/policy.yaml', `inForceFrom: 2020-01-01\n${POLICY}`);
    expect(policyOf('').inForceFrom).toBeUndefined();
  });

  it('of a dated version is the last that begins on or before the day', () => {
    const dated = (day: string) => `inForceFrom: ${day}\n${POLICY.replace('a page', day)}`;
    folders.write('bases/county/policy-2026-01-01.yaml', dated('2026-01-01'));
    folders.write('bases/county/policy-2027-01-01.yaml', dated('2027-01-01'));
    folders.write('here/policy.yaml', 'base: county\n');
    folders.write('here/policy-2026-06-01.yaml', 'base: county\ninForceFrom: 2026-06-01\n');
    folders.write('here/policy-2027-01-01.yaml', 'base: county\ninForceFrom: 2027-01-01\n');
    expect(folders.read().policyVersions.map(({ policy }) => policy.source)).toEqual([
      'a page',
      '2026-01-01',
      '2027-01-01',
    ]);
  });

  it('may stand on another, up to three', () => {
    folders.write('bases/district/policy.yaml', 'base: county\nsource: district');
    folders.write('bases/town/policy.yaml', 'base: district\napplicants: { words: Town }');
    folders.write('here/policy.yaml', 'base: town\natRiskDays: 3');
    const policy = folders.read().policyVersions[0]?.policy;
    expect([policy?.source, policy?.applicants.words, policy?.atRiskDays]).toEqual(['district', 'Town', 3]);
  });

  it('is refused when it is a fourth, at the line that names it', () => {
    folders.write('bases/a/policy.yaml', 'base: b');
    folders.write('bases/b/policy.yaml', 'base: c');
    folders.write('bases/c/policy.yaml', '\nbase: county');
    folders.write('here/policy.yaml', 'base: a');
    expect(folders.problems()).toEqual([
      'bases/c/policy.yaml:2: base: expected at most 3 bases, one below the other, got county',
    ]);
  });

  it('is refused when it comes back to itself', () => {
    folders.write('bases/a/policy.yaml', 'base: b');
    folders.write('bases/b/policy.yaml', 'base: a');
    folders.write('here/policy.yaml', 'base: a');
    expect(folders.problems()).toEqual([
      'bases/b/policy.yaml:1: base: expected bases that do not stand on one another (a, b), got a',
    ]);
  });

  it.each(['../../etc', 'nowhere', '[county]'])('named %s is refused at its line', (name) => {
    folders.write('here/policy.yaml', `source: x\nbase: ${name}`);
    expect(folders.problems()[0]).toMatch(/^here\/policy\.yaml:2: base: expected /);
  });

  it('is looked for in the folder itself too', () => {
    folders.write('here/bases/own/policy.yaml', POLICY);
    folders.write('here/policy.yaml', 'base: own');
    expect(folders.problems()).toEqual([]);
  });

  it('holds what is wrong in it: the problem names its file and line', () => {
    folders.write('bases/county/policy.yaml', POLICY.replace('actor: coordinator\n', 'actor: mayor\n'));
    folders.write('here/policy.yaml', 'base: county\ntimescales:\n  - { id: decision, actor: king }');
    const problems = folders.problems().map((each) => each.replace(/, got/, ', got').split(': expected')[0]);
    expect(problems).toEqual([
      'bases/county/policy.yaml:20: timescales[0].actor',
      'here/policy.yaml:3: timescales[1].actor',
    ]);
  });

  it('from which nothing can be removed that it has not', () => {
    folders.write('here/policy.yaml', 'base: county\ndeclineGrounds:\n  - { id: rude, remove: true }');
    expect(folders.problems()).toEqual([
      'here/policy.yaml:3: declineGrounds[0].remove: expected one that the base has (malicious), got rude',
    ]);
  });

  it('may be of the partnership too, agencies merged by their slug', () => {
    folders.write(
      'bases/county/partnership.yaml',
      `name: County
referencePrefix: CTY
area: { name: County, districts: [{ name: North }] }
agencies:
  - { slug: police, name: County Police, kind: police }
  - { slug: council, name: County Council, kind: council }
words: { publicTerm: case review, explanation: You can ask }
`,
    );
    folders.write('here/policy.yaml', 'base: county');
    folders.write(
      'here/partnership.yaml',
      'base: county\nname: North\nagencies:\n  - { slug: council, name: North Council }\n  - { slug: home, name: Home, kind: housing_provider }',
    );
    const { partnership } = folders.read();
    expect([partnership?.name, partnership?.referencePrefix]).toEqual(['North', 'CTY']);
    expect(partnership?.agencies.map(({ name, kind }) => [name, kind])).toEqual([
      ['County Police', 'police'],
      ['North Council', 'council'],
      ['Home', 'housing_provider'],
    ]);
  });
});

describe('the merged file as YAML', () => {
  it('says of what stands elsewhere in which file and line', () => {
    folders.write(
      'here/policy.yaml',
      'base: county\nsource: here\ntimescales:\n  - { id: decision, words: Later }',
    );
    const text = mergedYaml(join(folders.path, 'here'), 'policy.yaml');
    expect(text.split('\n').slice(0, 3)).toEqual([
      'source: here',
      '# bases/county/policy.yaml:2',
      'threshold:',
    ]);
    // The list is the district's own, its first member the county's, and of the second only the words are its own.
    expect(text).toContain('timescales:\n  # bases/county/policy.yaml:15\n  - id: acknowledgement');
    expect(text).toContain('words: Later');
    folders.write('here/policy.yaml', text);
    expect(folders.problems()).toEqual([]);
  });
});
