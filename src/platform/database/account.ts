import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** The user as whom PostgreSQL runs; undefined means as ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

const unprivilegedUsers = ['postgres', 'nobody'] as const;

/**
 * Whom to run PostgreSQL as, since it refuses to run as root: ourselves, or for root the owner of the data when
 * there are some, the user `postgres` when the machine has one, else `nobody`. Throws when it has neither.
 */
export function serverAccount(data: string): Account {
  if (!isRoot()) return undefined;
  const owner = statSync(data, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const user of unprivilegedUsers) {
    const [uid, gid] = [idOf('-u', user), idOf('-g', user)];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this machine has no user postgres or nobody. Set DATABASE_URL.',
  );
}

/** Whether the account passes a shell's test of a path: -x of a folder means that it may enter it. */
export function passes(account: Account, test: '-x' | '-r' | '-w', path: string): boolean {
  const shell = spawnSync('/bin/sh', ['-c', `test ${test} "$0"`, path], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return shell.status === 0;
}

/** Whether this process is the superuser of the machine. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

function idOf(flag: '-u' | '-g', user: string): number | undefined {
  const answer = spawnSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const id = Number.parseInt(answer.stdout, 10);
  return Number.isInteger(id) && id !== 0 ? id : undefined;
}
