import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import type { Criterion } from '#domain/policy/criterion.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { CaseMoment } from '#domain/policy/timescales.js';
import { evaluateCase } from '#domain/threshold/evaluate-case.js';
import type { ThresholdFacts } from '#domain/threshold/facts.js';
import type { CaseFinding } from '#domain/threshold/finding.js';
import { questionsOf } from '#domain/threshold/questions.js';
import type { CaseClock } from '#domain/timescale/case-clock.js';
import { clocksOf } from '#domain/timescale/clocks.js';
import { stepsOf } from '#domain/policy/steps-of.js';
import type { CaseCourse } from '#domain/timescale/course.js';
import { notesOn } from './case-notes.js';
import { differencesFrom, type Difference } from './differences.js';
import type { TenantCase } from './read-cases.js';

/** What a policy version makes of a case. */
export interface DecidedCase {
  readonly finding: CaseFinding;
  readonly clocks: readonly CaseClock[];
  /** Ids of the steps of which a clock is a forecast only, and that come only where the threshold is met. */
  readonly ifMet: readonly string[];
  /** In what it is not as the case expects; null where the case expects nothing. */
  readonly differences: readonly Difference[] | null;
  /** What the facts say and the policy knows nothing of. */
  readonly notes: readonly string[];
}

/** Decides a case by a version and holds the result against what the case expects. */
export function decideCase(
  { facts: written, unsigned, course, now, expect }: TenantCase,
  policy: PolicyVersion,
  holidays: BankHolidays,
): DecidedCase {
  const facts = signed(written, unsigned, policy.threshold);
  const finding = evaluateCase(policy, facts);
  const clocks = clocksOf(policy, course, { holidays, now });
  const steps = stepsOf(policy).map(({ id }) => id);
  const differences = expect === undefined ? null : differencesFrom(expect, { finding, clocks, steps });
  const ifMet = stepsIfMet(policy, { course, clocks, setting: { holidays, now } });
  return { finding, clocks, ifMet, differences, notes: notesOn(facts, policy) };
}

const DECIDED: readonly CaseMoment[] = [
  'threshold_decided',
  'threshold_met',
  'threshold_not_met',
  'declined',
];

interface Clocked {
  readonly course: CaseCourse;
  readonly clocks: readonly CaseClock[];
  readonly setting: Parameters<typeof clocksOf>[2];
}

/** The forecasts that are gone once the threshold is decided not to be met; none where it was decided already. */
function stepsIfMet(policy: PolicyVersion, { course, clocks, setting }: Clocked): string[] {
  const decided = ['threshold_decided', 'threshold_not_met'] as const;
  if (course.moments.some(({ moment }) => DECIDED.includes(moment))) return [];
  const moments = [...course.moments, ...decided.map((moment) => ({ moment, at: setting.now }))];
  const left = clocksOf(policy, { ...course, moments }, setting).map(({ stepId }) => stepId);
  return clocks
    .filter(({ state, stepId }) => state === 'forecast' && !left.includes(stepId))
    .map(({ stepId }) => stepId);
}

/** A judgement of which a case does not say who gave it was given by the one whom the threshold asks. */
function signed(facts: ThresholdFacts, unsigned: readonly number[], threshold: Criterion): ThresholdFacts {
  if (!facts.judgements || unsigned.length === 0) return facts;
  const askedOf = new Map(questionsOf(threshold).map(({ question, of }) => [question, of]));
  const judgements = facts.judgements.map((each, index) =>
    unsigned.includes(index) ? { ...each, by: askedOf.get(each.question) ?? each.by } : each,
  );
  return { ...facts, judgements };
}
