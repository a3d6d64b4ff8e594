import type { z } from 'zod';
import { pathInWords, problemsOf, type Problem } from '#domain/policy/problems.js';
import type { FileProblem } from './tenant-file-error.js';
import { parseYaml, parseYamlText, type ParsedYaml } from './yaml/parse-yaml.js';
import { isBareAt, placeAt, plainOf, type Place, type Sourced } from './yaml/sourced.js';
import { withBases, type FindBase } from './yaml/with-bases.js';

/** A YAML file that was read, or the problems that stood in the way. */
export interface YamlFile<T> {
  readonly file: string;
  /** Present when the file is there, is YAML and is what the schema accepts. */
  readonly data?: T;
  /** What it holds together with its bases; present when it is there and is YAML. */
  readonly root?: Sourced;
  readonly problems: readonly FileProblem[];
  /** A problem found later, placed at the file and line where the wrong value stands, be it in a base. */
  readonly problemAt: (problem: Problem) => FileProblem;
}

/**
 * Reads a file, laid over the base that it names, against a schema. Nothing is thrown for what its author got wrong: it
 * is listed, each at its file and line. Without `findBase`, the key `base` is for the schema to judge.
 */
export function readYamlFile<T>(file: string, schema: z.ZodType<T>, findBase?: FindBase): YamlFile<T> {
  return checkedFile({ file, schema, findBase }, parseYaml(file));
}

/** Reads text that is at hand against a schema; problems name it as the file. */
export function readYamlText<T>(file: string, text: string, schema: z.ZodType<T>): YamlFile<T> {
  return checkedFile({ file, schema, findBase: undefined }, parseYamlText(file, text));
}

interface Reading<T> {
  readonly file: string;
  readonly schema: z.ZodType<T>;
  readonly findBase: FindBase | undefined;
}

function checkedFile<T>({ file, schema, findBase }: Reading<T>, parsed: ParsedYaml): YamlFile<T> {
  if (!parsed.root) {
    const problemAt = (problem: Problem) => placed({ file, line: 1 }, problem);
    return { file, problemAt, problems: parsed.problems };
  }
  const { root, problems } = findBase
    ? withBases(parsed.root, findBase)
    : { root: parsed.root, problems: [] };
  const problemAt = (problem: Problem) => placed(placeAt(root, fullPath(problem)), problem);
  if (problems.length > 0) return { file, root, problemAt, problems };
  const json = plainOf(root);
  const checked = schema.safeParse(json);
  if (checked.success) return { file, root, problemAt, problems: [], data: checked.data };
  return {
    file,
    root,
    problemAt,
    problems: problemsOf(checked.error, json, schema).map((problem) => problemAt(withHint(problem, root))),
  };
}

/** Words in braces end at a comma unless they are in quotes: what comes after it is read as a key by itself. */
function withHint(problem: Problem, root: Sourced): Problem {
  const { unknownKey: key } = problem;
  if (key === undefined || !isBareAt(root, fullPath(problem))) return problem;
  return {
    ...problem,
    message: `expected words that hold a comma to stand in quotes, and several values in [ ], got what follows a comma as a key: ${key}`,
  };
}

function fullPath({ path, unknownKey }: Problem): readonly (string | number)[] {
  return unknownKey === undefined ? path : [...path, unknownKey];
}

function placed(place: Place, problem: Problem): FileProblem {
  return { ...place, path: pathInWords(fullPath(problem)), message: problem.message };
}
