import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectFolder } from '#main/prepare.js';

/** A real server process, as `npm start` runs it after the build, on an embedded database of its own. */
export interface ServerProcess {
  readonly origin: string;
  readonly pid: number;
  /** What it wrote to standard error so far. */
  log(): string;
  /** Sends the signal and answers with the exit code, or the signal's name. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string | null>;
}

export interface StartOptions {
  readonly dataDir: string;
  readonly env?: Record<string, string>;
  /** The server itself, or as a person starts it. */
  readonly through?: 'node' | 'npm';
}

/** Starts the server and waits for its ready line; fails with what it wrote when it ends before. */
export async function startServerProcess({
  dataDir,
  env = {},
  through = 'node',
}: StartOptions): Promise<ServerProcess> {
  const child = spawnServer(through, { ...env, DATA_DIR: dataDir });
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const origin = await readyOrigin(child, () => log);
  return {
    origin,
    pid: child.pid ?? 0,
    log: () => log,
    end: async (signal) => {
      const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
      child.kill(signal);
      const [code, by] = await ended;
      return code ?? by;
    },
  };
}

function spawnServer(through: 'node' | 'npm', env: Record<string, string>): ChildProcess {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('DATABASE_') && name !== 'NODE_ENV'),
  );
  const [program, ...words] =
    through === 'npm' ? ['npm', 'start'] : [process.execPath, join(projectFolder, 'dist/src/main/server.js')];
  return spawn(program, words, {
    cwd: projectFolder,
    env: { ...inherited, PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function readyOrigin(child: ChildProcess, log: () => string): Promise<string> {
  if (!child.stdout) throw new Error('The server has an output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const origin = /^Concord is ready on (\S+)$/.exec(line)?.[1];
    if (origin !== undefined) return origin;
  }
  throw new Error(`The server ended before it was ready:\n${log()}`);
}
