import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { findPassword, keepPassword, type Place } from './place.js';

const draftPrefix = 'data.new-';

/** The environment in which PostgreSQL's programs run: nothing of ours, and no locale or zone of the machine. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/**
 * Makes sure that a place has a data folder of the programs' version and returns its superuser's password. A new one
 * is UTF-8 with the builtin locale C.UTF-8, in the zone UTC, and asks for a password that is made here. It is
 * complete or absent, whenever the process is killed. Throws when the data are of another version.
 */
export async function initialise(place: Place, binaries: Binaries, fast: boolean): Promise<string> {
  if (existsSync(place.data)) return existingPassword(place, binaries);
  const password = randomBytes(24).toString('base64url');
  keepPassword(place, password);
  removeDrafts(place.home);
  const draft = mkdtempSync(join(place.home, draftPrefix));
  const passwordFile = `${draft}.password`;
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
    if (place.account !== undefined) {
      for (const path of [draft, passwordFile]) chownSync(path, place.account.uid, place.account.gid);
    }
    await runInitdb(place, binaries, initdbArguments(draft, passwordFile, fast));
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, place.data);
  return password;
}

/** Removes what killed starts left; one whose initdb still writes is left for the next time. */
function removeDrafts(home: string): void {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith(draftPrefix))) {
    try {
      rmSync(join(home, name), { recursive: true, force: true });
    } catch {
      continue;
    }
  }
}

function existingPassword(place: Place, { major }: Binaries): string {
  const version = readFileSync(join(place.data, 'PG_VERSION'), 'utf8').trim();
  if (version !== String(major)) {
    throw new Error(
      `The data in ${place.data} are of PostgreSQL ${version}, the programs of ${major}. Reset the database.`,
    );
  }
  const password = findPassword(place);
  if (password === undefined)
    throw new Error(
      `The password of the data in ${place.data} is missing from ${place.folder}. Reset the database.`,
    );
  return password;
}

function initdbArguments(data: string, passwordFile: string, fast: boolean): string[] {
  return [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(fast ? ['--no-sync'] : []),
  ];
}

function runInitdb({ account, home }: Place, { initdb }: Binaries, args: readonly string[]): Promise<void> {
  const child = spawn(initdb, args, {
    ...account,
    cwd: home,
    env: serverEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb failed (${signal ?? `exit ${code}`}): ${complaint.trim()}`));
    });
  });
}
