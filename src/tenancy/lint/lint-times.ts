import type { Length } from '#domain/calendar/length.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import { RESTS, type LintFinding } from './finding.js';

/** Whether the procedure says by when, and whether its times can begin. */
export function lintTimes(policy: PolicyVersion): LintFinding[] {
  return [
    ...missingTimes(policy),
    ...unreachableSteps(policy),
    ...stepsThatNeverAre(policy),
    ...appealTimes(policy),
    ...unusedMeetings(policy),
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

const LODGED: readonly CaseMoment[] = ['appeal_received', 'second_appeal_received'];

function appealTimes({ appeals, timescales }: PolicyVersion): LintFinding[] {
  const lodging = timescales.filter(({ endsWith }) =>
    [endsWith].flat().some((each) => LODGED.includes(each)),
  );
  return appeals.flatMap(({ within, id }, index): LintFinding[] => {
    const path = `appeals[${String(index)}].within`;
    const own = lodging.filter(({ appeal }) => appeal === id);
    const steps = own.length > 0 ? own : lodging.filter(({ appeal }) => appeal === undefined);
    if (!within && steps.length === 0) {
      const message = `it is not said by when ${id} must be lodged`;
      return [{ rule: 'appeal-without-deadline', severity: 'should', path, message, rests: RESTS.schedule4 }];
    }
    const isItsOwn = own.length > 0 || appeals.length === 1;
    const said = steps.map((step) => step.within).filter((length) => 'meeting' in length === false);
    if (!within || !isItsOwn || said.length === 0 || said.some((length) => isSame(length, within))) return [];
    const [moment] = [steps[0]?.endsWith ?? []].flat().filter((each) => LODGED.includes(each));
    const message = `${id} says another time than the step that ends with ${moment ?? 'appeal_received'}`;
    return [
      { rule: 'two-deadlines-for-one-appeal', severity: 'should', path, message, rests: RESTS.practice },
    ];
  });
}

function isSame(one: object, other: Length): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function unusedMeetings({ meetings = [], timescales }: PolicyVersion): LintFinding[] {
  const used = timescales.flatMap(({ within }) => ('meeting' in within ? [within.meeting] : []));
  return meetings.flatMap(({ id }, index): LintFinding[] =>
    used.includes(id)
      ? []
      : [
          {
            rule: 'meetings-that-no-step-uses',
            severity: 'note',
            path: `meetings[${String(index)}]`,
            message: `no step runs to the next meeting of ${id}`,
            rests: RESTS.practice,
          },
        ],
  );
}
