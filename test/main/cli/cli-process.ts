import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '#main/prepare.js';
import type { ScratchDatabase } from '../../support/scratch-database.js';

/** How a command ended. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
}

/** Starts the built command line as a process of its own, with no settings but those given. */
export function startCommand(
  line: readonly string[],
  settings: Readonly<Record<string, string>>,
): RunningCommand {
  const child = spawn(process.execPath, [join(projectFolder, 'dist/src/main/cli.js'), ...line], {
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...settings },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  return { child, ended };
}

/** Runs a command to its end, with `input` on its standard input. */
export function runCommand(
  line: readonly string[],
  settings: Readonly<Record<string, string>>,
  input = '',
): Promise<Ended> {
  const { child, ended } = startCommand(line, settings);
  // A command that ends before it has read everything closes the pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return ended;
}

/** A data folder that the account of an embedded server may enter. */
export function scratchFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'concord-cli-'));
  chmodSync(path, 0o755);
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The settings of an installation whose database is a scratch one. */
export function settingsOf(database: ScratchDatabase, dataDir: string): Record<string, string> {
  return {
    DATA_DIR: dataDir,
    DATABASE_URL: database.migratorUrl,
    DATABASE_APP_URL: database.appUrl,
    DATABASE_WORKER_URL: database.workerUrl,
  };
}
