import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  chmodSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isRoot, passes, serverAccount, type Account } from './account.js';

const homePrefix = 'concord-database-';

/** Where an embedded database and what is known about it are kept. */
export interface Place {
  /** `DATA_DIR/database`: password, port, log and holder, readable by ourselves only. */
  readonly folder: string;
  /** The folder that the server's account can enter; the same as `folder` unless that one is closed to it. */
  readonly home: string;
  /** PostgreSQL's own data folder, in `home`; absent until it is initialised. */
  readonly data: string;
  readonly account: Account;
}

/**
 * Finds or makes the place of a data folder's database. Root cannot run PostgreSQL, so when the account that does
 * may not enter `DATA_DIR` (one below /root, say), the data live in /var/lib or the system's folder for temporary
 * files instead, and `DATA_DIR/database/home` says where.
 */
export function makePlace(dataDir: string): Place {
  const path = join(dataDir, 'database');
  if (!existsSync(path)) {
    mkdirSync(path, { recursive: true });
    chmodSync(path, isRoot() ? 0o711 : 0o700);
  }
  const folder = realpathSync(path);
  const recorded = readIfThere(homeFile(folder));
  if (recorded !== undefined && existsSync(recorded)) return placeIn(folder, recorded);
  const own = placeIn(folder, folder);
  if (own.account === undefined || passes(own.account, '-x', folder)) return own;
  if (existsSync(own.data))
    throw new Error(`The user that owns ${own.data} may not enter it; open its parent folders (chmod o+x).`);
  const home = makeHome(own.account);
  writeFileSync(homeFile(folder), home, { mode: 0o600 });
  return placeIn(folder, home);
}

/** The place of a data folder's database if it was ever opened. */
export function findPlace(dataDir: string): Place | undefined {
  return existsSync(join(dataDir, 'database')) ? makePlace(dataDir) : undefined;
}

/** Deletes everything of a place, the folder itself included. */
export function removePlace({ folder, home }: Place): void {
  if (home !== folder && basename(home).startsWith(homePrefix))
    rmSync(home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

/** The address of the database with its superuser's password. */
export function adminUrl(password: string, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** The superuser's password, if one was made. */
export function findPassword({ folder }: Place): string | undefined {
  return readIfThere(join(folder, 'password'));
}

/** Keeps the superuser's password, for ourselves only. */
export function keepPassword({ folder }: Place, password: string): void {
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 });
}

/** The port of the last start, if there was one. */
export function findPort({ folder }: Place): number | undefined {
  const port = Number(readIfThere(join(folder, 'port')));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

/** Keeps the port for the next start and for people who look for it. */
export function keepPort({ folder }: Place, port: number): void {
  writeFileSync(join(folder, 'port'), `${port}\n`, { mode: 0o600 });
}

function placeIn(folder: string, home: string): Place {
  const data = join(home, 'data');
  return { folder, home, data, account: serverAccount(data) };
}

function makeHome(account: Account): string {
  for (const parent of ['/var/lib', realpathSync(tmpdir()), '/tmp']) {
    if (!existsSync(parent) || !passes(account, '-x', parent) || !passes(undefined, '-w', parent)) continue;
    const home = mkdtempSync(join(parent, homePrefix));
    chmodSync(home, 0o711);
    return home;
  }
  throw new Error('No folder was found that PostgreSQL may enter. Set DATA_DIR to one, or set DATABASE_URL.');
}

function homeFile(folder: string): string {
  return join(folder, 'home');
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
