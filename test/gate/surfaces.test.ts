import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scratchTree, type ScratchTree } from './scratch-tree.js';

/** A change of one file of the project. */
type Change = readonly [file: string, before: string, after: string];

/** What somebody might write. */
const changes: readonly Change[] = [
  [
    'schema/schema.graphql',
    '\ntype CaseConnection {',
    '\ntype Suspect {\n  name: String!\n}\n\ntype CaseConnection {',
  ],
  ['schema/schema.graphql', '\ntype CasePerson {', '\ntype CasePerson {\n  nationality: String\n'],
  ['schema/schema.graphql', '\ntype Judgement {', '\ntype Judgement {\n  whisper: String\n'],
  [
    'src/graphql/case/present-case.ts',
    'discloseIncident(view, viewer)',
    '{ incident: view, disclosure: [] as { field: string; state: string }[] }',
  ],
  [
    'src/graphql/report/present-report.ts',
    'const disclosed = discloseReport(view, opened);',
    'const disclosed = { shown: view, disclosure: [] as { field: string; state: string }[] };',
  ],
  ['schema/database.sql', 'alter table concord.decisions force row level security', '-- nothing'],
  [
    'src/main/commands/listed-commands.ts',
    "    words: 'reset',",
    "    words: 'report everybody',\n    summary: 'x',\n    load: async () => (await import('./reset-command.js')).resetCommand,\n  },\n  {\n    words: 'reset',",
  ],
];

describe('the gate of surfaces', () => {
  const run = (root: string) => {
    const ran = spawnSync(process.execPath, [resolve('test/gate/check-surfaces.js')], {
      cwd: root,
      encoding: 'utf8',
    });
    return {
      code: ran.status,
      says: ran.stderr
        .split('\n')
        .filter((line) => line !== '')
        .sort(),
    };
  };
  let tree: ScratchTree;
  beforeAll(() => {
    tree = scratchTree({});
    for (const folder of ['src', 'schema']) cpSync(folder, join(tree.root, folder), { recursive: true });
  });
  afterAll(() => {
    tree.remove();
  });

  it('finds nothing in the project as it is', () => {
    expect(run(tree.root)).toEqual({ code: 0, says: [] });
  }, 90_000);

  it('names a new type, field or command, rows without a wall, and each resolver that goes past its function', () => {
    for (const [file, before, after] of changes) {
      const text = readFileSync(join(tree.root, file), 'utf8');
      expect(text).toContain(before);
      writeFileSync(join(tree.root, file), text.replace(before, after));
    }
    const { code, says } = run(tree.root);
    expect(code).toBe(1);
    const starts = says.map((each) => each.replace(/(:| is new).*/, ''));
    expect(starts).toEqual([
      'ApplicationDecision rests on the rows of concord.decisions, which forces no row-level security.',
      'Case.incidents shows Incident and does not reach discloseIncident.',
      'Case.reports shows Report and does not reach discloseReport.',
      'CasePerson.nationality',
      'Judgement.whisper',
      'Mutation.recordReport shows Report and does not reach discloseReport.',
      'Query.reports shows Report and does not reach discloseReport.',
      'Suspect is no registered surface',
      'The command "report everybody" is no registered surface',
      'ThresholdDecision rests on the rows of concord.decisions, which forces no row-level security.',
    ]);
  }, 90_000);
});
