import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { CandidateSettings, FromCandidate, ToCandidate } from './messages.js';

/** A candidate in a process of its own. */
export interface Candidate {
  readonly origin: string;
  readonly notes: string;
  /** Milliseconds of processor time that its process took so far. */
  usage(): Promise<number>;
  stop(): Promise<void>;
}

export interface Launch {
  readonly script: string;
  readonly settings: CandidateSettings;
  /** Another Node than ours. */
  readonly execPath?: string;
  /** Options of Node. */
  readonly execArgv?: readonly string[];
}

export async function launch({ script, settings, execPath, execArgv = [] }: Launch): Promise<Candidate> {
  const child = fork(script, {
    ...(execPath !== undefined && { execPath }),
    execArgv: [...execArgv],
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const errors = keepErrors(child);
  const ask = async (message: ToCandidate): Promise<FromCandidate> => {
    child.send(message);
    const answer = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [undefined])]);
    const told = answer[0] as FromCandidate | undefined;
    if (!told) throw new Error(`${script} ended:\n${errors()}`);
    if (told.kind === 'failed') throw new Error(`${script} failed: ${told.reason}\n${errors()}`);
    return told;
  };
  const ready = await ask({ kind: 'start', settings });
  if (ready.kind !== 'ready') throw new Error(`${script} did not say where it listens.`);
  return {
    origin: ready.origin,
    notes: ready.notes,
    usage: async () => {
      const answer = await ask({ kind: 'usage' });
      return answer.kind === 'usage' ? answer.microseconds / 1_000 : Number.NaN;
    },
    stop: () => stop(child),
  };
}

/** The end of what it wrote to its standard error. */
function keepErrors(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(-4_000)));
  return () => text;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  child.send({ kind: 'stop' } satisfies ToCandidate);
  await gone;
  clearTimeout(late);
}
