import type { PolicyVersion } from './policy-version.js';

/** The versions with another one at its place: in order of their days, instead of one that has the same day. */
export function placedAmong(versions: readonly PolicyVersion[], added: PolicyVersion): PolicyVersion[] {
  const others = versions.filter((version) => version.inForceFrom !== added.inForceFrom);
  return [...others, added].sort((a, b) => compareDays(a.inForceFrom, b.inForceFrom));
}

/** The version that another one replaces, where they have the same day, or else follows. */
export function versionBefore<V extends PolicyVersion>(
  versions: readonly V[],
  { inForceFrom }: Pick<PolicyVersion, 'inForceFrom'>,
): V | undefined {
  return versions.findLast((version) => compareDays(version.inForceFrom, inForceFrom) <= 0);
}

/** A version without a day comes first: it is in force since ever. */
function compareDays(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a < b ? -1 : 1;
}
