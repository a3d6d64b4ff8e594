/**
 * Runs the cases that need programs of Debian. What is missing is named with the package that has it, the other cases
 * run, and the exit code is 1 unless everything ran and passed.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What each file of cases needs beside Node. */
const needs = {
  'dump-and-restore.system.ts': ['initdb', 'postgres', 'pg_dump', 'pg_restore'],
  'behind-pooler.system.ts': ['pgbouncer'],
};

const packages = {
  initdb: 'postgresql-15',
  postgres: 'postgresql-15',
  pg_dump: 'postgresql-client-15',
  pg_restore: 'postgresql-client-15',
  pgbouncer: 'pgbouncer',
};

const debianFolder = '/usr/lib/postgresql/15/bin';

function isInstalled(program) {
  return [debianFolder, '/usr/sbin', ...(process.env.PATH ?? '').split(delimiter)].some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

const written = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.system.ts'));
const runnable = [];
let complete = true;
for (const [name, programs] of Object.entries(needs)) {
  const missing = programs.filter((program) => !isInstalled(program));
  for (const program of missing) say(`${name}: ${program} is missing: apt-get install ${packages[program]}`);
  if (missing.length > 0) complete = false;
  else if (written.includes(name)) runnable.push(name);
  else {
    say(`${name}: it has no test yet.`);
    complete = false;
  }
}

const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  '--runInBand',
  ...process.argv.slice(2),
  '--testMatch',
  ...runnable.map((name) => `**/test/system/${name}`),
];
if (runnable.length > 0 && spawnSync(process.execPath, jest, { stdio: 'inherit' }).status !== 0)
  complete = false;
process.exitCode = complete ? 0 : 1;
