import { existsSync } from 'node:fs';
import { mergeOver } from './merge.js';
import { parseYaml } from './parse-yaml.js';
import type { FileProblem } from '../tenant-file-error.js';
import type { Place, Sourced, SourcedMap } from './sourced.js';

/** How many bases may stand one below the other. */
const MOST_BASES = 3;

/** What a file does not take from its base. */
const OWN_KEYS = ['base', 'inForceFrom', 'inForceThrough'];

/** The file of a base, whether or not it is there, or undefined where there is no folder of that name. */
export type FindBase = (name: string) => string | undefined;

/** A file with what it takes from its bases. */
export interface WithBases {
  readonly root: Sourced;
  readonly problems: readonly FileProblem[];
}

/** Lays a file over the base that its key `base` names, which may have one itself. */
export function withBases(own: Sourced, findBase: FindBase, above: readonly string[] = []): WithBases {
  if (own.kind !== 'map') return { root: own, problems: [] };
  const named = own.entries.get('base');
  if (!named) return { root: own, problems: [] };
  const root = without(own, ['base']);
  const name = named.kind === 'scalar' && typeof named.value === 'string' ? named.value : '';
  const refuse = (expected: string) => ({
    root,
    problems: [problem(named.place, `expected ${expected}, got ${name === '' ? 'something else' : name}`)],
  });
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return refuse('the name of a folder of bases');
  if (above.includes(name)) return refuse(`bases that do not stand on one another (${above.join(', ')})`);
  if (above.length >= MOST_BASES) return refuse(`at most ${String(MOST_BASES)} bases, one below the other`);
  const file = findBase(name);
  if (file === undefined || !existsSync(file)) return refuse(`a base that has ${file ?? 'such a file'}`);
  const parsed = parseYaml(file);
  if (!parsed.root) return { root, problems: parsed.problems };
  const below = withBases(parsed.root, findBase, [...above, name]);
  const lower = below.root.kind === 'map' ? without(below.root, OWN_KEYS) : below.root;
  const merged = mergeOver(lower, root);
  return { root: merged.root, problems: [...below.problems, ...merged.problems] };
}

function without(map: SourcedMap, keys: readonly string[]): SourcedMap {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => !keys.includes(key))) };
}

function problem(place: Place, message: string): FileProblem {
  return { ...place, path: 'base', message };
}
