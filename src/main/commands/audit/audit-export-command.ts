import { closeSync, openSync, writeSync } from 'node:fs';
import { isError } from '#platform/redaction.js';
import { CommandFailed, type Command } from '../command.js';
import { readTrail } from './read-trail.js';

export const auditExportCommand: Command = {
  help: `Writes the whole audit trail of a partnership into a file that can be checked without any database: one JSON document
a line, signed checkpoints first, then the entries in the order of the chain. It holds ids and names of fields, never what
was in them. The trail notes that it was exported.

  --partnership  whose trail
  --to           the file, which must not be there yet
  --why          what it is exported for: stands in the trail`,
  options: {
    partnership: { value: 'SLUG', required: true },
    to: { value: 'FILE', required: true },
    why: { value: 'TEXT', required: true },
  },
  operands: [],

  async run(given, terminal) {
    const slug = given.get('partnership');
    const path = given.get('to');
    const file = openNew(path);
    let written = 0;
    const write = (lines: readonly object[]) => {
      if (lines.length > 0) writeSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    };
    try {
      await readTrail(
        terminal,
        { slug, action: 'AUDIT_EXPORTED', purpose: given.get('why') },
        {
          checkpoints: write,
          entries: (lines) => {
            write(lines);
            written += lines.length;
          },
        },
      );
    } finally {
      closeSync(file);
    }
    terminal.out(`${String(written)} entries of ${slug} were written to ${path}.`);
    return 0;
  },
};

/** For its owner only: who looked at what is itself nobody else's business. */
function openNew(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    throw new CommandFailed(
      `The file ${path} cannot be written: ${isError(error) ? error.message : 'unknown'}.`,
    );
  }
}
