import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { evaluateCase } from '#domain/threshold/evaluate-case.js';
import type { CaseFinding } from '#domain/threshold/finding.js';
import type { CaseClock } from '#domain/timescale/case-clock.js';
import { clocksOf } from '#domain/timescale/clocks.js';
import { notesOn } from './case-notes.js';
import { differencesFrom, type Difference } from './differences.js';
import type { TenantCase } from './read-cases.js';

/** What a policy version makes of a case. */
export interface DecidedCase {
  readonly finding: CaseFinding;
  readonly clocks: readonly CaseClock[];
  /** In what it is not as the case expects; null where the case expects nothing. */
  readonly differences: readonly Difference[] | null;
  /** What the facts say and the policy knows nothing of. */
  readonly notes: readonly string[];
}

/** Decides a case by a version and holds the result against what the case expects. */
export function decideCase(
  { facts, course, now, expect }: TenantCase,
  policy: PolicyVersion,
  holidays: BankHolidays,
): DecidedCase {
  const finding = evaluateCase(policy, facts);
  const clocks = clocksOf(policy, course, { holidays, now });
  const differences = expect === undefined ? null : differencesFrom(expect, { finding, clocks });
  return { finding, clocks, differences, notes: notesOn(facts, policy) };
}
