import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';

/** What a tool of the gate said: its exit code and both of its outputs, whole. */
export interface ToolRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of its own in a temporary folder, with this project's settings and installed packages. */
export interface ScratchTree {
  readonly root: string;
  /** Runs a tool of node_modules/.bin in the tree. */
  run(tool: string, ...args: string[]): ToolRun;
  remove(): void;
}

/** Settings that a tool may read; the control tests judge these very files and no copy made for the test. */
const settings = [
  'package.json',
  'tsconfig.json',
  'eslint.config.js',
  '.dependency-cruiser.js',
  'knip.json',
  'test/gate/eslint-rules.js',
  'test/gate/subpath-imports.js',
];

/**
 * Builds a scratch tree.
 *
 * @param files path from the root of the tree → content
 */
export function scratchTree(files: Readonly<Record<string, string>>): ScratchTree {
  const root = mkdtempSync(join(tmpdir(), 'concord-gate-'));
  for (const name of settings) cpSync(name, join(root, name));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return {
    root,
    run: (tool, ...args) => {
      const ran = spawnSync(join('node_modules/.bin', tool), args, {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      });
      return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
    },
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
