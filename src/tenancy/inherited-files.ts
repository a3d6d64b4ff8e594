import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FindBase } from './yaml/with-bases.js';

/** The folder that holds the bases of partnerships, one folder each. */
export const BASES_FOLDER = 'bases';

/** A later version of a policy carries the day from which it is in force in its name. */
export const DATED_POLICY = /^policy-(\d{4}-\d{2}-\d{2})\.yaml$/;

/** Where the bases of one partnership's folder are looked for: beside it, and in it. */
export function basesOf(folder: string): string[] {
  return [join(folder, '..', BASES_FOLDER), join(folder, BASES_FOLDER)];
}

/** Finds a base of partnership.yaml in the first of the folders that has one of the name. */
export function findPartnershipBase(folders: readonly string[]): FindBase {
  return (name) => join(folderOf(folders, name), 'partnership.yaml');
}

/**
 * Finds a base of a policy: of the versions of the base, the last that begins on or before the day; policy.yaml where
 * no day is given or every dated version is later.
 */
export function findPolicyBase(folders: readonly string[], day: string | undefined): FindBase {
  return (name) => {
    const folder = folderOf(folders, name);
    const dated = namesIn(folder).flatMap((file) => {
      const from = DATED_POLICY.exec(file)?.[1];
      return from !== undefined && day !== undefined && from <= day ? [file] : [];
    });
    return join(folder, dated.sort().at(-1) ?? 'policy.yaml');
  };
}

function folderOf(folders: readonly string[], name: string): string {
  const [first = '.'] = folders;
  return join(folders.find((folder) => existsSync(join(folder, name))) ?? first, name);
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
