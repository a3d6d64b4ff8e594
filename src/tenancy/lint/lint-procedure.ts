import { testsOf } from '#domain/policy/check-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { pathInWords } from '#domain/policy/problems.js';
import { RESTS, type LintFinding, type Severity } from './finding.js';
import { routesOf } from './routes.js';

/** On this day the first provisions of the Crime and Policing Act 2026 came into force. */
const LAW_CHANGED_ON = '2026-06-29';

/** Whether the procedure says what the Act and the guidance ask of one. */
export function lintProcedure(policy: PolicyVersion): LintFinding[] {
  return [...lintDiscretion(policy), ...lintPeople(policy), ...lintVictim(policy), ...lintSources(policy)];
}

function lintDiscretion({ threshold, riskMatrix }: PolicyVersion): LintFinding[] {
  const tests = testsOf(threshold).map(({ criterion }) => criterion);
  const weighs = tests.some(({ test }) => test === 'discretion' || test === 'judgement' || test === 'risk');
  return [
    ...when(!weighs, 'no-discretion', {
      severity: 'should',
      path: 'threshold',
      message: 'nobody may weigh persistence, harm or the response where there are fewer complaints',
      rests: RESTS.discretionary,
    }),
    ...when(riskMatrix !== undefined && !tests.some(({ test }) => test === 'risk'), 'unused-risk-matrix', {
      severity: 'note',
      path: 'riskMatrix',
      message: 'risk is assessed, and no test of the threshold looks at it',
      rests: RESTS.discretionary,
    }),
    ...lintAnswersOnly(threshold),
  ];
}

/** Ways in which only answers are looked at: what anybody reported neither opens nor closes them. */
function lintAnswersOnly(threshold: PolicyVersion['threshold']): LintFinding[] {
  const opened = routesOf(threshold).flatMap((route) => {
    const ofAnswers = route.every(({ criterion: { test } }) => test === 'judgement' || test === 'condition');
    return ofAnswers ? route.slice(0, 1) : [];
  });
  const words = new Map(opened.map(({ criterion, path }) => [pathInWords(path), criterion.words]));
  return [...words].map(([path, each]) => ({
    rule: 'route-of-answers-alone',
    severity: 'note',
    path,
    message: `by "${each}" only what a person answers opens a review; where somebody may accept fewer complaints, a test of kind discretion names them`,
    rests: RESTS.discretionary,
  }));
}

function lintPeople({ applicants, declineGrounds, outcome, panel }: PolicyVersion): LintFinding[] {
  return [
    ...when(!applicants.thirdParties, 'no-third-parties', {
      severity: 'must',
      path: 'applicants.thirdParties',
      message: 'nobody may apply for a victim, though the Act lets somebody act on behalf of another',
      rests: RESTS.application,
    }),
    ...when(declineGrounds.length === 0, 'no-ground-for-declining', {
      severity: 'note',
      path: 'declineGrounds',
      message:
        'no ground is given, which is right where the page names none; no application is then declined',
      rests: RESTS.practice,
    }),
    ...when(!outcome, 'no-writer-of-the-outcome', {
      severity: 'note',
      path: 'outcome',
      message: 'it is not said who writes to the applicant with the outcome',
      rests: RESTS.told,
    }),
    ...when(panel?.chairIsIndependentOfCase !== true, 'no-independent-chair', {
      severity: 'should',
      path: 'panel.chairIsIndependentOfCase',
      message: 'it is not said that the chair had no part in the case',
      rests: RESTS.guidance,
    }),
  ];
}

function lintVictim({ panel, secondReport, draftPlan }: PolicyVersion): LintFinding[] {
  const invited = panel?.victim ?? 'not_said';
  return [
    ...when(invited === 'not_invited' || invited === 'not_said', 'victim-not-invited', {
      severity: 'should',
      path: 'panel.victim',
      message:
        invited === 'not_said'
          ? 'it is not said whether the victim is invited'
          : 'the victim is not invited, nor represented, nor heard by a statement',
      rests: RESTS.guidance,
    }),
    ...when(secondReport?.informs !== true, 'no-information-at-second-report', {
      severity: 'should',
      path: 'secondReport',
      message: 'it is not said that a victim is told of the review at the second report in six months',
      rests: RESTS.guidance,
    }),
    ...when(draftPlan?.victimConsulted !== true, 'no-say-on-the-draft-plan', {
      severity: 'should',
      path: 'draftPlan',
      message: 'it is not said that the victim is consulted on the action plan before it is final',
      rests: RESTS.guidance,
    }),
  ];
}

function lintSources({ source, checkedAgainst }: PolicyVersion): LintFinding[] {
  const isOld = checkedAgainst !== undefined && checkedAgainst.on < LAW_CHANGED_ON;
  return [
    ...when(source === undefined, 'no-source', {
      severity: 'should',
      path: 'source',
      message: 'it is not said where the policy is published',
      rests: RESTS.contact,
    }),
    ...when(checkedAgainst === undefined || isOld, 'not-checked-against-the-law', {
      severity: 'should',
      path: isOld ? 'checkedAgainst.on' : 'checkedAgainst',
      message: isOld
        ? `last checked on ${checkedAgainst.on}, before the law changed on ${LAW_CHANGED_ON}`
        : 'it is not said when the policy was last checked against the law',
      rests: RESTS.act2026,
    }),
  ];
}

function when(
  isSo: boolean,
  rule: string,
  found: { severity: Severity; path: string; message: string; rests: string },
): LintFinding[] {
  return isSo ? [{ rule, ...found }] : [];
}
