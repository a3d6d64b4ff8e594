import type { LocalDate } from '#domain/calendar/local-date.js';
import type { PolicyVersion } from './policy-version.js';

/** Ids of the kinds of behaviour that one version of the policy names. */
export function behavioursOf({ behaviours = [] }: Pick<PolicyVersion, 'behaviours'>): ReadonlySet<string> {
  return new Set(behaviours.map(({ id }) => id));
}

/**
 * Ids that any version names which is or was in force by the day: a report may be put to a case that an earlier version
 * decides.
 */
export function behavioursKnownBy(
  versions: readonly Pick<PolicyVersion, 'behaviours' | 'inForceFrom'>[],
  day: LocalDate,
): ReadonlySet<string> {
  const today = day.toString();
  const begun = versions.filter(({ inForceFrom = today }) => inForceFrom <= today);
  return new Set(begun.flatMap((version) => [...behavioursOf(version)]));
}
