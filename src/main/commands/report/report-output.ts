import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isError } from '#platform/redaction.js';
import { CommandFailed, UsageError, type Given, type Terminal } from '../command.js';

/** As what a report is written, and where to; `-` is standard output. */
export interface ReportOutput {
  readonly format: 'md' | 'csv';
  readonly out: string;
}

/**
 * What `--format` and `--out` say.
 * @param name of the file without its end, unless told
 * @throws UsageError for a format that there is none of
 */
export function readOutput(given: Given, name: string): ReportOutput {
  const format = given.find('format') ?? 'md';
  if (format !== 'md' && format !== 'csv')
    throw new UsageError(`--format is ${JSON.stringify(format)}: expected md or csv.`);
  return { format, out: readPlace(given, `${name}.${format}`) };
}

/** What `--out` says. */
export function readPlace(given: Given, otherwise: string): string {
  const out = given.find('out') ?? otherwise;
  return out === '-' ? out : resolve(out);
}

/**
 * Writes a report to its place.
 * @throws CommandFailed when the file cannot be written
 */
export function writeReport(text: string, out: string, terminal: Terminal): void {
  // The terminal ends the last line itself.
  if (out === '-') terminal.out(text.replace(/\n$/, ''));
  else write(text, out);
}

function write(text: string, out: string): void {
  try {
    writeFileSync(out, text);
  } catch (error) {
    throw new CommandFailed(
      `The file ${out} cannot be written: ${isError(error) ? error.message : 'unknown'}.`,
    );
  }
}

/** Tells whoever watches what is written, and where; what stands on standard output is the report alone. */
export function sayWritten(line: string, out: string, terminal: Terminal): void {
  if (out === '-') terminal.err(line);
  else {
    terminal.out(line);
    terminal.out(`The report is in ${out}.`);
  }
}
