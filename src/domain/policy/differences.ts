/** One place in which two documents differ. */
export interface Difference {
  /** As in `threshold.criteria[three-incidents].atLeast`: parts of a list are named by their id, slug or name. */
  readonly path: string;
  /** What stood there; left out where nothing did. */
  readonly before?: unknown;
  /** What stands there now; left out where nothing does. */
  readonly after?: unknown;
  /** The words of the nearest part around it that has words, as the later document has them. */
  readonly of?: string;
}

/**
 * Where two documents of plain JSON differ, in the order of the later one; what was left out last. Parts of a list that
 * carry an id, slug or name are compared with their namesake wherever it stands; other lists are compared whole.
 */
export function listDifferences(before: unknown, after: unknown): Difference[] {
  return compare(before, after, { path: '' });
}

interface Place {
  readonly path: string;
  readonly of?: string;
}

type Parts = Readonly<Record<string, unknown>>;

function compare(before: unknown, after: unknown, place: Place): Difference[] {
  if (isParts(before) && isParts(after)) return compareParts(before, after, placeWithin(after, place));
  const [first, second] = [namedParts(before), namedParts(after)];
  if (first && second) return compareLists(first, second, place);
  if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(after))) return [];
  return [{ ...place, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

function compareParts(before: Parts, after: Parts, place: Place): Difference[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key) =>
    compare(before[key], after[key], { ...place, path: place.path === '' ? key : `${place.path}.${key}` }),
  );
}

function compareLists(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
  place: Place,
): Difference[] {
  const names = [...new Set([...after.keys(), ...before.keys()])];
  const differences = names.flatMap((name) =>
    compare(before.get(name), after.get(name), { ...place, path: `${place.path}[${name}]` }),
  );
  const orderOf = (own: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>) =>
    [...own.keys()].filter((name) => other.has(name));
  const [was, is] = [orderOf(before, after), orderOf(after, before)];
  if (was.join('\n') === is.join('\n')) return differences;
  return [...differences, { ...place, path: `${place.path} (order)`, before: was, after: is }];
}

function placeWithin(parts: Parts, place: Place): Place {
  const words = parts['words'];
  return typeof words === 'string' ? { ...place, of: words } : place;
}

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list by the names of its parts; undefined unless each has one of its own. */
function namedParts(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const named = (value as unknown[]).flatMap((part): [string, unknown][] => {
    const name = isParts(part) ? (part['id'] ?? part['slug'] ?? part['name']) : undefined;
    return typeof name === 'string' ? [[name, part]] : [];
  });
  const byName = new Map(named);
  return byName.size === value.length ? byName : undefined;
}

/** Keys in one order at every depth, so that equal values have equal text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isParts(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, sorted(inner)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
