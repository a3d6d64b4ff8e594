import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '#main/prepare.js';

const folder = join(projectFolder, 'bench', 'peers', 'postgraphile');
const oldestMajor = 22;

/** PostGraphile's script and a Node that is new enough for it, or why it cannot take part. */
export type Peer = { readonly script: string; readonly execPath: string } | { readonly missing: string };

export function findPeer(): Peer {
  if (!existsSync(join(folder, 'node_modules', 'postgraphile')))
    return { missing: 'it is not installed; `npm run bench -- --peers` installs it' };
  const execPath = nodes().find((node) => majorOf(node) >= oldestMajor);
  if (execPath === undefined) return { missing: `it needs Node ${oldestMajor}, and none was found` };
  return { script: join(folder, 'server.mjs'), execPath };
}

/** Installs PostGraphile and, where there is a package of it for this machine, a Node for it. */
export function installPeer(): void {
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function nodes(): string[] {
  const own = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  return [process.execPath, 'node', 'node22', 'node24', own];
}

function majorOf(node: string): number {
  try {
    const version = execFileSync(node, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(/^v(\d+)/.exec(version)?.[1]);
  } catch {
    return 0;
  }
}
