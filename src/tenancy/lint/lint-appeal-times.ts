import type { Length } from '#domain/calendar/length.js';
import type { Appeal, PolicyVersion } from '#domain/policy/policy-version.js';
import { lodgingStepOf, stepsOf } from '#domain/policy/steps-of.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import { RESTS, type LintFinding } from './finding.js';

/** Whether it is said by when each appeal must be lodged, once, and in a step whose clock gives the day. */
export function lintAppealTimes(policy: PolicyVersion): LintFinding[] {
  return policy.appeals.flatMap((appeal, index) => {
    const lodging = stepsOf(policy).filter((step) => isLodging(step, appeal, index));
    return [...found(appeal, lodging), ...saidTwice(appeal, lodging)].map((each) => ({
      ...each,
      path: `appeals[${String(index)}].within`,
    }));
  });
}

/** What a step says of its appeal goes before the order; of those it says nothing of, the second is lodged otherwise. */
function isLodging(step: TimescaleStep, { id }: Appeal, index: number): boolean {
  const ends = [step.endsWith].flat();
  const isFirst = ends.includes('appeal_received');
  const isSecond = ends.includes('second_appeal_received');
  if (step.appeal !== undefined) return step.appeal === id && (isFirst || isSecond);
  return index === 0 ? isFirst : isSecond;
}

/** An appeal that says from when it must be lodged has a step of its own. */
function saidTwice({ id, from }: Appeal, lodging: readonly TimescaleStep[]): Omit<LintFinding, 'path'>[] {
  const own = lodgingStepOf(id);
  const other = lodging.find((step) => step.id !== own);
  if (from === undefined || !other) return [];
  const message = `${id} says from when it must be lodged, and the step ${other.id} has a clock for it as well`;
  return [{ rule: 'two-clocks-for-one-appeal', severity: 'should', message, rests: RESTS.practice }];
}

function found({ id, within }: Appeal, lodging: readonly TimescaleStep[]): Omit<LintFinding, 'path'>[] {
  const [first] = lodging;
  if (!first) {
    const rule = within ? 'appeal-deadline-without-clock' : 'appeal-without-deadline';
    const message = within
      ? `no clock runs for lodging ${id}: a step that ends with appeal_received (second_appeal_received for a second level) starts one, and so does from`
      : `it is not said by when ${id} must be lodged`;
    return [{ rule, severity: 'should', message, rests: RESTS.schedule4 }];
  }
  if (!within || lodging.some((step) => isSame(step.within, within))) return [];
  const message = `${id} says another time than the step ${first.id}, whose clock gives the day`;
  return [{ rule: 'two-deadlines-for-one-appeal', severity: 'should', message, rests: RESTS.practice }];
}

function isSame(one: object, other: Length): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
