import { runCommandLine } from '#main/commands/run-command-line.js';
import type { Ended } from './cli-process.js';

/** Runs a command that needs neither a database nor standard input in this process. */
export async function runHere(
  line: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  const code = await runCommandLine(line, {
    out: (text) => void (stdout += `${text}\n`),
    err: (text) => void (stderr += `${text}\n`),
    progress: { write: () => undefined, isTTY: false },
    env,
  });
  return { code, stdout, stderr };
}
