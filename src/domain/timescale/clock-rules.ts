import { withClosingDays, type BankHolidays } from '#domain/calendar/bank-holidays.js';
import { endOfLocalDay, instantAt, type LocalDate } from '#domain/calendar/local-date.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { stepsOf, type PolicyWithSteps } from '#domain/policy/steps-of.js';
import type { MeetingCalendar, TimescaleStep } from '#domain/policy/timescales.js';
import { Temporal } from 'temporal-polyfill';

/** The parts of a policy version that say when something is due. */
export type PolicyOfTime = PolicyWithSteps &
  Pick<PolicyVersion, 'workingDay' | 'closingDays' | 'meetings' | 'atRiskDays'>;

/** What a policy says of time, with every day on which its office does not work. */
export interface ClockRules {
  readonly steps: readonly TimescaleStep[];
  readonly meetings: readonly MeetingCalendar[];
  /** Local time at which a working day is over; undefined where that is midnight. */
  readonly endsAt: Temporal.PlainTime | undefined;
  /** Days before the last day from which a clock is at risk. */
  readonly atRiskDays: number;
  /** The bank holidays of the division and the partnership's own closing days. */
  readonly holidays: BankHolidays;
}

const AT_RISK_DAYS = 2;

/** The rules of time of a policy version, to be made once and used for all its clocks. */
export function clockRulesOf(policy: PolicyOfTime, holidays: BankHolidays): ClockRules {
  const endsAt = policy.workingDay?.endsAt;
  return {
    steps: stepsOf(policy),
    meetings: policy.meetings ?? [],
    endsAt: endsAt === undefined ? undefined : Temporal.PlainTime.from(endsAt),
    atRiskDays: policy.atRiskDays ?? AT_RISK_DAYS,
    holidays: withClosingDays(holidays, policy.closingDays ?? []),
  };
}

/**
 * The instant from which a step that is due on the day has fallen due: the end of that local day, or for a step in
 * working days the end of the working day where the policy says when that is. What is counted in hours and was not given
 * another day has an instant of its own.
 */
export function dueAtOf(step: TimescaleStep, dueOn: LocalDate, rules: ClockRules): Temporal.Instant {
  const closesAt = closingTimeOf(step, rules);
  return closesAt === undefined ? endOfLocalDay(dueOn) : instantAt(dueOn, closesAt);
}

/** The local time at which the last day of a step is over, where that is not midnight. */
export function closingTimeOf(step: TimescaleStep, rules: ClockRules): Temporal.PlainTime | undefined {
  return 'workingDays' in step.within ? rules.endsAt : undefined;
}
