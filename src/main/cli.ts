import type { Terminal } from './commands/command.js';
import { runCommandLine } from './commands/run-command-line.js';

// A reader that has seen enough, such as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const terminal: Terminal = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  progress: {
    write: (text) => void process.stderr.write(text),
    isTTY: process.stderr.isTTY,
  },
  env: process.env,
};

/** `npm run concord -- <command> …`: the one command line. */
process.exitCode = await runCommandLine(process.argv.slice(2), terminal);
