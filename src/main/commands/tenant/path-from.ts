import { resolve } from 'node:path';
import type { Terminal } from '../command.js';

/** A path as somebody wrote it, from where they are: npm starts commands in the folder of the project. */
export function pathFrom({ env }: Terminal, path: string): string {
  return resolve(env['INIT_CWD'] ?? '.', path);
}
