import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
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

const EXPECTED: readonly (readonly [rule: string, moments: readonly CaseMoment[], message: string])[] = [
  [
    'no-time-for-acknowledgement',
    ['acknowledged', 'applicant_contacted'],
    'no step says by when an application is acknowledged',
  ],
  [
    'no-time-for-decision',
    [
      'threshold_decided',
      'threshold_met',
      'threshold_not_met',
      'threshold_decision_sent',
      'threshold_decision_received',
    ],
    'no step says by when the applicant is told whether the threshold is met',
  ],
  [
    'no-time-for-outcome',
    [
      'review_completed',
      'review_decided',
      'panel_met',
      'outcome_with_coordinator',
      'draft_plan_shared',
      'action_plan_agreed',
      'outcome_sent',
      'outcome_received',
      'case_closed',
    ],
    'no step says by when a review is complete, or its outcome sent',
  ],
];

function missingTimes({ timescales }: PolicyVersion): LintFinding[] {
  const ends = endsOf(timescales);
  return EXPECTED.filter(([, moments]) => !moments.some((moment) => ends.has(moment))).map(
    ([rule, , message]) => ({ rule, severity: 'should', path: 'timescales', message, rests: RESTS.guidance }),
  );
}

function endsOf(steps: readonly TimescaleStep[]): ReadonlySet<CaseMoment> {
  return new Set(steps.flatMap((step) => step.endsWith));
}

/** What happens in every case that comes so far, without a step that leads to it. */
const OF_THEMSELVES: readonly CaseMoment[] = [
  'application_received',
  'acknowledged',
  'passed_to_agencies',
  'enquiries_made',
  'information_requested',
  'information_answered',
  'all_information_received',
  'threshold_met',
  'threshold_not_met',
  'declined',
  'threshold_decided',
  'threshold_decision_sent',
  'threshold_decision_received',
  'panel_appointed',
  'chair_appointed',
  'panel_planned',
  'panel_met',
  'review_decided',
  'outcome_with_coordinator',
  'review_completed',
  'action_plan_agreed',
  'outcome_sent',
  'outcome_received',
  'recommendations_sent',
  'recommendations_answered',
  'actions_completed',
  'case_closed',
  'withdrawn',
];

const OF_FORMS: readonly CaseMoment[] = ['application_completed', 'completion_asked_for'];

function unreachableSteps(policy: PolicyVersion): LintFinding[] {
  const ends = endsOf(policy.timescales);
  const happens = (moment: CaseMoment) =>
    OF_THEMSELVES.includes(moment) ||
    ends.has(moment) ||
    (policy.completeForm !== undefined && OF_FORMS.includes(moment)) ||
    (policy.appeals.length > 0 && moment.startsWith('appeal_')) ||
    (policy.appeals.length > 1 && moment.startsWith('second_appeal_'));
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
  if (moments.some((moment) => OF_FORMS.includes(moment)))
    return '; completeForm says who declares a form complete';
  if (moments.some((moment) => moment.startsWith('second_appeal_')))
    return '; the policy names no second appeal';
  return moments.some((moment) => moment.startsWith('appeal_')) ? '; the policy names no appeal' : '';
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
    const isOfAppeal = [step.from, step.endsWith].flat().some((moment) => moment.startsWith('appeal_'));
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
