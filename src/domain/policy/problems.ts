import type { z } from 'zod';
import { knownKeys } from './known-keys.js';
import { didYouMean } from './did-you-mean.js';
import { expectedType } from './expected-type.js';

/** One thing wrong with a document: where, and what was expected instead of what was found. */
export interface Problem {
  readonly path: readonly (string | number)[];
  /** "expected … , got …" */
  readonly message: string;
  /** Set when the problem is this unknown key of the object at `path`. */
  readonly unknownKey?: string;
}

/** Every problem that the schema found in the document, in the schema's order. */
export function problemsOf(error: z.ZodError, document: unknown, schema: z.core.$ZodType): Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, document, schema));
}

/** A path as people write it: `threshold.criteria[0].atLeast`; the document itself is `(document)`. */
export function pathInWords(path: readonly (string | number)[]): string {
  if (path.length === 0) return '(document)';
  return path
    .map((key, index) => (typeof key === 'number' ? `[${String(key)}]` : index === 0 ? key : `.${key}`))
    .join('');
}

/** The path that such words mean. */
export function pathFromWords(words: string): (string | number)[] {
  if (words === '(document)') return [];
  return words
    .replaceAll('[', '.[')
    .split('.')
    .filter((step) => step !== '')
    .map((step) => (step.startsWith('[') ? Number(step.slice(1, -1)) : step));
}

function problemsOfIssue(issue: z.core.$ZodIssue, document: unknown, schema: z.core.$ZodType): Problem[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, document, path);
    return issue.keys.map((key) => ({
      path,
      unknownKey: key,
      message: `expected no such key, got ${key}${didYouMean(key, known)}`,
    }));
  }
  const value = valueAt(document, path);
  const expected = expectation(issue, value);
  if (expected.includes(', got ')) return [{ path, message: expected }];
  const hint = typeof value === 'string' ? didYouMean(value, choicesOf(issue)) : '';
  return [{ path, message: `${expected}, got ${shown(value)}${hint}` }];
}

/** The words of which one was expected. */
function choicesOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union' || !('options' in issue) || !Array.isArray(issue.options)) return [];
  return issue.options.map(String);
}

function expectation(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_type') return expectedType(issue.expected, issue.path.at(-1), value);
  const choices = choicesOf(issue);
  if (choices.length > 0) return `expected ${choices.join(' or ')}`;
  if (issue.code === 'invalid_key') {
    return `expected a valid key (${issue.issues.map((inner) => ownWords(inner.message)).join('; ')})`;
  }
  return ownWords(issue.message);
}

function ownWords(message: string): string {
  return message.startsWith('expected ') ? message : `expected something valid (${message})`;
}

function valueAt(document: unknown, path: readonly (string | number)[]): unknown {
  let value = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value) ?? typeof value;
  return json.length > 80 ? `${json.slice(0, 77)}...` : json;
}
