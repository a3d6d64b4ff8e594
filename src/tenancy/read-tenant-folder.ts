import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import { basesOf } from './inherited-files.js';
import { holidaysBeside } from './read-holidays.js';
import type { FindPlace } from './find-place.js';
import { readPartnership } from './read-partnership.js';
import { TenantFileError, type FileProblem } from './tenant-file-error.js';
import type { OrganisationFile, TenantFile } from './tenant-file.js';

/** What a partnership that is not among the project's is read with. */
export interface FolderOptions {
  readonly organisations?: readonly OrganisationFile[];
  /** Left out: those that stand beside the folder, or in it. */
  readonly holidays?: BankHolidays;
}

/** One partnership's folder, wherever it is. */
export interface TenantFolder {
  /** The folder's name. */
  readonly slug: string;
  /** Absent where the folder has no partnership.yaml. */
  readonly partnership?: TenantFile;
  /** In order; never empty. */
  readonly policyVersions: TenantFile['policyVersions'];
  readonly find: FindPlace;
  /** Absent where none were given and none stand beside the folder. */
  readonly holidays?: BankHolidays;
}

/**
 * Reads one partnership's folder anywhere: its policy, and partnership.yaml and bank holidays where they are. Bases are
 * looked for beside the folder and in it. References to organisations are checked only where those are given.
 * @throws TenantFileError listing every problem
 */
export function readTenantFolder(path: string, options: FolderOptions = {}): TenantFolder {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new TenantFileError([unreadable(path)]);
  const { organisations } = options;
  const { slug, partnership, versions, find, problems } = readPartnership(path, {
    bases: basesOf(path),
    organisations,
  });
  const isAlone = !existsSync(join(path, 'partnership.yaml'));
  const wrong = isAlone ? problems.filter(({ file }) => file !== partnership.file) : problems;
  if (wrong.length > 0) throw new TenantFileError(wrong);
  const { data } = partnership;
  const holidays = options.holidays ?? holidaysBeside(path);
  return {
    slug,
    policyVersions: versions,
    find,
    ...(data && { partnership: { slug, ...data, policyVersions: versions } }),
    ...(holidays && { holidays }),
  };
}

function unreadable(file: string): FileProblem {
  return { file, line: 1, path: '(document)', message: 'expected the folder of a partnership, got nothing' };
}
