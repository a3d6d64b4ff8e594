/** Runs a process's work; a fault becomes one readable line and exit code 1. */
export async function runToTheEnd(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    process.exitCode = 0;
  } catch (error) {
    const text = error instanceof Error ? error.message : 'unknown fault';
    process.stderr.write(`${what} cannot go on. ${text}\n`);
    process.exit(1);
  }
}
