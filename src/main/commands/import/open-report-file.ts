import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { isError } from '#platform/redaction.js';
import { CommandFailed } from '../command.js';

/** A file of reports that can be read. */
export interface ReportFile {
  readonly name: string;
  /** Undefined for standard input. */
  readonly bytes?: number;
  read(signal: AbortSignal): AsyncIterable<Buffer>;
}

/**
 * Opens a file before anything else is done for it; `-` is standard input.
 * @throws CommandFailed when it is missing, a folder or closed to us
 */
export async function openReportFile(path: string): Promise<ReportFile> {
  if (path === '-')
    return {
      name: 'standard input',
      read: (signal) => addAbortSignal(signal, process.stdin),
    };
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    throw new CommandFailed(`The file ${path} cannot be read: ${reasonOf(error)}.`);
  }
  const about = await file.stat();
  if (about.isDirectory()) {
    await file.close();
    throw new CommandFailed(`The file ${path} cannot be read: it is a folder.`);
  }
  return {
    name: basename(path),
    ...(about.isFile() && { bytes: about.size }),
    read: (signal) => addAbortSignal(signal, file.createReadStream()),
  };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is none of that name',
  EACCES: 'its permissions do not allow it',
};

function reasonOf(error: unknown): string {
  const code = isError(error) && 'code' in error ? String(error.code) : 'unknown';
  return reasons[code] ?? code;
}
