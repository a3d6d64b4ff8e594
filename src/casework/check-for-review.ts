import type { Temporal } from 'temporal-polyfill';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import { localDateOf } from '#domain/calendar/local-date.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { assessRisk, type AssessedRisk } from '#domain/threshold/assess-risk.js';
import { evaluateCase } from '#domain/threshold/evaluate-case.js';
import type { CaseFinding } from '#domain/threshold/finding.js';
import type { CaseClock } from '#domain/timescale/case-clock.js';
import { clocksOf } from '#domain/timescale/clocks.js';
import { checkReviewInput } from './check-review-input.js';
import { done, invalid, type Outcome } from './outcome.js';
import { questionAsked, reviewFacts, type ReviewSetting } from './review-facts.js';
import type { ReviewToCheck } from './review-to-check.js';

export interface CheckedReview {
  readonly finding: CaseFinding;
  /** As they would run after an application now, and those that would follow. */
  readonly clocks: readonly CaseClock[];
  /** What the matrix of the policy makes of the answers; left out where it has none. */
  readonly risk?: AssessedRisk;
  /** Questions that were answered and that others than the applicant will answer. */
  readonly supposed: readonly string[];
}

interface Setting extends Omit<ReviewSetting, 'today'> {
  readonly holidays: BankHolidays;
  readonly now: Temporal.Instant;
}

/**
 * What the rules find over facts as somebody tells them, taken as the agencies would confirm them, and the clocks of an
 * application made now. Nothing is stored, and nobody is named.
 */
export function checkForReview(
  review: ReviewToCheck,
  { policy, agencies, holidays, now }: Setting,
): Outcome<CheckedReview> {
  const setting: ReviewSetting = { policy, agencies, today: localDateOf(now) };
  const problems = checkReviewInput(review, setting);
  if (problems.length > 0) return invalid(problems);
  const risk = policy.riskMatrix && assessRisk(policy.riskMatrix, review.risk ?? []);
  const isAnswered = (review.risk ?? []).length > 0;
  return done({
    finding: evaluateCase(policy, reviewFacts(review, setting, isAnswered ? risk : undefined)),
    clocks: clocksOf(policy, { moments: [{ moment: 'application_received', at: now }] }, { holidays, now }),
    ...(risk && { risk }),
    supposed: supposedIn(review, policy),
  });
}

function supposedIn({ answers = [] }: ReviewToCheck, policy: PolicyVersion): string[] {
  const answered = answers.filter(({ answer }) => answer !== undefined).map(({ question }) => question);
  return [...new Set(answered)].filter((question) => questionAsked(policy, question)?.of !== 'applicant');
}
