import { isAbsolute, relative, resolve } from 'node:path';
import type { Terminal } from '../command.js';

/** A path as somebody wrote it, from where they are: npm starts commands in the folder of the project. */
export function pathFrom(terminal: Terminal, path: string): string {
  return resolve(whereIs(terminal), path);
}

/** A file as somebody would name it from where they are; one that is not below is named in full. */
export function shownFrom(terminal: Terminal, file: string): string {
  const path = relative(resolve(whereIs(terminal)), file);
  return path.startsWith('..') || isAbsolute(path) ? file : path;
}

function whereIs({ env }: Terminal): string {
  return env['INIT_CWD'] ?? '.';
}
