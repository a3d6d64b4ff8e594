import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Where the suites of a row are looked up; the tests of the gate bring their own. */
export interface Tree {
  /** Paths of every test and what it imports, from the root of the project. */
  readonly files: readonly string[];
  /** @throws Error when there is no such file */
  readonly read: (file: string) => string;
}

interface Row {
  readonly cases: string;
  readonly cells: readonly string[];
}

/** The tests of this project. */
export function testsUnder(root: string): Tree {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => join('test', name))
    .filter((name) => name.endsWith('.ts') && existsSync(join(root, name)));
  return { files, read: (file) => readFileSync(join(root, file), 'utf8') };
}

/** Everything that keeps the table from mapping each case to a test that there is, or to a part that is still to come. */
export function listProblems(document: string, cases: readonly string[], tree: Tree): string[] {
  const [told = '', later = ''] = document.split(/^## Not built yet$/m);
  const tested = rowsOf(told);
  const awaited = rowsOf(later);
  const listed = (rows: readonly Row[]) => new Set(rows.map((row) => row.cases));
  const [ofTests, ofParts] = [listed(tested), listed(awaited)];
  const run = filesThatRun(tree);
  return [
    ...cases
      .filter((id) => !ofTests.has(id) && !ofParts.has(id))
      .map((id) => `${id} has neither a test nor a part that is to come`),
    ...[...ofTests, ...ofParts].filter((id) => !cases.includes(id)).map((id) => `${id} is no case`),
    ...[...ofParts]
      .filter((id) => ofTests.has(id))
      .map((id) => `${id} has a test and is said to be not built`),
    ...awaited.filter(({ cells }) => (cells[1] ?? '') === '').map((row) => `${row.cases} names no part`),
    ...tested.flatMap((row) => problemsOf(row, run, tree)),
  ];
}

function problemsOf({ cases, cells }: Row, run: ReadonlySet<string>, tree: Tree): string[] {
  const [expected = '', suite = '', name = ''] = cells;
  if (expected === '' || suite === '' || name === '') return [`${cases} has a row that is not filled in`];
  if (!tree.files.includes(suite)) return [`${cases}: there is no ${suite}`];
  if (!run.has(suite)) return [`${cases}: no test runs ${suite}`];
  const text = tree.read(suite).replaceAll("\\'", "'");
  const isNamed = ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`));
  return isNamed ? [] : [`${cases}: ${suite} has no "${name}"`];
}

/** Rows whose first cell is a case such as G4; cells are without their quotes. */
function rowsOf(text: string): Row[] {
  return text.split('\n').flatMap((line) => {
    const [first = '', ...cells] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', ''));
    return /^[A-Z]\d+$/.test(first) ? [{ cases: first, cells }] : [];
  });
}

/** Suites that jest runs (those of test:system where their programs are installed), and all that they import. */
function filesThatRun({ files, read }: Tree): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (file: string): void => {
    if (found.has(file) || !files.includes(file)) return;
    found.add(file);
    for (const [, path = ''] of read(file).matchAll(/from '(\.{1,2}\/[^']+)\.js'/g))
      look(normalize(join(dirname(file), `${path}.ts`)));
  };
  files.filter((file) => /\.(test|faults|system)\.ts$/.test(file)).forEach(look);
  return found;
}
