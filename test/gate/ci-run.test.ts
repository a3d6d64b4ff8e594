import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isRunning, waitUntilGone } from '#platform/database/processes.js';

/** A stand-in for npm: it notes how it was called, then does what the test wrote for that script. */
const npm = `#!/usr/bin/env bash
echo "$*" >> calls
if [ "$1" = ci ]; then script=install; else script="$3"; fi
report=''
for argument in "$@"; do case "$argument" in --outputFile=*) report="\${argument#--outputFile=}" ;; esac; done
if [ -e "$script.json" ]; then cp "$script.json" "$report"; fi
if [ -e "$script.sh" ]; then . "./$script.sh"; fi
`;

const jestReport = (passed: number, failed: number, suitesThatCannotRun = 0): string =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: suitesThatCannotRun,
  });

/** A checkout that holds nothing but the script under test, the stand-in and the given files. */
function checkout(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'concord-ci-'));
  cpSync('.ci', join(root, '.ci'), { recursive: true });
  mkdirSync(join(root, 'bin'));
  const scripts = { check: 'x', test: 'x', ...('test:faults.json' in files ? { 'test:faults': 'x' } : {}) };
  const all = { 'bin/npm': npm, 'package.json': JSON.stringify({ type: 'module', scripts }), ...files };
  for (const [name, content] of Object.entries(all)) writeFileSync(join(root, name), content);
  chmodSync(join(root, 'bin/npm'), 0o755);
  return root;
}

const leavesItsGroup = [
  'const child = child_process.spawn("sleep", ["60"], { detached: true, stdio: "ignore" });',
  'fs.writeFileSync("away", String(child.pid));',
  'child.unref();',
].join(' ');

interface CiRun {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly lastLine: string;
  /** Content of a file that a phase wrote, or nothing. */
  read(name: string): string;
}

const environment = (root: string, extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${join(root, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
  ...extra,
});

/** Resolves when the condition holds; the ceiling is generous and only ends a hopeless wait. */
async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('the awaited condition never came');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the sum of the jest runs', () => {
  let root: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'concord-sum-'));
  });

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it.each([
    { what: 'what passed', report: jestReport(5, 0), exitCode: 0, sum: '5 passed, 0 failed' },
    { what: 'what failed', report: jestReport(5, 2), exitCode: 1, sum: '5 passed, 2 failed' },
    {
      what: 'a suite that could not run',
      report: jestReport(5, 0, 1),
      exitCode: 1,
      sum: '5 passed, 1 failed',
    },
    { what: 'a run without a test', report: jestReport(0, 0), exitCode: 0, sum: '0 passed, 1 failed' },
    { what: 'half a report', report: '{"numPassed', exitCode: 1, sum: '0 passed, 1 failed' },
    {
      what: 'a good report with a bad exit',
      report: jestReport(5, 0),
      exitCode: 3,
      sum: '5 passed, 1 failed',
    },
  ])('counts $what', ({ report, exitCode, sum }) => {
    const path = join(root, 'test.json');
    writeFileSync(path, report);
    const ran = spawnSync('node', ['.ci/count-tests.js', `${path}:${exitCode}`], { encoding: 'utf8' });
    expect(ran.stdout.trimEnd().split('\n').at(-1)).toBe(sum);
    expect(ran.status).toBe(sum.endsWith(' 0 failed') ? 0 : 1);
  });

  it('is a failure when nothing was run at all', () => {
    const ran = spawnSync('node', ['.ci/count-tests.js'], { encoding: 'utf8' });
    expect(ran.stdout).toBe('0 passed, 1 failed\n');
    expect(ran.status).toBe(1);
  });
});

describe('.ci/run', () => {
  const roots: string[] = [];

  afterAll(() => {
    for (const root of roots) rmSync(root, { recursive: true, force: true });
  });

  function make(files: Readonly<Record<string, string>>): string {
    const root = checkout(files);
    roots.push(root);
    return root;
  }

  function run(files: Readonly<Record<string, string>>, extra: Readonly<Record<string, string>> = {}): CiRun {
    const root = make(files);
    const ran = spawnSync(join(root, '.ci/run'), {
      cwd: tmpdir(),
      encoding: 'utf8',
      env: environment(root, extra),
    });
    const lines = ran.stdout.trimEnd().split('\n');
    return {
      code: ran.status,
      lines,
      lastLine: lines.at(-1) ?? '',
      read: (name) => (existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8') : ''),
    };
  }

  it('installs, checks, tests and sums both jest runs in its last line', () => {
    const ran = run({ 'test.json': jestReport(40, 0), 'test:faults.json': jestReport(2, 0) });
    expect(ran.lastLine).toBe('42 passed, 0 failed');
    expect(ran.code).toBe(0);
    expect(ran.read('calls').split('\n').slice(0, 3)).toEqual([
      'ci --no-audit --no-fund',
      'run --silent check',
      expect.stringMatching(/^run --silent test -- --json --outputFile=/),
    ]);
    expect(ran.lines.filter((line) => /^=== \w+: exit 0 after \d+ s$/.test(line))).toHaveLength(4);
  });

  it('fails when a test failed, and runs the later phases all the same', () => {
    const ran = run({
      'test.json': jestReport(39, 1),
      'test.sh': 'exit 1',
      'test:faults.json': jestReport(2, 0),
    });
    expect(ran.lastLine).toBe('41 passed, 1 failed');
    expect(ran.code).toBe(1);
  });

  it('fails when only the gate failed', () => {
    const ran = run({ 'check.sh': 'exit 1', 'test.json': jestReport(3, 0) });
    expect(ran.lastLine).toBe('3 passed, 0 failed');
    expect(ran.lines).toContain('=== failed: check');
    expect(ran.code).toBe(1);
  });

  it('counts a run that left no report as a failure', () => {
    const ran = run({});
    expect(ran.lastLine).toBe('0 passed, 1 failed');
    expect(ran.code).toBe(1);
  });

  it('stops at an install that failed', () => {
    const ran = run({ 'install.sh': 'exit 9', 'test.json': jestReport(5, 0) });
    expect(ran.lastLine).toBe('0 passed, 1 failed');
    expect(ran.read('calls')).not.toContain('check');
    expect(ran.code).toBe(1);
  });

  it('gives its phases no standard input and CI=true', () => {
    const ran = run({ 'check.sh': 'read -r line || echo "none $CI" > input', 'test.json': jestReport(1, 0) });
    expect(ran.read('input')).toBe('none true\n');
  });

  it('ends what a phase left running, also outside its process group', async () => {
    const ran = run({
      'check.sh': `sleep 300 & echo $! > kept; node -e '${leavesItsGroup}'`,
      'test.json': jestReport(1, 0),
    });
    // A signal is delivered a moment after it was sent.
    expect(await waitUntilGone(Number(ran.read('kept')), 5_000)).toBe(true);
    const away = Number(ran.read('away'));
    if (process.platform === 'linux') expect(await waitUntilGone(away, 5_000)).toBe(true);
    else expect(isRunning(away)).toBe(true);
    expect(ran.code).toBe(0);
  });

  it('stops a phase at the limit and still sums', () => {
    const ran = run({ 'test.sh': 'sleep 300', 'test.json': jestReport(7, 0) }, { CI_LIMIT_SECONDS: '2' });
    expect(ran.lastLine).toBe('7 passed, 1 failed');
    expect(ran.code).toBe(1);
  });

  it('ends the phase it is in when it is told to stop', async () => {
    const root = make({ 'test.sh': 'echo $$ > pid; sleep 300' });
    const ci = spawn(join(root, '.ci/run'), { env: environment(root, {}), stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => ci.once('exit', resolve));
    await until(
      () => existsSync(join(root, 'pid')) && readFileSync(join(root, 'pid'), 'utf8').endsWith('\n'),
    );
    ci.kill('SIGTERM');
    expect(await ended).toBe(143);
    expect(await waitUntilGone(Number(readFileSync(join(root, 'pid'), 'utf8')), 5_000)).toBe(true);
  });
});
