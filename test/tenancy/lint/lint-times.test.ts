import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { lintTenant } from '#tenancy/lint-tenant.js';
import { APPEAL, cleanPolicy, STEPS } from './clean-partnership.js';

type Json = Record<string, unknown>;

const found = (policy: PolicyVersion) =>
  lintTenant([{ file: 'policy.yaml', digest: '', policy }]).map(
    ({ rule, severity, path }) => `${severity} ${path.replace('policy.yaml: ', '')} ${rule}`,
  );

const step = (changes: Json): Json => ({ ...STEPS[2], id: 'another', ...changes });

describe('the times of a policy', () => {
  it.each<[string, Json]>([
    [
      'a decision that is sent in time, and a panel that meets in time',
      {
        timescales: [
          STEPS[0],
          STEPS[3],
          step({ from: 'acknowledged', endsWith: 'threshold_decision_sent' }),
          step({ id: 'panel', from: 'threshold_decision_sent', endsWith: 'panel_met' }),
        ],
      },
    ],
    [
      'moments that no step ends with and that come by themselves',
      {
        timescales: [
          ...STEPS,
          step({ from: 'enquiries_made', endsWith: 'panel_met' }),
          step({ id: 'more', from: 'chair_appointed', endsWith: 'panel_met' }),
          step({ id: 'letter', from: 'outcome_with_coordinator', endsWith: 'outcome_sent' }),
        ],
      },
    ],
    [
      'a second appeal whose step gives the day',
      {
        appeals: [APPEAL, { ...APPEAL, id: 'second', within: undefined }],
        timescales: [
          ...STEPS,
          step({ endsWith: 'appeal_received', within: { days: 28 }, appeal: 'appeal', actor: 'victim' }),
          step({
            id: 'again',
            from: 'appeal_outcome_sent',
            endsWith: 'second_appeal_received',
            appeal: 'second',
            actor: 'victim',
          }),
          step({ id: 'answer', from: 'second_appeal_received', endsWith: 'second_appeal_outcome_sent' }),
        ],
      },
    ],
    [
      'an appeal that says itself from when it must be lodged, and one of the second level',
      {
        appeals: [
          { ...APPEAL, from: 'outcome_sent' },
          { ...APPEAL, id: 'second', from: 'appeal_outcome_sent' },
        ],
        timescales: STEPS.filter(({ endsWith }) => endsWith !== 'appeal_received'),
      },
    ],
    [
      'a step that depends on one thing and is over with another',
      { timescales: [...STEPS, step({ onlyIf: 'threshold_met', unless: ['withdrawn', 'case_closed'] })] },
    ],
  ])('have no finding with %s', (_what, changes) => {
    expect(found(cleanPolicy(changes))).toEqual([]);
  });

  it.each<[string, Json, string]>([
    [
      'an appeal whose own step says another time',
      {
        appeals: [APPEAL, { ...APPEAL, id: 'second' }],
        timescales: [...STEPS, step({ endsWith: 'second_appeal_received', appeal: 'second' })],
      },
      'should appeals[1].within two-deadlines-for-one-appeal',
    ],
    [
      'an appeal that says from when it must be lodged, and a step that says so too',
      { appeals: [{ ...APPEAL, from: 'outcome_sent' }] },
      'should appeals[0].within two-clocks-for-one-appeal',
    ],
    [
      'a second appeal without a deadline, where the step is that of the first',
      {
        appeals: [APPEAL, { ...APPEAL, id: 'second', within: undefined }],
        timescales: [
          ...STEPS,
          step({ endsWith: 'appeal_received', within: { days: 28 }, appeal: 'appeal', actor: 'victim' }),
        ],
      },
      'should appeals[1].within appeal-without-deadline',
    ],
    [
      'a time that begins with a second appeal, where there is one only',
      { timescales: [...STEPS, step({ from: 'second_appeal_received' })] },
      'should timescales[4].from time-that-never-begins',
    ],
    [
      'a step that is over with all on which it depends',
      { timescales: [...STEPS, step({ onlyIf: 'threshold_met', unless: ['withdrawn', 'threshold_met'] })] },
      'should timescales[4].unless step-that-never-is',
    ],
  ])('have one with %s', (_what, changes, expected) => {
    expect(found(cleanPolicy(changes))).toEqual([expected]);
  });
});
