import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { MOMENTS, type CaseMoment } from '#domain/policy/case-moments.js';
import { stepsOf } from '#domain/policy/steps-of.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import { RESTS, type LintFinding } from './finding.js';

/** Whether the procedure says by when, and whether its times can begin. */
export function lintTimes(policy: PolicyVersion): LintFinding[] {
  return [
    ...missingTimes(policy),
    ...unreachableSteps(policy),
    ...stepsThatNeverAre(policy),
    ...twoTimesForOneStep(policy),
  ];
}

type Promised = NonNullable<(typeof MOMENTS)[CaseMoment]['says']>;

const MISSING: Readonly<Record<Promised, string>> = {
  acknowledgement: 'no step says by when an application is acknowledged',
  decision: 'no step says by when the applicant is told whether the threshold is met',
  outcome: 'no step says by when a review is complete, or its outcome sent',
};

function missingTimes(policy: PolicyVersion): LintFinding[] {
  const said = new Set([...endsOf(policy)].map((moment) => MOMENTS[moment].says));
  return (Object.keys(MISSING) as Promised[])
    .filter((each) => !said.has(each))
    .map((each) => ({
      rule: `no-time-for-${each}`,
      severity: 'should',
      path: 'timescales',
      message: MISSING[each],
      rests: RESTS.guidance,
    }));
}

function endsOf(policy: PolicyVersion): ReadonlySet<CaseMoment> {
  return new Set(stepsOf(policy).flatMap((step) => step.endsWith));
}

function unreachableSteps(policy: PolicyVersion): LintFinding[] {
  const ends = endsOf(policy);
  const happens = (moment: CaseMoment) => {
    const { ofItself, ofForms, appeal } = MOMENTS[moment];
    return (
      ofItself === true ||
      ends.has(moment) ||
      (policy.completeForm !== undefined && ofForms === true) ||
      (appeal !== undefined && policy.appeals.length >= appeal)
    );
  };
  return policy.timescales.flatMap(({ from, id }, index): LintFinding[] => {
    const moments = [from].flat();
    if (moments.some(happens)) return [];
    const path = `timescales[${String(index)}].from`;
    return [
      {
        rule: 'time-that-never-begins',
        severity: 'should',
        path,
        message: `${id} runs from ${moments.join(' or ')}, which no step ends with${hintFor(moments)}`,
        rests: RESTS.practice,
      },
    ];
  });
}

function hintFor(moments: readonly CaseMoment[]): string {
  if (moments.some((moment) => MOMENTS[moment].ofForms))
    return '; completeForm says who declares a form complete';
  if (moments.some((moment) => MOMENTS[moment].appeal === 2)) return '; the policy names no second appeal';
  return moments.some((moment) => MOMENTS[moment].appeal === 1) ? '; the policy names no appeal' : '';
}

/** Steps that are taken away by all that could make them be there. */
function stepsThatNeverAre({ timescales }: PolicyVersion): LintFinding[] {
  return timescales.flatMap(({ id, onlyIf = [], unless = [] }, index): LintFinding[] => {
    const needed = [onlyIf].flat();
    const excluding = [unless].flat();
    if (needed.length === 0 || !needed.every((moment) => excluding.includes(moment))) return [];
    const path = `timescales[${String(index)}].unless`;
    const message = `${id} is there only if ${needed.join(' or ')}, and is over once that happened`;
    return [{ rule: 'step-that-never-is', severity: 'should', path, message, rests: RESTS.practice }];
  });
}

/** Steps between the same moments with different times: what ends the one ends the other. */
function twoTimesForOneStep({ timescales }: PolicyVersion): LintFinding[] {
  return timescales.flatMap((step, index): LintFinding[] => {
    const twin = timescales.slice(0, index).find((other) => isTwin(step, other));
    if (!twin) return [];
    const isOfAppeal = [step.from, step.endsWith].flat().some((moment) => MOMENTS[moment].appeal === 1);
    const hint = isOfAppeal ? '; a second level of appeal has its own: second_appeal_received and on' : '';
    return [
      {
        rule: 'two-times-for-one-step',
        severity: 'should',
        path: `timescales[${String(index)}]`,
        message: `${step.id} runs between the same moments as ${twin.id}, with another time${hint}`,
        rests: RESTS.practice,
      },
    ];
  });
}

/** The usual time beside the longest one, and a time for another outcome, are no contradiction. */
function isTwin(step: TimescaleStep, other: TimescaleStep): boolean {
  return (
    isSame(momentsOf(step), momentsOf(other)) &&
    (step.usually === true) === (other.usually === true) &&
    !isSame(step.within, other.within)
  );
}

function momentsOf({ from, endsWith, direction = 'after', onlyIf = [], unless = [] }: TimescaleStep): object {
  return [[from], [endsWith], [onlyIf], [unless], [direction]].map((each) => each.flat().sort());
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
