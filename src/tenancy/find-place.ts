import { basename } from 'node:path';
import { pathFromWords } from '#domain/policy/problems.js';
import { placeAt, type Place, type Sourced } from './yaml/sourced.js';

/**
 * Finds where in the files of a partnership something stands, be it in a base: by the name of the file in its folder, and
 * the key as findings name it. What is missing would stand where the nearest thing around it does.
 */
export type FindPlace = (file: string, key: string) => Place;

/** A file that was read; `root` is what it holds together with its bases. */
interface ReadFile {
  readonly file: string;
  readonly root?: Sourced;
}

export function placesIn(files: readonly ReadFile[]): FindPlace {
  const byName = new Map(files.map((each) => [basename(each.file), each]));
  return (name, key) => {
    const { file = name, root } = byName.get(name) ?? {};
    return root ? placeAt(root, pathFromWords(key)) : { file, line: 1 };
  };
}
