import { NoPolicyInForce, policyInForceOn, versionProblems } from '#domain/policy/policy-in-force.js';
import { parsePolicy, PolicyInvalid } from '#domain/policy/parse-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';

const CONDITION = {
  test: 'condition',
  id: 'dissatisfied',
  words: 'Dissatisfied',
  condition: 'dissatisfied_with_response',
};

function policyJson(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    threshold: CONDITION,
    timescales: [],
    declineGrounds: [],
    appeals: [],
    applicants: { thirdParties: true, severalVictims: false, words: 'Anybody' },
    ...changes,
  };
}

function problemsIn(changes: Readonly<Record<string, unknown>>): string {
  try {
    parsePolicy(policyJson(changes));
  } catch (error) {
    if (error instanceof PolicyInvalid) return error.message;
    throw error;
  }
  return 'none';
}

const STEP = {
  id: 'outcome',
  words: 'You are told',
  within: { days: 28 },
  from: 'appeal_received',
  endsWith: 'appeal_outcome_sent',
  actor: 'partnership',
};

const RECENT = {
  test: 'applied_within',
  id: 'recent',
  words: 'Recent',
  of: 'latest_complaint',
  length: { months: 1 },
} as const;

const COUNT = {
  test: 'count',
  id: 'three',
  words: 'Three incidents',
  unit: 'incidents',
  atLeast: 3,
  category: 'asb',
  by: 'victim',
  needs: 'complaint',
};

describe('parsing a policy', () => {
  it('takes plain JSON and gives it back unchanged, nested criteria and all', () => {
    const threshold = { test: 'all_of', id: 'all', words: 'All', criteria: [COUNT, CONDITION] };
    const json = policyJson({ threshold, inForceFrom: '2026-04-01' });
    expect(parsePolicy(JSON.parse(JSON.stringify(json)))).toEqual(json);
  });

  it('takes lists that are left out for empty ones', () => {
    const { timescales, declineGrounds, appeals, ...rest } = policyJson();
    expect(parsePolicy(rest)).toEqual({ ...rest, timescales, declineGrounds, appeals });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown key', { chair: 'x' }, '(document): expected no such key, got chair'],
    [
      'an unknown test',
      { threshold: { ...CONDITION, test: 'dice' } },
      'threshold.test: expected any_of or all_of or count or initial_complaint_within or applied_within or applied_after or condition or judgement or risk or discretion, got "dice"',
    ],
    [
      'a missing number',
      { threshold: { ...COUNT, atLeast: undefined } },
      'threshold.atLeast: expected a whole number, such as atLeast: 3, got nothing',
    ],
    [
      'a length in two units',
      { threshold: { ...COUNT, reportedWithin: { length: { days: 30, months: 1 } } } },
      'threshold.reportedWithin.length: expected exactly one of',
    ],
    [
      'working days in a threshold',
      { threshold: { ...COUNT, reportedWithin: { length: { workingDays: 3 } } } },
      'threshold.reportedWithin.length: expected exactly one of',
    ],
    [
      'an empty combination',
      { threshold: { test: 'any_of', id: 'any', words: 'Any', criteria: [] } },
      'threshold.criteria: expected at least one criterion, got []',
    ],
    [
      'an id used twice',
      { threshold: { test: 'any_of', id: 'three', words: 'Any', criteria: [COUNT] } },
      'threshold.criteria[0].id: expected an id of its own, got three a second time',
    ],
    [
      'households that suffered',
      { threshold: { ...COUNT, unit: 'households', by: 'anybody', needs: 'suffered' } },
      'threshold.needs: expected complaint or recorded_report',
    ],
    [
      'more complaints in time than are counted',
      { threshold: { ...COUNT, reportedWithin: { length: { months: 1 }, which: 4 } } },
      'threshold.reportedWithin.which: expected no more than atLeast, got 4',
    ],
    [
      'a first day of a period that begins with its first date',
      {
        threshold: {
          ...COUNT,
          window: { anchor: 'any_period', length: { months: 6 }, tests: 'complaint', firstDay: 'counts' },
        },
      },
      'threshold.window: expected no such key, got firstDay',
    ],
    [
      'no day',
      { inForceFrom: '2026-02-30' },
      'inForceFrom: expected a day such as 2026-04-01, got "2026-02-30"',
    ],
    [
      'several victims without third parties',
      { applicants: { thirdParties: false, severalVictims: true, words: 'x' } },
      'applicants.severalVictims: expected false where third parties may not apply, got true',
    ],
    [
      'a step of an appeal that the policy does not name',
      {
        appeals: [{ id: 'first', words: 'You may appeal' }],
        timescales: [
          { ...STEP, appeal: 'first' },
          { ...STEP, id: 'other', appeal: 'second' },
        ],
      },
      'timescales[1].appeal: expected an appeal (first), got second',
    ],
    [
      'a step with the name of that of an appeal',
      {
        appeals: [{ id: 'first', words: 'You may appeal', within: { days: 28 }, from: 'outcome_sent' }],
        timescales: [{ ...STEP, id: 'lodging-first' }],
      },
      'timescales[0].id: expected another id than lodging-first, which an appeal has',
    ],
    [
      'an appeal that says from when and not how long',
      { appeals: [{ id: 'first', words: 'You may appeal', from: 'outcome_sent' }] },
      'appeals[0].within: expected how long, as it is said from when',
    ],
    [
      'a kind of behaviour that the policy does not name',
      { threshold: { ...COUNT, exceptBehaviours: ['parking'] } },
      'threshold.exceptBehaviours[0]: expected a kind of behaviour (there is none), got parking',
    ],
    [
      'a kind of behaviour that is another',
      {
        behaviours: [{ id: 'noise', heading: 'nuisance', words: 'Noise' }],
        threshold: { ...COUNT, behaviours: ['noise', 'litter'] },
      },
      'threshold.behaviours[1]: expected a kind of behaviour (noise), got litter',
    ],
    [
      'a figure of declined applications on a ground that there is not',
      {
        figures: {
          basis: 'quarter',
          labels: [{ id: 'a', words: 'A', counts: ['declined'], grounds: ['rude'] }],
        },
      },
      'figures.labels[0].grounds[0]: expected a ground for declining (there is none), got rude',
    ],
    [
      'grounds of what was not declined',
      {
        figures: {
          basis: 'quarter',
          labels: [{ id: 'a', words: 'A', counts: ['withdrawn'], grounds: ['rude'] }],
        },
      },
      'figures.labels[0].grounds: expected grounds only where declined is counted',
    ],
    [
      'other periods without saying which',
      { figures: { basis: 'other' } },
      'figures.period: expected a period with the basis other, and only with it, got nothing',
    ],
    [
      'a peer that does not hear the appeal',
      { appeals: [{ id: 'a', words: 'A', heardBy: 'panel', peer: 'next-door' }] },
      'appeals[0].peer: expected a peer only where another partnership hears the appeal, got "next-door"',
    ],
    [
      'a marked day among a count that there is not',
      { threshold: { ...RECENT, among: 'four' } },
      'threshold.among: expected a count of the threshold (there is none), got four',
    ],
    [
      'the day of a complaint among what needs none',
      {
        threshold: {
          test: 'all_of',
          id: 'both',
          words: 'Both',
          criteria: [
            { ...COUNT, id: 'befell', needs: 'suffered' },
            { ...RECENT, id: 'recent', among: 'befell' },
          ],
        },
      },
      'threshold.criteria[1].of: expected first_incident or latest_incident, since befell counts what needs no complaint, got latest_complaint',
    ],
    [
      'a band of a matrix twice',
      {
        riskMatrix: {
          words: 'Risk',
          questions: [],
          bands: [
            { id: 'low', words: 'Low', from: 0 },
            { id: 'low', words: 'Low', from: 5 },
          ],
        },
      },
      'riskMatrix.bands[1].id: expected an id of its own, got low a second time',
    ],
  ])('refuses %s, saying where and what was expected', (_what, changes, expected) => {
    expect(problemsIn(changes)).toContain(expected);
  });
});

describe('the version in force', () => {
  const version = (inForceFrom?: string): PolicyVersion =>
    parsePolicy(policyJson(inForceFrom ? { inForceFrom } : {}));
  const versions = [version(), version('2026-04-01'), version('2026-10-01')];

  it.each([
    ['2010-01-01', undefined],
    ['2026-03-31', undefined],
    ['2026-04-01', '2026-04-01'],
    ['2026-09-30', '2026-04-01'],
    ['2026-10-01', '2026-10-01'],
    ['2030-01-01', '2026-10-01'],
  ])('on %s began %s', (date, expected) => {
    expect(policyInForceOn(versions, day(date)).inForceFrom).toBe(expected);
  });

  it('is none before the first began, and none is made up', () => {
    expect(() => policyInForceOn([version('2026-04-01')], day('2026-03-31'))).toThrow(NoPolicyInForce);
    expect(() => policyInForceOn([], day('2026-03-31'))).toThrow(NoPolicyInForce);
  });

  it('is none once the last has ended, and the last day is still inside', () => {
    const ended = [parsePolicy(policyJson({ inForceFrom: '2026-04-01', inForceThrough: '2026-09-30' }))];
    expect(policyInForceOn(ended, day('2026-09-30')).inForceFrom).toBe('2026-04-01');
    expect(() => policyInForceOn(ended, day('2026-10-01'))).toThrow(
      'No policy was in force on Thursday 1 October 2026: the last ended on 2026-09-30.',
    );
  });

  it('is not told from versions with a gap or an overlap between them', () => {
    const until = (inForceThrough: string) => parsePolicy(policyJson({ inForceThrough }));
    // The second begins on 1 April: the first must end with 31 March or say nothing.
    expect(versionProblems([until('2026-03-31'), version('2026-04-01')])).toEqual([]);
    expect(versionProblems([until('2026-03-30'), version('2026-04-01')])[0]?.message).toContain(
      'expected 2026-03-31, the day after the version before ends (no rules would be in force between)',
    );
    expect(versionProblems([until('2026-04-01'), version('2026-04-01')])[0]?.message).toContain(
      'expected 2026-04-02, the day after the version before ends (two versions would be in force at once)',
    );
  });

  it('is not told from versions that are out of order, doubled or without a day', () => {
    const doubled = [version('2026-04-01'), version('2026-04-01')];
    expect(() => policyInForceOn(doubled, day('2026-05-01'))).toThrow(RangeError);
    expect(versionProblems(doubled)).toEqual([
      { index: 1, message: 'expected a day after 2026-04-01, got 2026-04-01' },
    ]);
    expect(versionProblems([version('2026-04-01'), version()])).toHaveLength(1);
    expect(versionProblems([version('2026-10-01'), version('2026-04-01')])).toHaveLength(1);
  });
});
