import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const pollMilliseconds = 10;

/**
 * A mark that tells one run of a process from every other, also when its number is used again later; undefined
 * when no such process runs (one that ended and was not collected by its parent does not run).
 */
export function processMark(pid: number): string | undefined {
  const started = process.platform === 'linux' ? startedOnLinux(pid) : startedElsewhere(pid);
  return started === undefined ? undefined : createHash('sha256').update(started).digest('hex').slice(0, 12);
}

/** Whether the process runs. */
export function isRunning(pid: number): boolean {
  return processMark(pid) !== undefined;
}

/** The command line of a process, its parts separated by spaces; empty when there is none. */
export function processCommand(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  return readIfThere(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '';
}

/**
 * Waits, looking every ten milliseconds, until `look` gives something; undefined when it gave nothing within
 * the time.
 */
export async function waitFor<T>(
  look: () => T | undefined,
  atMostMilliseconds: number,
): Promise<T | undefined> {
  const until = performance.now() + atMostMilliseconds;
  for (;;) {
    const found = look();
    if (found !== undefined || performance.now() > until) return found;
    await pause(pollMilliseconds);
  }
}

/** Waits for a process to end; false when it still runs after the time. */
export async function waitUntilGone(pid: number, atMostMilliseconds: number): Promise<boolean> {
  return (await waitFor(() => (isRunning(pid) ? undefined : true), atMostMilliseconds)) ?? false;
}

function startedOnLinux(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X') return undefined;
  return `${readIfThere('/proc/sys/kernel/random/boot_id') ?? ''}${started ?? ''}`;
}

function startedElsewhere(pid: number): string | undefined {
  const [state, ...started] = ps(pid, 'stat=,lstart=').split(/\s+/);
  return !state || state.startsWith('Z') ? undefined : started.join(' ');
}

function ps(pid: number, columns: string): string {
  const options = { encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } } as const;
  return spawnSync('ps', ['-ww', '-o', columns, '-p', String(pid)], options).stdout.trim();
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
}
