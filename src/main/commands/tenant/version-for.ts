import { Temporal } from 'temporal-polyfill';
import type { TenantCase } from '#tenancy/cases/read-cases.js';
import type { TenantPolicy } from '#tenancy/tenant-file.js';
import { CommandFailed } from '../command.js';
import { versionOn } from './given-rules.js';

/** What is said beside a case of the version to decide it by. */
export interface VersionWanted {
  /** There is one version, and it is the draft. */
  readonly isDraft: boolean;
  readonly on: Temporal.PlainDate | undefined;
}

/** The version that decides a case: the draft, that of the day asked for, the one it names, that of its receipt. */
export function versionFor(
  { id, facts, policy }: TenantCase,
  versions: readonly TenantPolicy[],
  { isDraft, on }: VersionWanted,
): TenantPolicy {
  const [first] = versions;
  if (isDraft && first) return first;
  const wanted = on?.toString() ?? policy ?? facts.receivedOn.toString();
  if (/^\d{4}-\d{2}-\d{2}$/.test(wanted)) return versionOn(versions, Temporal.PlainDate.from(wanted));
  const named = versions.find(({ file }) => file === wanted || file === `${wanted}.yaml`);
  if (named) return named;
  const known = versions.map(({ file }) => file).join(', ');
  throw new CommandFailed(`The case ${id}: policy: expected a day or one of ${known}, got ${wanted}.`);
}
