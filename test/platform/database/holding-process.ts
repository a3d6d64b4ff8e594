import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../fixtures/hold-database.mjs', import.meta.url));

/** A real process that opened the embedded database of a folder, or failed to. */
export interface HoldingProcess {
  readonly child: ChildProcessWithoutNullStreams;
  readonly pid: number;
  /** Undefined when it could not open the database and ended. */
  readonly adminUrl: string | undefined;
  readonly complaint: string;
}

/** Starts a process, in a process group of its own, that opens the database of the folder and waits until it has it or has failed. */
export async function startHolder(dataDir: string): Promise<HoldingProcess> {
  const child = spawn(process.execPath, [script, dataDir], { detached: true });
  const said = { out: '', complaint: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.complaint += text));
  await new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
      if (said.out.includes('\n')) resolve();
    });
    child.once('close', () => resolve());
  });
  const adminUrl = /"adminUrl":"([^"]+)"/.exec(said.out)?.[1];
  return { child, pid: child.pid ?? 0, adminUrl, complaint: said.complaint };
}

/** Kills the process so that it can do nothing more, and waits until it is gone. */
export async function killHolder(holder: HoldingProcess): Promise<void> {
  await endHolder(holder, ({ child }) => child.kill('SIGKILL'));
}

/** Sends what Ctrl-C sends: the signal to every process of the group. */
export async function interruptHolder(holder: HoldingProcess): Promise<void> {
  await endHolder(holder, ({ pid }) => process.kill(-pid, 'SIGINT'));
}

/** Lets the process end in order, without stopping the database itself. */
export async function dismissHolder(holder: HoldingProcess): Promise<void> {
  await endHolder(holder, ({ child }) => child.stdin.end());
}

async function endHolder(holder: HoldingProcess, end: (holder: HoldingProcess) => void): Promise<void> {
  const { child } = holder;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  end(holder);
  await gone;
}
