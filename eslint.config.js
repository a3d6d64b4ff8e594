import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layers, wiring } from './.dependency-cruiser.js';
import { concordRules } from './test/gate/eslint-rules.js';

const exact = { skipBlankLines: true, skipComments: true };

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Use a named export.',
};

const noDoubleAssertion = {
  selector:
    'TSAsExpression[expression.type="TSAsExpression"][expression.typeAnnotation.type="TSUnknownKeyword"]',
  message: 'Do not assert by way of unknown: parse the value (zod) or correct its type.',
};

const everywhere = [noDefaultExport, noDoubleAssertion];

const pureSyntax = [
  {
    selector: ':function[async=true]',
    message: 'src/domain is synchronous: take the awaited value as an argument.',
  },
  { selector: 'AwaitExpression, ForOfStatement[await=true]', message: 'src/domain is synchronous.' },
  {
    selector:
      'Program > VariableDeclaration[kind!="const"], ExportNamedDeclaration > VariableDeclaration[kind!="const"]',
    message: 'No module state: use const, or take the value as an argument.',
  },
  {
    selector:
      ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > ' +
      'VariableDeclarator:not([id.typeAnnotation]) > NewExpression[callee.name=/^(Map|Set|WeakMap|WeakSet)$/]',
    message: 'No module state: annotate a constant table as ReadonlyMap or ReadonlySet.',
  },
];

const impureGlobals = [
  'Date',
  'console',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'crypto',
  'fetch',
  'global',
  'globalThis',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
].map((name) => ({ name, message: 'src/domain is pure: take what you need as an argument.' }));

const clockAndChance = [
  {
    object: 'Temporal',
    property: 'Now',
    message: 'Take the instant or the day as an argument (the clock is a port).',
  },
  { object: 'Math', property: 'random', message: 'Take ids and randomness as an argument (they are ports).' },
];

const environment = {
  object: 'process',
  property: 'env',
  message: 'Settings are read once, by src/platform/config: take the setting as an argument.',
};

const environmentImports = ['process', 'node:process'].map((name) => ({
  name,
  importNames: ['env'],
  message: environment.message,
}));

/** The packages that some folder owns, less those of this folder: what dependency-cruiser says, seen in the editor. */
function packagesOfOthers(folder) {
  const mine = layers[folder].owns;
  const owned = new Set(Object.values(layers).flatMap(({ owns }) => owns));
  return [...owned]
    .filter((name) => !mine.includes(name))
    .map((name) => ({
      regex: `^${name}(/|$)`,
      message: `src/${folder} does not own this package; see the table of .dependency-cruiser.js.`,
    }));
}

function importsOf(folder) {
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: packagesOfOthers(folder),
          paths: folder === 'platform' ? [] : environmentImports,
        },
      ],
    },
  };
}

/** Marked as deprecated only to stand out; the development provider on the loopback needs it. */
const loopbackOnly = [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }];

const testSyntax = [
  ...everywhere,
  {
    selector:
      'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(skip|only|todo|failing)$/], ' +
      'CallExpression[callee.name=/^(x|f)(it|test|describe)$/]',
    message: 'Every test runs: delete it or make it pass.',
  },
];

export default defineConfig(
  { ignores: ['dist/', 'coverage/', '.concord/', 'schema/', 'web/', 'bench/results/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { concord: concordRules },
    rules: {
      'concord/file-name': 'error',
      'concord/max-lines-per-function': ['error', { max: 40, ...exact }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      '@typescript-eslint/no-deprecated': ['error', { allow: loopbackOnly }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Each member of a union is named, whatever `default: return assertNever(kind)` stands below them.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false },
      ],
    },
  },
  ...Object.keys(layers).map(importsOf),
  {
    files: ['src/**/*.ts', 'migrations/**/*.ts'],
    ignores: [`src/${wiring}/**`, 'src/platform/**'],
    rules: { 'no-restricted-properties': ['error', environment] },
  },
  {
    files: ['src/casework/**/*.ts', 'src/domain/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', environment, ...clockAndChance] },
  },
  {
    files: ['src/casework/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...impureGlobals.filter(({ name }) => name === 'Date')] },
  },
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-syntax': ['error', ...everywhere, ...pureSyntax],
    },
  },
  { files: [`src/${wiring}/**/*.ts`, '.ci/*.js', 'test/**/*.mjs'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 500 }],
      'no-restricted-syntax': ['error', ...testSyntax],
      // A row of a test table arrives as positional parameters.
      '@typescript-eslint/max-params': ['error', { max: 5 }],
    },
  },
  // Express knows an error handler, and GraphQL calls a resolver, by its four parameters.
  { files: ['src/graphql/**/*.ts'], rules: { '@typescript-eslint/max-params': ['error', { max: 4 }] } },
  // A migration is one long SQL text, read from top to bottom.
  { files: ['migrations/**/*.ts'], rules: { 'concord/max-lines-per-function': 'off' } },
  {
    files: ['ormconfig.ts'],
    rules: { 'concord/file-name': 'off', 'no-restricted-syntax': ['error', noDoubleAssertion] },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
