import { amongOf } from '#domain/policy/among.js';
import { testsOf } from '#domain/policy/check-policy.js';
import type { AppliedAfter, AppliedWithin, Count, Criterion } from '#domain/policy/criterion.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { testApplied, testAppliedAmong } from './applied.js';
import { assertNever } from './assert-never.js';
import { combine } from './combine.js';
import { testCondition } from './condition.js';
import { count, lookAt, type LookedAt } from './count.js';
import { evidenceOf, type Evidence } from './evidence.js';
import { testDiscretion } from './discretion.js';
import type { ThresholdFacts } from './facts.js';
import type { Finding } from './finding.js';
import { testInitialComplaint } from './initial-complaint.js';
import { testJudgement } from './judgement.js';
import { ofThoseConcerned } from './of-those-concerned.js';
import { remembered } from './remembered.js';
import { testRisk } from './risk.js';

/** What a threshold needs to know of its policy: the bands of its risk matrix, and where it is published. */
type PolicyOfThreshold = Pick<PolicyVersion, 'riskMatrix' | 'source'>;

/**
 * Evaluates a threshold over the facts and explains every test: what counted, what did not, what is still open and for
 * whom it waits. It is a pure function: the same criterion, facts and policy, in whatever order the facts are listed,
 * give the same finding for ever.
 *
 * The verdict has three values. A test is met when what surely counts is enough, not met when even everything
 * possible is not, and otherwise needs somebody's judgement or answer. An agency's silence is never taken for a nil
 * return. An incident that nobody has matched yet is taken to have happened on the day that the applicant gives.
 *
 * Every finding names the source of its test: its own, that of the nearest test above it, or the policy's.
 */
export function evaluate(
  criterion: Criterion,
  facts: ThresholdFacts,
  policy: PolicyOfThreshold = {},
): Finding {
  return evaluateWith(evidenceOf(ofThoseConcerned(facts)), criterion, policy);
}

/** The same over the evidence that one decision looks at. */
export function evaluateWith(evidence: Evidence, criterion: Criterion, policy: PolicyOfThreshold): Finding {
  return evaluateOrdered(criterion, {
    evidence,
    policy,
    source: policy.source,
    counts: countsOf(criterion),
    lookAt: remembered((rule) => lookAt(rule, evidence)),
  });
}

interface Setting {
  readonly evidence: Evidence;
  readonly policy: PolicyOfThreshold;
  /** Of what the test stands in. */
  readonly source: string | undefined;
  /** Every count of the threshold by its id. */
  readonly counts: ReadonlyMap<string, Count>;
  /** What a count of the threshold looks at, worked out once for all tests that ask for it. */
  readonly lookAt: (rule: Count) => LookedAt;
}

function countsOf(threshold: Criterion): ReadonlyMap<string, Count> {
  const counts = testsOf(threshold).flatMap(({ criterion }) =>
    criterion.test === 'count' ? [criterion] : [],
  );
  return new Map(counts.map((each) => [each.id, each]));
}

function testAppliedTo(rule: AppliedWithin | AppliedAfter, { evidence, counts, lookAt }: Setting): Finding {
  if (rule.among === undefined) return testApplied(rule, evidence.facts);
  const among = amongOf(rule).flatMap((id) => counts.get(id) ?? []);
  return testAppliedAmong(rule, among, { facts: evidence.facts, lookAt });
}

function evaluateOrdered(given: Criterion, setting: Setting): Finding {
  const { evidence, policy } = setting;
  const { facts } = evidence;
  const source = given.source ?? setting.source;
  const criterion: Criterion = source === undefined ? given : { ...given, source };
  switch (criterion.test) {
    case 'any_of':
    case 'all_of': {
      const children = criterion.criteria.map((child) => evaluateOrdered(child, { ...setting, source }));
      return combine(criterion, children);
    }
    case 'count':
      return count(criterion, setting.lookAt(given.test === 'count' ? given : criterion));
    case 'initial_complaint_within':
      return testInitialComplaint(criterion, facts);
    case 'applied_within':
    case 'applied_after':
      return testAppliedTo(criterion, setting);
    case 'condition':
      return testCondition(criterion, facts);
    case 'judgement':
      return testJudgement(criterion, facts);
    case 'risk':
      return testRisk(criterion, facts, policy.riskMatrix);
    case 'discretion':
      return testDiscretion(criterion, facts);
    default:
      return assertNever(criterion);
  }
}
