import { scratchTree, type ScratchTree } from './scratch-tree.js';

interface LintedFile {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

type Offence = readonly [file: string, rule: string, code: string];

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);

const longFunction = (length: number, name: string): string =>
  `export function ${name}(): number {\n  let total = 0;\n${lines(length - 4, '  total += 1;')}  return total;\n}\n`;

const longTestGroup = `describe('a group', () => {\n${lines(50, `  it('holds', () => undefined);`)}});\n`;
const longTest = `it('goes on', () => {\n${lines(50, '  expect(1).toBe(1);')}});\n`;

const union = `type Kind = 'police' | 'council';\n`;

const offences: readonly Offence[] = [
  ['src/domain/uses-date.ts', 'no-restricted-globals', `export const usesDate = () => new Date();`],
  [
    'src/domain/uses-timer.ts',
    'no-restricted-globals',
    `export const usesTimer = () => setTimeout(String, 1);`,
  ],
  ['src/domain/uses-process.ts', 'no-restricted-globals', `export const usesProcess = () => process.pid;`],
  ['src/domain/uses-global.ts', 'no-restricted-globals', `export const usesGlobal = () => globalThis;`],
  ['src/domain/uses-console.ts', 'no-restricted-globals', `export const usesConsole = () => console;`],
  ['src/domain/uses-random.ts', 'no-restricted-properties', `export const usesRandom = () => Math.random();`],
  [
    'src/domain/uses-now.ts',
    'no-restricted-properties',
    `import { Temporal } from 'temporal-polyfill';\nexport const usesNow = () => Temporal.Now.instant();`,
  ],
  ['src/domain/is-async.ts', 'no-restricted-syntax', `export async function isAsync() { return 1; }`],
  [
    'src/domain/has-state.ts',
    'no-restricted-syntax',
    `let state = 0;\nexport const hasState = () => ++state;`,
  ],
  ['src/domain/lets-out.ts', 'no-restricted-syntax', `export let letsOut = 0;\nletsOut = 1;`],
  ['src/domain/has-memory.ts', 'no-restricted-syntax', `export const memory = new Map<string, number>();`],
  ['src/casework/uses-date.ts', 'no-restricted-globals', `export const usesDate = () => Date.now();`],
  [
    'src/casework/uses-now.ts',
    'no-restricted-properties',
    `import { Temporal } from 'temporal-polyfill';\nexport const usesNow = () => Temporal.Now.instant();`,
  ],
  [
    'src/jobs/reads-setting.ts',
    'no-restricted-properties',
    `export const readsSetting = () => process.env['PORT'];`,
  ],
  [
    'src/jobs/takes-setting.ts',
    'no-restricted-properties',
    `const { env } = process;\nexport const takesSetting = () => env;`,
  ],
  [
    'src/jobs/imports-setting.ts',
    'no-restricted-imports',
    `import { env } from 'node:process';\nexport const importsSetting = () => env;`,
  ],
  ['src/jobs/uses-pg.ts', 'no-restricted-imports', `import { Pool } from 'pg';\nexport const usesPg = Pool;`],
  [
    'src/graphql/uses-typeorm.ts',
    'no-restricted-imports',
    `import { DataSource } from 'typeorm';\nexport const usesTypeorm = DataSource;`,
  ],
  ['src/live/speaks.ts', 'no-console', `export const speaks = () => { console.log('here'); };`],
  ['src/platform/is-default.ts', 'no-restricted-syntax', `export default function isDefault() { return 1; }`],
  ['src/platform/as-default.ts', 'no-restricted-syntax', `const one = 1;\nexport { one as default };`],
  [
    'src/platform/asserts-twice.ts',
    'no-restricted-syntax',
    `export const assertsTwice = (text: string) => text as unknown as number;`,
  ],
  [
    'src/platform/is-any.ts',
    '@typescript-eslint/no-explicit-any',
    `export const isAny = (value: any) => [value];`,
  ],
  [
    'src/platform/not-null.ts',
    '@typescript-eslint/no-non-null-assertion',
    `export const notNull = (list: string[]) => list[0]!.length;`,
  ],
  [
    'src/platform/floats.ts',
    '@typescript-eslint/no-floating-promises',
    `export const floats = () => { Promise.resolve(1); };`,
  ],
  [
    'src/platform/floats-void.ts',
    '@typescript-eslint/no-floating-promises',
    `export const floatsVoid = () => { void Promise.resolve(1); };`,
  ],
  [
    'src/platform/misses-case.ts',
    '@typescript-eslint/switch-exhaustiveness-check',
    `${union}export function missesCase(kind: Kind) { switch (kind) { case 'police': return 1; } return 2; }`,
  ],
  [
    'src/platform/falls-back.ts',
    '@typescript-eslint/switch-exhaustiveness-check',
    `${union}export function fallsBack(kind: Kind) { switch (kind) { case 'police': return 1; default: return 2; } }`,
  ],
  [
    'src/platform/four-params.ts',
    '@typescript-eslint/max-params',
    `export const fourParams = (a: number, b: number, c: number, d: number) => a + b + c + d;`,
  ],
  ['src/platform/long-function.ts', 'concord/max-lines-per-function', longFunction(41, 'longFunction')],
  ['src/platform/long-file.ts', 'max-lines', lines(301, 'export {};')],
  ['src/platform/CamelCase.ts', 'concord/file-name', `export const camelCase = 1;`],
  ['src/platform/date-utils.ts', 'concord/file-name', `export const dateUtils = 1;`],
  ['src/platform/base.ts', 'concord/file-name', `export const base = 1;`],
  ['src/platform/common/word.ts', 'concord/file-name', `export const word = 1;`],
  ['src/platform/clock.ts', 'concord/file-name', `export const somethingElse = 1;`],
  [
    'src/platform/idle-disable.ts',
    'unused directive',
    `// eslint-disable-next-line no-console\nexport const idle = 1;`,
  ],
  ['test/platform/long-file.test.ts', 'max-lines', lines(501, 'export {};')],
  ['test/platform/long-test.test.ts', 'concord/max-lines-per-function', longTest],
  ['test/platform/skips.test.ts', 'no-restricted-syntax', `it.skip('is left out', () => undefined);`],
  ['test/platform/is-alone.test.ts', 'no-restricted-syntax', `describe.only('alone', () => undefined);`],
];

const accepted: Readonly<Record<string, string>> = {
  'src/domain/working-days.ts': [
    `import { Temporal } from 'temporal-polyfill';`,
    `const weekend: ReadonlySet<number> = new Set([6, 7]);`,
    `export const isWorkingDay = (day: Temporal.PlainDate) => !weekend.has(day.dayOfWeek);`,
  ].join('\n'),
  'src/platform/reads-setting.ts': `export const readsSetting = () => process.env['PORT'];\n`,
  'src/platform/full-function.ts': longFunction(40, 'fullFunction'),
  'src/platform/many-answers.ts': `export function manyAnswers(): object {\n  return {\n${Array.from(
    { length: 50 },
    (_, index) => `    answer${String(index)}: (): number => ${String(index)},\n`,
  ).join('')}  };\n}\n`,
  'src/platform/full-file.ts': lines(300, 'export {};'),
  'src/platform/three-params.ts': `export const threeParams = (a: number, b: number, c: number) => a + b + c;\n`,
  'src/platform/database-file.ts': `export const databaseFile = 1;\n`,
  'src/live/listens.ts': `import { Client } from 'pg';\nexport const listens = () => new Client();\n`,
  'src/persistence/case.store.ts': `import { DataSource } from 'typeorm';\nexport class CaseStore extends DataSource {}\n`,
  'src/main/server.ts': `console.log(process.env['PORT']);\nexport const server = 1;\n`,
  'src/platform/ends-in-never.ts': [
    union,
    `const assertNever = (value: never): never => value;`,
    `export function endsInNever(kind: Kind) {`,
    `  switch (kind) { case 'police': return 1; case 'council': return 2; default: return assertNever(kind); }`,
    `}`,
  ].join('\n'),
  'migrations/index.ts': `export const migrations = [1];\n`,
  'migrations/1764000000001-cases.ts': `export class Cases1764000000001 {}\n`,
  'test/platform/group.test.ts': longTestGroup,
  'ormconfig.ts': `export const dataSource = process.env['DATABASE_URL'];\n`,
  'jest.config.js': `export default {};\n`,
};

describe('the lint rules', () => {
  let tree: ScratchTree;
  let linted: ReadonlyMap<string, readonly string[]>;

  beforeAll(() => {
    const bad = offences.map(([file, , code]) => [file, `${code}\n`] as const);
    tree = scratchTree({ ...Object.fromEntries(bad), ...accepted });
    const ran = tree.run(
      'eslint',
      '--format',
      'json',
      'src',
      'migrations',
      'test/platform',
      'jest.config.js',
      'ormconfig.ts',
    );
    const files = JSON.parse(ran.stdout) as LintedFile[];
    linted = new Map(
      files.map(({ filePath, messages }) => [
        filePath.slice(filePath.indexOf(tree.root) + tree.root.length + 1),
        messages.map(
          ({ ruleId, message }) => ruleId ?? (message.includes('Unused') ? 'unused directive' : message),
        ),
      ]),
    );
  });

  afterAll(() => {
    tree.remove();
  });

  it.each(offences)('refuse %s by %s', (file, rule) => {
    expect(linted.get(file)).toContain(rule);
  });

  it.each(Object.keys(accepted))('accept %s', (file) => {
    expect(linted.get(file)).toEqual([]);
  });
});
