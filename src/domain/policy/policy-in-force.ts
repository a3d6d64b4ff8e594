import { Temporal } from 'temporal-polyfill';
import { inWords, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import type { PolicyVersion } from './policy-version.js';

/** Thrown when a day lies before the first version of a policy. */
export class NoPolicyInForce extends Error {
  override readonly name = 'NoPolicyInForce';
}

/** A version that stands wrongly among the others: its `inForceFrom` is not what the one before it asks for. */
export interface VersionProblem {
  /** Its index in the list. */
  readonly index: number;
  /** "expected …, got …" */
  readonly message: string;
}

/**
 * What is wrong with the order of versions: every version but the first must say from when it is in force, later than
 * the one before it, and the day after that one's last day where it has one: neither a gap nor an overlap. Without a
 * last day a version ends the day before the next begins.
 */
export function versionProblems(versions: readonly PolicyVersion[]): VersionProblem[] {
  return versions.flatMap((version, index) => {
    const before = versions[index - 1];
    const expected = before && expectedBeginning(before, version.inForceFrom);
    if (expected === undefined) return [];
    return [{ index, message: `expected ${expected}, got ${version.inForceFrom ?? 'nothing'}` }];
  });
}

function expectedBeginning(before: PolicyVersion, from: string | undefined): string | undefined {
  if (from === undefined) return 'inForceFrom, which only the first version may leave out';
  const { inForceFrom, inForceThrough } = before;
  if (inForceFrom !== undefined && from <= inForceFrom) return `a day after ${inForceFrom}`;
  if (inForceThrough === undefined) return undefined;
  const next = Temporal.PlainDate.from(inForceThrough).add({ days: 1 }).toString();
  if (from === next) return undefined;
  const what = from > next ? 'no rules would be in force between' : 'two versions would be in force at once';
  return `${next}, the day after the version before ends (${what})`;
}

/**
 * The version in force on that local day: the last that began on or before it, if it has not ended.
 * @throws RangeError when the versions are not in order
 * @throws NoPolicyInForce when the first version begins later, the last has ended, or there is none
 */
export function policyInForceOn<V extends PolicyVersion>(versions: readonly V[], date: LocalDate): V {
  const [problem] = versionProblems(versions);
  if (problem) throw new RangeError(`policy version ${String(problem.index + 1)}: ${problem.message}`);
  const found = versions.findLast((version) => !startsAfter(version, date));
  if (found && !hasEndedBy(found, date)) return found;
  throw new NoPolicyInForce(`No policy was in force on ${inWords(date)}${boundary(versions[0], found)}`);
}

function boundary(first: PolicyVersion | undefined, ended: PolicyVersion | undefined): string {
  if (ended?.inForceThrough !== undefined) return `: the last ended on ${ended.inForceThrough}.`;
  return first?.inForceFrom === undefined ? '.' : `: the first begins on ${first.inForceFrom}.`;
}

function hasEndedBy({ inForceThrough }: PolicyVersion, date: LocalDate): boolean {
  return inForceThrough !== undefined && isBefore(Temporal.PlainDate.from(inForceThrough), date);
}

function startsAfter(version: PolicyVersion, date: LocalDate): boolean {
  return version.inForceFrom !== undefined && isBefore(date, Temporal.PlainDate.from(version.inForceFrom));
}
