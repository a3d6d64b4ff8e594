import type { FileProblem } from '../tenant-file-error.js';
import type { Sourced, SourcedList, SourcedMap } from './sourced.js';

/** Two files as one, and what in the upper one does not fit the one below. */
export interface Merged {
  readonly root: Sourced;
  readonly problems: readonly FileProblem[];
}

/** Where in the documents the merging is, and what it found so far. */
interface Merging {
  readonly path: string;
  readonly problems: FileProblem[];
}

/** Keys that say what a mapping is: one that says something else replaces it as a whole. */
const TELLING = ['id', 'test', 'anchor'];

const LENGTHS: readonly string[] = ['days', 'weeks', 'months', 'workingDays', 'meeting', 'nth'];

/**
 * Lays a file over its base. Mappings are merged key by key, and a key with nothing after it takes the base's away.
 * Lists whose members have an `id`, or a `slug`, are merged member by member: a member that the base has is merged
 * with it, `remove: true` drops it, a new one is added at the end. Other lists, lengths of time, and a test or window
 * of another kind or id replace what the base says.
 */
export function mergeOver(base: Sourced, own: Sourced): Merged {
  const problems: FileProblem[] = [];
  return { root: merge(base, own, { path: '', problems }), problems };
}

function merge(base: Sourced, own: Sourced, merging: Merging): Sourced {
  if (base.kind === 'map' && own.kind === 'map') {
    const deeper = textOf(own, 'test') === undefined ? mergeDeeper(base, own, merging) : undefined;
    return deeper ?? (isAnother(base, own) ? own : mergeMaps(base, own, merging));
  }
  if (base.kind === 'list' && own.kind === 'list' && areIdentified(base) && areIdentified(own))
    return mergeLists(base, own, merging);
  return own;
}

function isAnother(base: SourcedMap, own: SourcedMap): boolean {
  const differs = TELLING.some((key) => {
    const chosen = textOf(own, key);
    return chosen !== undefined && chosen !== textOf(base, key);
  });
  const isLength = (map: SourcedMap) =>
    map.entries.size > 0 && [...map.entries.keys()].every((key) => LENGTHS.includes(key));
  return differs || (isLength(base) && isLength(own));
}

function mergeMaps(base: SourcedMap, own: SourcedMap, merging: Merging): SourcedMap {
  const entries = new Map(base.entries);
  for (const [key, value] of own.entries) {
    const inherited = base.entries.get(key);
    if (!inherited) entries.set(key, value);
    else if (value.kind === 'scalar' && value.value === null) entries.delete(key);
    else entries.set(key, merge(inherited, value, inside(merging, key)));
  }
  return { kind: 'map', place: own.place, entries };
}

function mergeLists(base: SourcedList, own: SourcedList, merging: Merging): SourcedList {
  let items = [...base.items];
  own.items.forEach((item, index) => {
    const id = idOf(item);
    const at = items.findIndex((each) => idOf(each) === id || holds(each, id));
    const found = items[at];
    const here = { ...merging, path: `${merging.path}[${String(index)}]` };
    if (found && idOf(found) === id && isRemoved(item)) items = items.filter((each) => each !== found);
    else if (found) items = items.with(at, mergeMember(found, item, here));
    else if (isRemoved(item)) merging.problems.push(nothingToRemove(item, base, here.path));
    else items.push(item);
  });
  return { kind: 'list', place: own.place, items };
}

function mergeMember(found: Sourced, item: Sourced, merging: Merging): Sourced {
  if (found.kind !== 'map' || item.kind !== 'map') return item;
  return mergeDeeper(found, item, merging) ?? merge(found, item, merging);
}

/** A criterion of the base that stands deeper in its tree than the file names it is merged where it stands. */
function mergeDeeper(base: SourcedMap, own: SourcedMap, merging: Merging): SourcedMap | undefined {
  const criteria = base.entries.get('criteria');
  const id = idOf(own);
  if (criteria?.kind !== 'list' || id === idOf(base) || !holds(base, id)) return undefined;
  const single: SourcedList = { kind: 'list', place: criteria.place, items: [own] };
  const merged = mergeLists(criteria, single, inside(merging, 'criteria'));
  return { ...base, entries: new Map(base.entries).set('criteria', merged) };
}

function inside({ path, problems }: Merging, key: string): Merging {
  return { path: path === '' ? key : `${path}.${key}`, problems };
}

function holds(sourced: Sourced, id: string | undefined): boolean {
  const criteria = sourced.kind === 'map' ? sourced.entries.get('criteria') : undefined;
  if (id === undefined || criteria?.kind !== 'list') return false;
  return criteria.items.some((item) => idOf(item) === id || holds(item, id));
}

function areIdentified(list: SourcedList): boolean {
  return list.items.every((item) => idOf(item) !== undefined);
}

function idOf(sourced: Sourced): string | undefined {
  return textOf(sourced, 'id') ?? textOf(sourced, 'slug');
}

function isRemoved(sourced: Sourced): boolean {
  const entry = sourced.kind === 'map' ? sourced.entries.get('remove') : undefined;
  return entry?.kind === 'scalar' && entry.value === true;
}

function textOf(sourced: Sourced, key: string): string | undefined {
  const entry = sourced.kind === 'map' ? sourced.entries.get(key) : undefined;
  return entry?.kind === 'scalar' && typeof entry.value === 'string' ? entry.value : undefined;
}

function nothingToRemove(item: Sourced, base: SourcedList, path: string): FileProblem {
  const known = base.items.map((each) => idOf(each) ?? '').join(', ');
  return {
    ...item.place,
    path: `${path}.remove`,
    message: `expected one that the base has (${known}), got ${idOf(item) ?? ''}`,
  };
}
