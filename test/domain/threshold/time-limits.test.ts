import type { Count } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import { factsOf, incident, ONE_HATE_INCIDENT, report, THREE_INCIDENTS } from './threshold-facts.js';

const ONE: Count = { ...THREE_INCIDENTS, atLeast: 1 };
const { window: _none, ...WITHOUT_WINDOW } = ONE;

describe('six months before an application received on 10 July 2026', () => {
  // 10 July less six months is 10 January. The first day not counting, that day is inside; counting, 11 January is.
  it.each<[string, 'counts' | 'does_not_count', string]>([
    ['2026-01-09', 'does_not_count', 'not_met'],
    ['2026-01-10', 'does_not_count', 'met'],
    ['2026-01-11', 'does_not_count', 'met'],
    ['2026-01-09', 'counts', 'not_met'],
    ['2026-01-10', 'counts', 'not_met'],
    ['2026-01-11', 'counts', 'met'],
    ['2026-07-09', 'counts', 'met'],
    ['2026-07-10', 'counts', 'met'], // the day of receipt itself
    ['2026-07-11', 'does_not_count', 'not_met'], // after receipt
  ])('a complaint of %s, where the first day %s, is %s', (madeOn, firstDay, verdict) => {
    const rule: Count = {
      ...ONE,
      window: { anchor: 'before_application', length: { months: 6 }, tests: 'complaint', firstDay },
    };
    const facts = factsOf('2026-07-10', [incident('i', '2026-01-02', [report('c', madeOn)])]);
    expect(evaluate(rule, facts).verdict).toBe(verdict);
  });

  it.each([
    ['2026-01-09', 'not_met'],
    ['2026-01-10', 'met'],
    ['2026-07-10', 'met'],
    ['2026-07-11', 'not_met'],
  ])('a window that tests the incident takes an incident of %s as %s', (occurredOn, verdict) => {
    const hate = { ...incident('i', occurredOn, []), hatePerceived: true };
    expect(evaluate(ONE_HATE_INCIDENT, factsOf('2026-07-10', [hate])).verdict).toBe(verdict);
  });

  it('reach back from the end of August to the end of February', () => {
    // 31 August less six months: there is no 31 February, so 28 February is the first day inside.
    const verdictOf = (madeOn: string) =>
      evaluate(ONE, factsOf('2026-08-31', [incident('i', '2026-02-20', [report('c', madeOn)])])).verdict;
    expect([verdictOf('2026-02-27'), verdictOf('2026-02-28')]).toEqual(['not_met', 'met']);
  });
});

describe('a complaint within one month of its incident', () => {
  it.each<[string, string, 'counts' | 'does_not_count', string]>([
    // One month from 10 January reaches 10 February, or 9 February where the first day counts.
    ['2026-01-10', '2026-01-09', 'does_not_count', 'not_met'], // before the incident
    ['2026-01-10', '2026-01-10', 'does_not_count', 'met'],
    ['2026-01-10', '2026-02-10', 'does_not_count', 'met'],
    ['2026-01-10', '2026-02-11', 'does_not_count', 'not_met'],
    ['2026-01-10', '2026-02-09', 'counts', 'met'],
    ['2026-01-10', '2026-02-10', 'counts', 'not_met'],
    // There is no 31 February: 28 February is the last day, 29 in 2028.
    ['2026-01-31', '2026-02-28', 'does_not_count', 'met'],
    ['2026-01-31', '2026-03-01', 'does_not_count', 'not_met'],
    ['2028-01-31', '2028-02-29', 'does_not_count', 'met'],
    ['2028-01-31', '2028-03-01', 'does_not_count', 'not_met'],
  ])(
    'about an incident of %s, made on %s, where the first day %s, is %s',
    (occurredOn, madeOn, firstDay, verdict) => {
      const rule: Count = { ...WITHOUT_WINDOW, reportedWithin: { length: { months: 1 }, firstDay } };
      const facts = factsOf('2028-07-10', [incident('i', occurredOn, [report('c', madeOn)])]);
      expect(evaluate(rule, facts).verdict).toBe(verdict);
    },
  );
});

describe('any period of six months', () => {
  const rule: Count = {
    ...ONE,
    atLeast: 2,
    window: { anchor: 'any_period', length: { months: 6 }, tests: 'complaint' },
  };

  it.each([
    // Beginning with 10 January, the period ends with 9 July.
    ['2026-01-10', '2026-07-09', 'met'],
    ['2026-01-10', '2026-07-10', 'not_met'],
    // Beginning with 31 August 2026, there is no 31 February 2027, so it ends with the last day of that month.
    ['2026-08-31', '2027-02-28', 'met'],
    ['2026-08-31', '2027-03-01', 'not_met'],
    // Beginning with 28 August, it ends before 28 February.
    ['2026-08-28', '2027-02-27', 'met'],
    ['2026-08-28', '2027-02-28', 'not_met'],
    // Long past is as good as recent.
    ['2020-02-01', '2020-07-31', 'met'],
    ['2020-02-01', '2020-08-01', 'not_met'],
  ])('with complaints of %s and %s is %s', (first, second, verdict) => {
    const incidents = [
      incident('a', first, [report('a1', first)]),
      incident('b', second, [report('b1', second)]),
    ];
    expect(evaluate(rule, factsOf('2028-01-01', incidents)).verdict).toBe(verdict);
  });
});
