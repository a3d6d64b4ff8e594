import { readFileSync } from 'node:fs';
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { pathInWords, problemsOf, type Problem } from '#domain/policy/problems.js';
import type { FileProblem } from './tenant-file-error.js';

/** A YAML file that was read, or the problems that stood in the way. */
export interface YamlFile<T> {
  readonly file: string;
  /** Present when the file is there, is YAML and is what the schema accepts. */
  readonly data?: T;
  readonly problems: readonly FileProblem[];
  /** A problem found later, placed at its line. */
  readonly problemAt: (problem: Problem) => FileProblem;
}

/** Reads a file against a schema. Nothing is thrown for what its author got wrong: it is listed, each at its line. */
export function readYamlFile<T>(file: string, schema: z.ZodType<T>): YamlFile<T> {
  const text = readText(file);
  if (text === undefined) {
    const problemAt = (problem: Problem) => placed(file, problem, 1);
    return {
      file,
      problemAt,
      problems: [problemAt({ path: [], message: 'expected a readable file, got none' })],
    };
  }
  return readYamlText(file, text, schema);
}

/** Reads text that is at hand against a schema; problems name it as the file. */
export function readYamlText<T>(file: string, text: string, schema: z.ZodType<T>): YamlFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const problemAt = (problem: Problem) => placed(file, problem, lineOf(offsetOf(document, problem)));
  const broken = [...document.errors, ...document.warnings].map((error) => {
    const [what = ''] = error.message.split('\n');
    return placed(file, { path: [], message: `expected YAML, got: ${what}` }, lineOf(error.pos[0]));
  });
  if (broken.length > 0) return { file, problemAt, problems: broken };
  const json: unknown = document.toJS();
  const parsed = schema.safeParse(json);
  if (parsed.success) return { file, problemAt, problems: [], data: parsed.data };
  return { file, problemAt, problems: problemsOf(parsed.error, json).map(problemAt) };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function placed(file: string, problem: Problem, line: number): FileProblem {
  const path = problem.unknownKey === undefined ? problem.path : [...problem.path, problem.unknownKey];
  return { file, line, path: pathInWords(path), message: problem.message };
}

/** Where the problem's value begins; what is missing is placed at the nearest thing around it that is there. */
function offsetOf(document: Document, problem: Problem): number {
  const path = problem.unknownKey === undefined ? problem.path : [...problem.path, problem.unknownKey];
  for (let length = path.length; length > 0; length -= 1) {
    const offset = keyOffset(document, path.slice(0, length)) ?? valueOffset(document, path.slice(0, length));
    if (offset !== undefined) return offset;
  }
  return valueOffset(document, []) ?? 0;
}

function valueOffset(document: Document, path: readonly (string | number)[]): number | undefined {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

function keyOffset(document: Document, path: readonly (string | number)[]): number | undefined {
  const key = path.at(-1);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((each) => isScalar(each.key) && String(each.key.value) === String(key));
  return pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
}
