import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> })
  .scripts;

/** Every file that defines tests at its top level. */
const suites = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((name) => join('test', name))
  .filter((name) => /\.([cm]?[jt]s)$/.test(name))
  .filter((name) => /^(describe|it|test)(\.each)?\b/m.test(readFileSync(name, 'utf8')))
  .sort();

/** The files that jest runs under an npm script, asked of jest itself. */
function filesOf(script: string): string[] {
  const [, words = ''] = (scripts[script] ?? '').split('jest/bin/jest.js');
  const given = words.split(' ').flatMap((each) => (each === '' ? [] : [each.replaceAll("'", '')]));
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--listTests', ...given];
  const { stdout } = spawnSync(process.execPath, jest, { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => relative(resolve('.'), line))
    .sort();
}

describe('the runs of tests', () => {
  const runs = {
    test: filesOf('test'),
    'test:faults': filesOf('test:faults'),
    'test:system': suites.filter((name) => /^test\/system\/.*\.system\.ts$/.test(name)),
  };

  it('hold every file of tests, and none of them twice', () => {
    expect(Object.values(runs).flat().sort()).toEqual(suites);
    for (const files of Object.values(runs)) expect(files).not.toEqual([]);
  });

  it('know every file of cases that needs programs of the system', () => {
    const runner = readFileSync('test/system/run-system-tests.js', 'utf8');
    for (const name of runs['test:system']) expect(runner).toContain(`'${relative('test/system', name)}'`);
  });

  it('hold one test for each case of a fault of the database', () => {
    const titles = suites.flatMap((name) =>
      [...readFileSync(name, 'utf8').matchAll(/['`](F\d+) /g)].map(([, id]) => id ?? ''),
    );
    const ids = Array.from({ length: 24 }, (_each, index) => `F${String(index + 1)}`);
    // Letters are still to come.
    expect(titles.sort()).toEqual(ids.filter((id) => id !== 'F21').sort());
  });
});
