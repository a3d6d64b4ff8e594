import { types } from 'node:util';

const hidden = '[hidden]';
const deepest = 6;
const longestList = 100;

const secretWords = new Set(
  (
    'authorization cookie cookies secret secrets token tokens password passwords passphrase credential credentials ' +
    'email emails mail phone phones telephone mobile name names address addresses postcode postcodes'
  ).split(' '),
);
const secretKeys = new Set([
  'apikey',
  'ip',
  'ipaddress',
  'firstname',
  'lastname',
  'surname',
  'forename',
  'fullname',
  'username',
]);
/** Keys whose last word is "name" and that name a thing of ours, never a person. */
const namesOfThings = new Set([
  'operationname',
  'fieldname',
  'jobname',
  'taskname',
  'eventname',
  'settingname',
  'constraintname',
]);

/**
 * A copy of the fields of a log line in which everything under a key that speaks of a secret or a person is hidden,
 * at any depth; errors are reduced by `describeError` and passwords are taken out of URLs.
 */
export function redactFields(fields: object): Record<string, unknown> {
  return redactObject(fields, 0);
}

/** Takes user and password out of every URL, and the token out of every bearer header, in a text. */
export function redactText(text: string): string {
  return text
    .replace(/:\/\/[^\s/@]*@/g, `://${hidden}@`)
    .replace(/\bBearer\s+[\w.~+/=-]+/gi, `Bearer ${hidden}`);
}

/** What a log may keep of an error: no text from a database, which quotes the values it refuses. */
export interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Reduces an error, and up to three causes, to its type, message, code and the places of its stack. */
export function describeError(error: Error, causes = 3): DescribedError {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: isFromDatabase(error)
      ? `the database refused (SQLSTATE ${code ?? 'unknown'})`
      : redactText(error.message),
    ...(code === undefined ? {} : { code }),
    ...(places === undefined ? {} : { stack: places.join('\n') }),
    ...(isError(error.cause) && causes > 0 ? { cause: describeError(error.cause, causes - 1) } : {}),
  };
}

/** Whether a value is an error, also one that was made by Node for another context. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

function isFromDatabase(error: Error): boolean {
  return 'severity' in error || 'driverError' in error || 'parameters' in error;
}

function redactAt(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (isError(value)) return describeError(value);
  if (ArrayBuffer.isView(value)) return '[bytes]';
  if (depth >= deepest) return '[too deep]';
  if (Array.isArray(value)) return value.slice(0, longestList).map((item) => redactAt(item, depth + 1));
  if (value instanceof Map) return redactObject(Object.fromEntries<unknown>(value), depth);
  if (value instanceof Set) return redactAt([...value], depth);
  if (hasJson(value)) return redactAt(value.toJSON(), depth + 1);
  return isPlain(value) ? redactObject(value, depth) : `[${value.constructor.name}]`;
}

function hasJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** Sockets, requests and the like are named, never walked. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function redactObject(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]): [string, unknown] => [
      key,
      isSecretKey(key) ? hidden : redactAt(value, depth + 1),
    ]),
  );
}

function isSecretKey(key: string): boolean {
  const flat = key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  if (namesOfThings.has(flat)) return false;
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return secretKeys.has(flat) || words.some((word) => secretWords.has(word));
}
