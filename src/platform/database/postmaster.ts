import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, fstatSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '../logger.js';
import type { Binaries } from './binaries.js';
import { serverEnvironment } from './initialise.js';
import type { Place } from './place.js';
import { isRunning, processCommand, waitFor, waitUntilGone } from './processes.js';

const startMilliseconds = 300_000;
const fastStopMilliseconds = 30_000;
const largestLog = 5_000_000;

/** A PostgreSQL server that runs on a data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** What it says of itself: starting, ready, stopping or standby. */
  readonly status: string;
}

/** What one start of the server needs. */
export interface Start {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly port: number;
  /** Without durability: for tests only. */
  readonly fast: boolean;
  readonly logger: Logger;
}

/** The running server of a place; a pid file left behind by one that ended is ignored. */
export function findPostmaster({ data }: Pick<Place, 'data'>): Postmaster | undefined {
  const [pid, folder, , port, , , , status] = lines(join(data, 'postmaster.pid'));
  if (!pid || !folder || !isRunning(Number(pid))) return undefined;
  const command = processCommand(Number(pid));
  if (!command.includes('postgres') || !command.includes(folder)) return undefined;
  return { pid: Number(pid), port: Number(port), status: status?.trim() || 'starting' };
}

/** Whether the last start of the server was one without durability. */
export function wasStartedFast({ data }: Pick<Place, 'data'>): boolean {
  return lines(join(data, 'postmaster.opts')).some((line) => line.includes('fsync=off'));
}

/**
 * Starts the server in a session of its own, so that Ctrl-C in the terminal does not reach it before its clients have
 * finished, and waits until it accepts connections. It outlives this process unless stopped.
 * Throws with the end of its log when it does not come up.
 */
export async function startPostmaster(start: Start): Promise<Postmaster> {
  const { place, binaries, logger } = start;
  if (findPostmaster(place) === undefined) rmSync(join(place.data, 'postmaster.pid'), { force: true });
  const log = openLog(place);
  const logged = fstatSync(log).size;
  const child = spawn(binaries.postgres, serverArguments(start), {
    ...place.account,
    cwd: place.home,
    env: serverEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let ended: string | undefined;
  let expected = true;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => {
    ended ??= signal ?? `exit ${code}`;
    if (!expected && code !== 0) logger.error({ outcome: ended }, 'the embedded database ended unexpectedly');
  });
  const state = await waitFor(() => ended ?? readyPostmaster(place, child.pid), startMilliseconds);
  expected = false;
  if (typeof state === 'object') return state;
  throw new Error(`PostgreSQL did not start (${state ?? 'not ready in time'}):\n${logSince(place, logged)}`);
}

/**
 * Stops the server the fast way: it ends its connections, writes everything down and exits. One that has not ended
 * after half a minute is told to end at once, and recovers at its next start.
 */
export async function stopPostmaster({ pid }: Pick<Postmaster, 'pid'>, logger: Logger): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitUntilGone(pid, fastStopMilliseconds)) return;
  logger.warn({ postgresPid: pid }, 'the embedded database does not stop; ending it at once');
  signal(pid, 'SIGQUIT');
  if (!(await waitUntilGone(pid, fastStopMilliseconds)))
    throw new Error(`PostgreSQL (process ${pid}) cannot be stopped.`);
}

/** Sends the signal for a fast stop without waiting for it. */
export function signalStop({ pid }: Pick<Postmaster, 'pid'>): void {
  signal(pid, 'SIGINT');
}

function serverArguments({ place, port, fast }: Start): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Messages of refused statements quote their values, which can be personal data.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', place.data, '-p', String(port), ...options];
}

function readyPostmaster(place: Place, pid: number | undefined): Postmaster | undefined {
  const found = findPostmaster(place);
  return found?.pid === pid && found?.status === 'ready' ? found : undefined;
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (isRunning(pid)) throw error;
  }
}

function logFile({ folder }: Place): string {
  return join(folder, 'postgres.log');
}

function openLog(place: Place): number {
  const size = statSync(logFile(place), { throwIfNoEntry: false })?.size ?? 0;
  return openSync(logFile(place), size > largestLog ? 'w' : 'a', 0o600);
}

function logSince(place: Place, position: number): string {
  const log = openSync(logFile(place), 'r');
  const text = Buffer.alloc(4_000);
  const length = readSync(log, text, 0, text.length, position);
  closeSync(log);
  return text.toString('utf8', 0, length).trim();
}

function lines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
