import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter } from 'yaml';

/** Where a value stands. */
export interface Place {
  readonly file: string;
  /** From 1. A value of a mapping stands where its key does. */
  readonly line: number;
}

/** A value of a YAML file that knows where it stands, so that it still does when files were merged. */
export type Sourced = SourcedScalar | SourcedList | SourcedMap;

export interface SourcedScalar {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: unknown;
  /** Whether its key stands without so much as a colon: the rest of words that a comma in braces ended. */
  readonly isBare?: true;
}

export interface SourcedList {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly Sourced[];
}

export interface SourcedMap {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: ReadonlyMap<string, Sourced>;
}

interface Reading {
  readonly document: Document;
  readonly file: string;
  readonly lines: LineCounter;
  /** Aliases that may still be followed. */
  aliasesLeft: number;
}

/** More than this many aliases are not followed: they multiply. */
const MOST_ALIASES = 100;

/**
 * The document as values with places.
 * @throws RangeError when it has more aliases than are followed
 */
export function sourcedOf(document: Document, file: string, lines: LineCounter): Sourced {
  return convert(document.contents, undefined, { document, file, lines, aliasesLeft: MOST_ALIASES });
}

function convert(node: unknown, key: Place | undefined, reading: Reading): Sourced {
  if (isAlias(node)) {
    reading.aliasesLeft -= 1;
    if (reading.aliasesLeft < 0) throw new RangeError(`expected at most ${String(MOST_ALIASES)} aliases`);
    return convert(node.resolve(reading.document), key, reading);
  }
  const place = key ?? placeOf(node, reading);
  if (isMap(node)) {
    const entries = node.items.map((pair): [string, Sourced] => {
      const name = isScalar(pair.key) ? String(pair.key.value) : '';
      const at = placeOf(pair.key, reading);
      if (pair.value === null) return [name, { kind: 'scalar', place: at, value: null, isBare: true }];
      return [name, convert(pair.value, at, reading)];
    });
    return { kind: 'map', place, entries: new Map(entries) };
  }
  if (isSeq(node)) {
    return { kind: 'list', place, items: node.items.map((item) => convert(item, undefined, reading)) };
  }
  return { kind: 'scalar', place, value: isScalar(node) ? node.value : null };
}

function placeOf(node: unknown, { file, lines }: Reading): Place {
  const offset = isMap(node) || isSeq(node) || isScalar(node) ? (node.range?.[0] ?? 0) : 0;
  return { file, line: Math.max(1, lines.linePos(offset).line) };
}

/** The plain value. */
export function plainOf(sourced: Sourced): unknown {
  if (sourced.kind === 'scalar') return sourced.value;
  if (sourced.kind === 'list') return sourced.items.map(plainOf);
  return Object.fromEntries([...sourced.entries].map(([key, value]) => [key, plainOf(value)]));
}

/** Where the value at a path stands; what is missing stands where the nearest thing around it does. */
export function placeAt(root: Sourced, path: readonly (string | number)[]): Place {
  return nearest(root, path).place;
}

/** Whether a key stands at the path without so much as a colon. */
export function isBareAt(root: Sourced, path: readonly (string | number)[]): boolean {
  const found = nearest(root, path);
  return found.kind === 'scalar' && found.isBare === true;
}

function nearest(root: Sourced, path: readonly (string | number)[]): Sourced {
  let found = root;
  for (const key of path) {
    const next = childOf(found, key);
    if (!next) break;
    found = next;
  }
  return found;
}

function childOf(sourced: Sourced, key: string | number): Sourced | undefined {
  if (sourced.kind === 'map') return sourced.entries.get(String(key));
  return sourced.kind === 'list' ? sourced.items[Number(key)] : undefined;
}
