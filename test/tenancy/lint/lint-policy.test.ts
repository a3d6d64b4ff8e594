import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { lintTenant } from '#tenancy/lint-tenant.js';
import {
  allOf,
  anyOf,
  APPEAL,
  cleanPolicy,
  DISCRETION,
  DISSATISFIED,
  FIGURES,
  PANEL,
  STEPS,
  THREE,
} from './clean-partnership.js';

type Json = Record<string, unknown>;

const found = (policy: PolicyVersion) =>
  lintTenant([{ file: 'policy.yaml', digest: '', policy }]).map(
    ({ rule, severity, path }) => `${severity} ${path.replace('policy.yaml: ', '')} ${rule}`,
  );

const threshold = (...criteria: Json[]) => ({ threshold: anyOf(...criteria, DISCRETION) });
const three = (changes: Json) => threshold({ ...THREE, ...changes });

const HATE = { ...THREE, id: 'hate', atLeast: 1, category: 'hate' };

const RISK = {
  riskMatrix: {
    words: 'Risk',
    questions: [
      {
        id: 'q',
        words: 'How often',
        answers: [
          { id: 'a', words: 'a', points: 0 },
          { id: 'b', words: 'b', points: 2 },
        ],
      },
    ],
    bands: [
      { id: 'standard', words: 'Standard', from: 0 },
      { id: 'high', words: 'High', from: 2 },
    ],
  },
};

const step = (changes: Json): Json => ({ ...STEPS[2], id: 'another', ...changes });

const JUDGEMENT = {
  test: 'judgement',
  id: 'at-risk',
  words: 'Somebody is at risk',
  question: 'Is somebody at risk?',
  judgedBy: 'panel',
};

/** A calendar of meetings that a step of a policy of 2026 waits for. */
const meeting = (days: Json): Json => ({
  inForceFrom: '2026-01-01',
  meetings: [{ id: 'monthly', words: 'Monthly', ...days }],
  timescales: [
    ...STEPS,
    step({ from: 'threshold_met', within: { meeting: 'monthly' }, endsWith: 'panel_met' }),
  ],
});

describe('a policy that says everything as the Act has it', () => {
  it('has no finding', () => {
    expect(found(cleanPolicy())).toEqual([]);
  });

  it.each<[string, Json]>([
    ['fewer than three complaints', three({ atLeast: 2 })],
    ['a limit of a whole month or longer', three({ reportedWithin: { length: { days: 31 } } })],
    [
      'a window of six months or longer',
      three({ window: { anchor: 'any_period', length: { months: 12 }, tests: 'complaint' } }),
    ],
    [
      'a window of 184 days',
      three({ window: { anchor: 'any_period', length: { days: 184 }, tests: 'complaint' } }),
    ],
    ['no window and no limit', three({ window: undefined, reportedWithin: undefined })],
    [
      'a condition on a route for fewer',
      threshold(THREE, allOf({ ...THREE, id: 'one', atLeast: 1 }, DISSATISFIED)),
    ],
    [
      'a shorter window for hate alone',
      threshold(THREE, { ...HATE, window: { anchor: 'per_complaint', length: { months: 3 } } }),
    ],
    ['hate perceived or recorded', threshold(THREE, { ...HATE, hateIs: 'perceived_or_recorded' })],
    ['every relevant body named', three({ recordedBy: ['police', 'council', 'health', 'housing_provider'] })],
    [
      'what the Act means by anti-social behaviour',
      {
        threshold: anyOf(
          allOf(THREE, { ...DISSATISFIED, condition: 'caused_harassment_alarm_or_distress' }),
          DISCRETION,
        ),
      },
    ],
    [
      'a matrix that a test looks at',
      { ...RISK, ...threshold(THREE, { test: 'risk', id: 'risk', words: 'High', band: 'high' }) },
    ],
    [
      'a step from a moment that another ends with',
      {
        timescales: [
          ...STEPS,
          step({ endsWith: 'satisfaction_asked' }),
          step({ id: 'more', from: 'satisfaction_asked', endsWith: 'case_closed' }),
        ],
      },
    ],
    [
      'a completed form that somebody declares',
      {
        timescales: [...STEPS, step({ from: 'application_completed' })],
        completeForm: { words: 'Complete', declaredBy: 'coordinator', asksFor: 'The rest' },
      },
    ],
    [
      'an appeal whose step gives the day',
      {
        appeals: [{ ...APPEAL, within: undefined }],
        timescales: [...STEPS.slice(0, 3), step({ endsWith: 'appeal_received', actor: 'victim' })],
      },
    ],
    [
      'two appeals, one against each',
      {
        appeals: [
          { ...APPEAL, against: ['handling'] },
          { ...APPEAL, id: 'second', against: ['review_outcome'] },
        ],
        timescales: [
          ...STEPS,
          step({ from: 'appeal_outcome_sent', within: { days: 28 }, endsWith: 'second_appeal_received' }),
        ],
      },
    ],
    [
      'a period of a year',
      { figures: { ...FIGURES, basis: 'other', period: { months: 12, from: '2026-01-01' } } },
    ],
    [
      'any two needed of three complaints, and of fewer, and of discretion',
      { threshold: { ...anyOf(THREE, { ...THREE, id: 'two', atLeast: 2 }, DISCRETION), atLeast: 2 } },
    ],
    ['a victim who is invited for a part', { panel: { ...PANEL, victim: 'invited_for_part' } }],
    ['meetings listed for a year', meeting({ dates: ['2026-02-02', '2027-01-01'] })],
    ['meetings that come round', meeting({ every: { weeks: 4, from: '2026-01-05' } })],
    [
      'the usual time beside the longest one',
      {
        timescales: [
          ...STEPS,
          step({ ...STEPS[0], id: 'another', within: { workingDays: 2 }, usually: true }),
        ],
      },
    ],
    [
      'a second level of appeal with its own moments',
      {
        appeals: [APPEAL, { ...APPEAL, id: 'second', within: undefined }],
        timescales: [
          ...STEPS,
          step({ id: 'lodge', from: 'appeal_outcome_sent', endsWith: 'second_appeal_received' }),
          step({ id: 'director', from: 'appeal_received', endsWith: 'appeal_decided' }),
          step({
            id: 'policing-body',
            from: 'second_appeal_received',
            endsWith: 'second_appeal_decided',
            within: { months: 2 },
          }),
        ],
      },
    ],
    [
      'a judgement beside a count of fewer',
      threshold(THREE, allOf({ ...THREE, id: 'one', atLeast: 1 }, JUDGEMENT)),
    ],
    ['law checked on the day it changed', { checkedAgainst: { law: 'x', on: '2026-06-29' } }],
  ])('has none with %s either', (_what, changes) => {
    expect(found(cleanPolicy(changes))).toEqual([]);
  });
});

describe('the procedure', () => {
  it.each<[string, Json, string]>([
    ['no discretion', { threshold: THREE }, 'should threshold no-discretion'],
    ['a matrix that no test looks at', RISK, 'note riskMatrix unused-risk-matrix'],
    [
      'no third parties',
      { applicants: { thirdParties: false, severalVictims: false, words: 'Victims' } },
      'must applicants.thirdParties no-third-parties',
    ],
    ['no ground for declining', { declineGrounds: [] }, 'note declineGrounds no-ground-for-declining'],
    ['no writer of the outcome', { outcome: undefined }, 'note outcome no-writer-of-the-outcome'],
    [
      'a chair of whom nothing is said',
      { panel: { ...PANEL, chairIsIndependentOfCase: undefined } },
      'should panel.chairIsIndependentOfCase no-independent-chair',
    ],
    [
      'a victim who is not invited',
      { panel: { ...PANEL, victim: 'not_invited' } },
      'should panel.victim victim-not-invited',
    ],
    [
      'a victim of whom it is not said',
      { panel: { ...PANEL, victim: 'not_said' } },
      'should panel.victim victim-not-invited',
    ],
    [
      'no word at the second report',
      { secondReport: { words: 'No', informs: false } },
      'should secondReport no-information-at-second-report',
    ],
    ['no say on the plan', { draftPlan: undefined }, 'should draftPlan no-say-on-the-draft-plan'],
    ['no source', { source: undefined }, 'should source no-source'],
    ['law never checked', { checkedAgainst: undefined }, 'should checkedAgainst not-checked-against-the-law'],
    [
      'law checked before it changed',
      { checkedAgainst: { law: 'x', on: '2026-06-28' } },
      'should checkedAgainst.on not-checked-against-the-law',
    ],
    ['no appeal', { appeals: [] }, 'must appeals no-appeal'],
    [
      'an appeal against the decision only',
      { appeals: [{ ...APPEAL, against: ['threshold_not_met'] }] },
      'must appeals appeal-against-half',
    ],
    [
      'an appeal against the review only',
      { appeals: [{ ...APPEAL, against: ['review_outcome'] }] },
      'must appeals appeal-against-half',
    ],
    [
      'an appeal to nobody',
      { appeals: [{ ...APPEAL, heardBy: undefined }] },
      'should appeals[0].to appeal-to-nobody',
    ],
    [
      'an appeal without a deadline',
      { appeals: [{ ...APPEAL, within: undefined }], timescales: STEPS.slice(0, 3) },
      'should appeals[0].within appeal-without-deadline',
    ],
    [
      'two deadlines for an appeal',
      { timescales: [...STEPS.slice(0, 3), step({ endsWith: 'appeal_received' })] },
      'should appeals[0].within two-deadlines-for-one-appeal',
    ],
    [
      'a deadline of an appeal that starts no clock',
      { timescales: STEPS.slice(0, 3) },
      'should appeals[0].within appeal-deadline-without-clock',
    ],
    [
      'two levels of appeal between the same moments',
      {
        timescales: [
          ...STEPS,
          step({ id: 'director', from: 'appeal_received', endsWith: 'appeal_decided' }),
          step({
            id: 'policing-body',
            from: 'appeal_received',
            endsWith: 'appeal_decided',
            within: { months: 2 },
          }),
        ],
      },
      'should timescales[5] two-times-for-one-step',
    ],
    [
      'meetings listed for less than a year',
      meeting({ dates: ['2026-02-02', '2026-12-07'] }),
      'note meetings[0].dates meetings-run-out',
    ],
    ['a single meeting', meeting({ dates: ['2030-02-04'] }), 'note meetings[0].dates meetings-run-out'],
    [
      'a way that a judgement alone opens',
      threshold(THREE, JUDGEMENT),
      'note threshold.criteria[1] route-of-answers-alone',
    ],
    [
      'no time for the acknowledgement',
      { timescales: STEPS.slice(1) },
      'should timescales no-time-for-acknowledgement',
    ],
    [
      'no time for the decision',
      { timescales: [STEPS[0], STEPS[2], STEPS[3]] },
      'should timescales no-time-for-decision',
    ],
    [
      'no time for the outcome',
      { timescales: [STEPS[0], STEPS[1], STEPS[3]] },
      'should timescales no-time-for-outcome',
    ],
    [
      'a time that never begins',
      { timescales: [...STEPS, step({ from: 'form_sent' })] },
      'should timescales[4].from time-that-never-begins',
    ],
    [
      'a form that nobody declares complete',
      { timescales: [...STEPS, step({ from: 'application_completed' })] },
      'should timescales[4].from time-that-never-begins',
    ],
    [
      'meetings for nothing',
      { meetings: [{ id: 'monthly', words: 'Monthly', every: { weeks: 4, from: '2026-01-05' } }] },
      'note meetings[0] meetings-that-no-step-uses',
    ],
    ['no figures', { figures: undefined }, 'must figures no-figures'],
    [
      'a period over a year',
      { figures: { ...FIGURES, basis: 'other', period: { months: 24, from: '2026-01-01' } } },
      'must figures.period.months period-over-a-year',
    ],
    [
      'small numbers shown',
      { figures: { basis: 'quarter' } },
      'should figures.smallNumbers small-numbers-shown',
    ],
    [
      'a figure that no row counts',
      {
        figures: {
          ...FIGURES,
          labels: [{ id: 'a', words: 'All', counts: ['applications', 'threshold_not_met', 'reviews'] }],
        },
      },
      'must figures.labels figures-missing',
    ],
    [
      'declined counted as not met',
      {
        figures: {
          ...FIGURES,
          labels: [
            { id: 'a', words: 'All', counts: ['applications', 'reviews', 'reviews_with_recommendations'] },
            { id: 'b', words: 'Refused', counts: ['threshold_not_met', 'declined'] },
          ],
        },
      },
      'must figures.labels[1].counts declined-counted-as-not-met',
    ],
  ])('with %s is found', (_what, changes, expected) => {
    expect(found(cleanPolicy(changes))).toEqual([expected]);
  });
});

describe('every finding', () => {
  it('says what it rests on, and the weightiest stand first', () => {
    const bare = cleanPolicy({
      ...three({ atLeast: 5, recordedBy: ['police'] }),
      appeals: [],
      source: undefined,
      declineGrounds: [],
    });
    const findings = lintTenant([{ file: 'policy.yaml', digest: '', policy: bare }]);
    expect(findings.map(({ severity }) => severity)).toEqual(['must', 'must', 'should', 'note']);
    expect(findings.map(({ rests }) => rests)).toEqual([
      'ASB, Crime and Policing Act 2014, s.104(4)',
      'ASB, Crime and Policing Act 2014, Schedule 4',
      'ASB, Crime and Policing Act 2014, s.104(2) and (3)',
      'good practice',
    ]);
  });
});
