import { listDifferences, type Difference } from './differences.js';
import type { PolicyVersion } from './policy-version.js';

/**
 * What a version changes against the one that it follows or replaces. From when each is in force is told beside it and
 * is no change of the rules.
 */
export function policyDifferences(before: PolicyVersion | undefined, after: PolicyVersion): Difference[] {
  return listDifferences(before === undefined ? {} : rulesOf(before), rulesOf(after));
}

function rulesOf({ inForceFrom: _from, inForceThrough: _through, ...rules }: PolicyVersion): object {
  return rules;
}

/** A difference as a sentence for people who do not read the files. */
export function differenceInWords(difference: Difference): string {
  const { path, of } = difference;
  const where = of === undefined ? '' : ` of “${of}”`;
  const what = `${nameOf(path)}${where}`;
  if (path.endsWith(' (order)')) return `${what}: the order changes.`;
  const before = difference.before === undefined ? undefined : valueInWords(difference.before);
  const after = difference.after === undefined ? undefined : valueInWords(difference.after);
  if (before === undefined) return `${what} is new: ${after ?? 'nothing'}.`;
  if (after === undefined) return `${what} is taken away; it was ${before}.`;
  return `${what} was ${before} and becomes ${after}.`;
}

/** The last part of a path as a word: `atLeast` is "at least", `criteria[three-incidents]` "criteria three-incidents". */
function nameOf(path: string): string {
  const last =
    path
      .replace(/ \(order\)$/, '')
      .split(/\.(?![^[]*\])/)
      .at(-1) ?? path;
  const [key = '', name] = last.split('[');
  const words = key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const whole = name === undefined ? words : `${words} ${name.replace(/\]$/, '')}`;
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}`;
}

function valueInWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string')
    return /^[a-z0-9]+([_-][a-z0-9]+)*$/.test(value) ? value.replaceAll('_', ' ') : `“${value}”`;
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(valueInWords).join(', ');
  if (typeof value !== 'object' || value === null) return 'nothing';
  const parts = value as Readonly<Record<string, unknown>>;
  if (typeof parts['words'] === 'string') return `“${parts['words']}”`;
  if (typeof parts['name'] === 'string') return `“${parts['name']}”`;
  return Object.entries(parts)
    .map(([key, inner]) => {
      const name = key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
      return typeof inner === 'number' && isUnit(key)
        ? `${String(inner)} ${inner === 1 ? name.replace(/s$/, '') : name}`
        : `${name} ${valueInWords(inner)}`;
    })
    .join(', ');
}

function isUnit(key: string): boolean {
  return ['days', 'workingDays', 'weeks', 'months'].includes(key);
}
