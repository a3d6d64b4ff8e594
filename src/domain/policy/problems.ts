import type { z } from 'zod';

/** One thing wrong with a document: where, and what was expected instead of what was found. */
export interface Problem {
  readonly path: readonly (string | number)[];
  /** "expected … , got …" */
  readonly message: string;
  /** Set when the problem is this unknown key of the object at `path`. */
  readonly unknownKey?: string;
}

/** Every problem that the schema found in the document, in the schema's order. */
export function problemsOf(error: z.ZodError, document: unknown): Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, document));
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

function problemsOfIssue(issue: z.core.$ZodIssue, document: unknown): Problem[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path, unknownKey: key, message: `expected no such key, got ${key}` }));
  }
  const expected = expectation(issue);
  if (expected.includes(', got ')) return [{ path, message: expected }];
  return [{ path, message: `${expected}, got ${shown(valueAt(document, path))}` }];
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'invalid_value') return `expected ${issue.values.map(String).join(' or ')}`;
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return `expected ${issue.options.map(String).join(' or ')}`;
  }
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
