import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import { policyInForceOn } from '#domain/policy/policy-in-force.js';
import { digestOf } from '#tenancy/canonical-json.js';
import { BASES_FOLDER, basesOf } from '#tenancy/inherited-files.js';
import { readHolidays } from '#tenancy/read-holidays.js';
import { readPolicyFile } from '#tenancy/read-policies.js';
import { readTenantFolder } from '#tenancy/read-tenant-folder.js';
import { TenantFileError } from '#tenancy/tenant-file-error.js';
import type { TenantFile, TenantPolicy } from '#tenancy/tenant-file.js';
import { tenantsFolder } from '../../prepare.js';
import { CommandFailed, UsageError, type Given, type Terminal } from '../command.js';
import { pathFrom } from './path-from.js';

/** The operand that names whose rules are looked at. */
export const WHOSE = 'SLUG|FOLDER';
export const WHOSE_HELP = `${WHOSE} is a partnership of tenants/, or a folder of your own, in which policy.yaml is enough.`;

/** The rules of one partnership, of which no more than a policy need be written. */
export interface GivenRules {
  /** Slug of the partnership, or the name of the folder. */
  readonly name: string;
  /** Left out where the folder has no partnership.yaml. */
  readonly partnership?: TenantFile;
  /** In order. */
  readonly versions: readonly TenantPolicy[];
  readonly folder: string;
  /** Those that stand beside the folder, else those of tenants/. */
  readonly holidays: BankHolidays;
}

/** The folder of a partnership: a path, or one of tenants/. */
export function folderOf(terminal: Terminal, operand: string): string {
  const folder = isPath(terminal, operand) ? pathFrom(terminal, operand) : join(tenantsFolder, operand);
  if (isFolder(folder)) return folder;
  const own = pathFrom(terminal, operand);
  throw new CommandFailed(
    `There is no partnership ${JSON.stringify(operand)} in ${tenantsFolder}, and no folder ${own}.`,
  );
}

/** Whether a folder is meant, not a partnership of tenants/: it has a slash, or is a folder and no partnership. */
export function isPath(terminal: Terminal, operand: string): boolean {
  if (/[/\\]/.test(operand) || operand === '.') return true;
  return !isFolder(join(tenantsFolder, operand)) && isFolder(pathFrom(terminal, operand));
}

/**
 * The rules of a partnership, or of a folder of one's own.
 * @throws TenantFileError when its files cannot be used
 */
export function readRules(terminal: Terminal, operand: string): GivenRules {
  const folder = folderOf(terminal, operand);
  const { slug, partnership, policyVersions, holidays } = readTenantFolder(folder);
  return {
    name: slug,
    folder,
    ...(partnership && { partnership }),
    versions: policyVersions,
    holidays: holidays ?? readHolidays(tenantsFolder),
  };
}

/** One version from a file of its own, a draft; its bases are looked for beside it and its folder, then in tenants/. */
export function readDraft(terminal: Terminal, path: string): TenantPolicy {
  const file = pathFrom(terminal, path);
  const folder = dirname(file);
  const bases = [...basesOf(folder), ...basesOf(dirname(folder)), join(tenantsFolder, BASES_FOLDER)];
  const read = readPolicyFile(file, bases);
  if (!read.data) throw new TenantFileError(read.problems);
  return { file: basename(file), digest: digestOf(read.data), policy: read.data };
}

/** The version in force on that day. */
export function versionOn(versions: readonly TenantPolicy[], day: Temporal.PlainDate): TenantPolicy {
  const policy = policyInForceOn(
    versions.map((version) => version.policy),
    day,
  );
  const found = versions.find((version) => version.policy === policy);
  if (!found) throw new Error('expected the version of the policy in force');
  return found;
}

/** The day of an option, where it was given. */
export function findDay(given: Given, option: string): Temporal.PlainDate | undefined {
  const text = given.find(option);
  if (text === undefined) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw notADay(option, text);
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    throw notADay(option, text);
  }
}

function notADay(option: string, text: string): UsageError {
  return new UsageError(`--${option} is ${JSON.stringify(text)}: expected a day such as 2026-07-10.`);
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
