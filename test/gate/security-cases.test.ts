import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '#main/prepare.js';
import { listProblems, testsUnder, type Tree } from './security-cases.js';

const numbered = (letter: string, last: number) =>
  Array.from({ length: last }, (_, index) => `${letter}${String(index + 1)}`);

/** Attacks and faults that this service is to stand: database, cross-tenant, GraphQL, WebSocket, imports, letters, browsers' sessions. */
const cases = [
  ...numbered('F', 24),
  ...numbered('X', 15),
  ...numbered('G', 20),
  ...numbered('W', 17),
  ...numbered('I', 15),
  ...numbered('S', 14),
];

const file = 'test/attacks/one.test.ts';
const tree: Tree = {
  files: [file, 'test/attacks/data.ts', 'test/attacks/unused.ts'],
  read: (name) =>
    name === file
      ? `import { data } from './data.js'; it('refuses', () => {}); it('it\\'s told', f);`
      : `{ name: 'deep' }`,
};
const table = (...rows: string[]) => rows.join('\n');

describe('docs/security/cases.md', () => {
  it('maps every case to a test that there is, or to a part that is to come', () => {
    const document = readFileSync(join(projectFolder, 'docs/security/cases.md'), 'utf8');
    expect(listProblems(document, cases, testsUnder(projectFolder))).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['nothing in a table that is right', `| G1 | 400 | \`${file}\` | \`refuses\` |`, []],
    ['nothing in a name with an apostrophe', `| G1 | 400 | \`${file}\` | \`it's told\` |`, []],
    [
      'nothing in a name of the data that a test imports',
      '| G1 | 400 | `test/attacks/data.ts` | `deep` |',
      [],
    ],
    ['a case without a row', '', ['G1 has neither a test nor a part that is to come']],
    [
      'a suite that there is not',
      '| G1 | 400 | `test/attacks/two.test.ts` | `refuses` |',
      ['G1: there is no test/attacks/two.test.ts'],
    ],
    [
      'a name that the suite does not have',
      `| G1 | 400 | \`${file}\` | \`refuse\` |`,
      [`G1: ${file} has no "refuse"`],
    ],
    [
      'data that no test imports',
      '| G1 | 400 | `test/attacks/unused.ts` | `deep` |',
      ['G1: no test runs test/attacks/unused.ts'],
    ],
    ['a row without a name', `| G1 | 400 | \`${file}\` | |`, ['G1 has a row that is not filled in']],
    [
      'a case that is none',
      table(`| G1 | 400 | \`${file}\` | \`refuses\` |`, `| G9 | 400 | \`${file}\` | \`refuses\` |`),
      ['G9 is no case'],
    ],
    [
      'a case that is both tested and to come',
      table(`| G1 | 400 | \`${file}\` | \`refuses\` |`, '## Not built yet', '| G1 | 400 | Letters |'),
      ['G1 has a test and is said to be not built'],
    ],
    ['a part without a name', table('## Not built yet', '| G1 | 400 | |'), ['G1 names no part']],
  ])('would be told of %s', (_what, document, problems) => {
    expect(listProblems(document, ['G1'], tree)).toEqual(problems);
  });
});
