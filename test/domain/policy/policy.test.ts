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
      'threshold.atLeast: expected number, got nothing',
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
      'people who suffered',
      { threshold: { ...COUNT, unit: 'people', needs: 'suffered' } },
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
