import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { FileProblem } from '../tenant-file-error.js';
import { sourcedOf, type Sourced } from './sourced.js';
import { yamlProblems } from './yaml-problem.js';

/** A YAML file as values with places, or why it is none. */
export interface ParsedYaml {
  readonly root?: Sourced;
  readonly problems: readonly FileProblem[];
}

/** Reads and parses a file. Nothing is thrown for what its author got wrong. */
export function parseYaml(file: string): ParsedYaml {
  const text = readText(file);
  if (text !== undefined) return parseYamlText(file, text);
  const message = 'expected a readable file, got none';
  return { problems: [{ file, line: 1, path: '(document)', message }] };
}

/** Parses text that is at hand; problems name it as the file. */
export function parseYamlText(file: string, text: string): ParsedYaml {
  const refuse = (message: string, line = 1): FileProblem => ({ file, line, path: '(document)', message });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = yamlProblems(text, [...document.errors, ...document.warnings]).map(({ offset, message }) =>
    refuse(message, Math.max(1, lines.linePos(offset).line)),
  );
  if (broken.length > 0) return { problems: broken };
  try {
    return { root: sourcedOf(document, file, lines), problems: [] };
  } catch (error) {
    if (error instanceof RangeError) return { problems: [refuse(`${error.message}, got more`)] };
    throw error;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
