import { Temporal } from 'temporal-polyfill';
import { inWords, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import type { PolicyVersion } from './policy-version.js';

/** Thrown when a day lies before the first version of a policy. */
export class NoPolicyInForce extends Error {
  override readonly name = 'NoPolicyInForce';
}

/** A version that stands wrongly among the others. */
export interface VersionProblem {
  /** Its index in the list. */
  readonly index: number;
  /** "expected …, got …" */
  readonly message: string;
}

/**
 * What is wrong with the order of versions: every version but the first must say from when it is in force, and later
 * than the one before it. A version ends the day before the next begins, so that an ordered list has no gap.
 */
export function versionProblems(versions: readonly PolicyVersion[]): VersionProblem[] {
  return versions.flatMap((version, index) => {
    if (index === 0) return [];
    if (version.inForceFrom === undefined) {
      return [
        { index, message: 'expected inForceFrom, which only the first version may leave out, got nothing' },
      ];
    }
    const before = versions[index - 1]?.inForceFrom;
    if (before === undefined || before < version.inForceFrom) return [];
    return [{ index, message: `expected a day after ${before}, got ${version.inForceFrom}` }];
  });
}

/**
 * The version in force on that local day: the last that began on or before it.
 * @throws RangeError when the versions are not in order
 * @throws NoPolicyInForce when the first version begins later, or there is none
 */
export function policyInForceOn<V extends PolicyVersion>(versions: readonly V[], date: LocalDate): V {
  const [problem] = versionProblems(versions);
  if (problem) throw new RangeError(`policy version ${String(problem.index + 1)}: ${problem.message}`);
  const found = versions.findLast((version) => !startsAfter(version, date));
  if (found) return found;
  const first = versions[0]?.inForceFrom;
  throw new NoPolicyInForce(
    `No policy was in force on ${inWords(date)}` +
      (first === undefined ? '.' : `: the first begins on ${first}.`),
  );
}

function startsAfter(version: PolicyVersion, date: LocalDate): boolean {
  return version.inForceFrom !== undefined && isBefore(date, Temporal.PlainDate.from(version.inForceFrom));
}
