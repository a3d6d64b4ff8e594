import type { Count, Window } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { IncidentFact } from '#domain/threshold/facts.js';
import { factsFromJson, factsToJson } from '#domain/threshold/facts-json.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';
import { countOf, on, told } from './counting-facts.js';
import { factsOf } from './threshold-facts.js';

/** Barking from 1 January to 14 June, reported once. */
const barking = (reportedOn: string, through = '2026-06-14'): IncidentFact =>
  on('2026-01-01', [told('victim', reportedOn)], { through: day(through) });

const ONE: Partial<Count> = { unit: 'incidents', atLeast: 1 };

describe('behaviour that goes on', () => {
  it('is reported in time within a length of its last day, and while it lasts', () => {
    // A month from 14 June reaches 14 July, past the application of 10 July; a week from it, 21 June.
    const rule: Partial<Count> = { ...ONE, reportedWithin: { length: { weeks: 1 } } };
    const verdictOn = (date: string) => countOf(rule, [barking(date)]).verdict;
    expect([verdictOn('2026-03-01'), verdictOn('2026-06-21'), verdictOn('2026-06-22')]).toEqual([
      'met',
      'met',
      'not_met',
    ]);
    expect(countOf(rule, [barking('2026-06-22')]).notCounted[0]?.reason).toBe(
      'incident of 1 January 2026 to 14 June 2026: complaint of 22 June 2026, reported 8 days after it ended; within 1 week is asked',
    );
    // The control: of an incident of 1 January alone, a report of 1 March is late.
    expect(countOf(rule, [on('2026-01-01', [told('victim', '2026-03-01')])]).verdict).toBe('not_met');
  });

  it.each<[string, Window, string, string]>([
    // Three months before 10 July reach back to 10 April.
    [
      'before',
      { anchor: 'before_application', length: { months: 3 }, tests: 'incident' },
      '2026-04-10',
      'met',
    ],
    [
      'before',
      { anchor: 'before_application', length: { months: 3 }, tests: 'incident' },
      '2026-04-09',
      'not_met',
    ],
    [
      'partly before',
      { anchor: 'before_application', length: { months: 3 }, tests: 'incident', atLeast: 1 },
      '2026-04-10',
      'met',
    ],
    [
      'partly before',
      { anchor: 'before_application', length: { months: 3 }, tests: 'incident', atLeast: 1 },
      '2026-04-09',
      'not_met',
    ],
  ])('lies in a window %s the application that has one of its days', (_what, window, through, verdict) => {
    expect(countOf({ ...ONE, window }, [barking('2026-04-01', through)]).verdict).toBe(verdict);
  });

  it('lies in every period that has one of its days, and counts once', () => {
    const window = { anchor: 'any_period', length: { months: 1 }, tests: 'incident' } as const;
    const night = (date: string) => on(date, [told('victim', date)]);
    const two: Partial<Count> = { unit: 'incidents', atLeast: 2, window };
    // From 20 May a month ends with 19 June; with a last day of 14 June, from 14 June with 13 July.
    expect(countOf(two, [barking('2026-06-14'), night('2026-06-20')]).verdict).toBe('met');
    // Ended on 20 May, the last month that has a day of it begins with that day and ends with 19 June.
    expect(countOf(two, [barking('2026-06-14', '2026-05-20'), night('2026-06-19')]).verdict).toBe('met');
    expect(countOf(two, [barking('2026-06-14', '2026-05-20'), night('2026-06-20')]).verdict).toBe('not_met');
    expect(countOf(two, [barking('2026-06-14')])).toMatchObject({ verdict: 'not_met', countedAtLeast: 1 });
  });

  it('begins a period with its first day', () => {
    // From 1 January two months end with 28 February: the barking and 28 February are two, 1 March is outside.
    const window = { anchor: 'from_first', length: { months: 2 }, tests: 'incident' } as const;
    const two: Partial<Count> = { unit: 'incidents', atLeast: 2, window };
    const verdictWith = (date: string) =>
      countOf(two, [barking('2026-06-14'), on(date, [told('victim', date)])]).verdict;
    expect([verdictWith('2026-02-28'), verdictWith('2026-03-01')]).toEqual(['met', 'not_met']);
  });

  it('is first on its first day and latest on its last', () => {
    const within = (of: 'first_incident' | 'latest_incident') =>
      evaluate(
        { test: 'applied_within', id: 'a', words: 'A', of, length: { months: 1 } },
        factsOf('2026-07-10', [barking('2026-06-14', '2026-06-10')]),
      ).verdict;
    expect([within('first_incident'), within('latest_incident')]).toEqual(['not_met', 'met']);
  });

  it('that lasts still has lasted until the application', () => {
    const finding = evaluate(
      { test: 'applied_after', id: 'a', words: 'A', of: 'latest_incident', length: { days: 1 } },
      factsOf('2026-07-10', [barking('2026-06-14', '2026-12-31')]),
    );
    expect(finding.verdict).toBe('not_met');
  });

  it('has its first complaint in time within a length of its last day', () => {
    const verdictOf = (reportedOn: string) =>
      evaluate(
        { test: 'initial_complaint_within', id: 'i', words: 'I', length: { weeks: 1 } },
        factsOf('2026-07-10', [barking(reportedOn)]),
      ).verdict;
    expect([verdictOf('2026-06-21'), verdictOf('2026-06-22')]).toEqual(['met', 'not_met']);
  });

  it('is stored with the facts and read again', () => {
    const facts = factsOf('2026-07-10', [barking('2026-06-14')]);
    expect(factsFromJson(JSON.parse(JSON.stringify(factsToJson(facts))))).toEqual(facts);
  });
});
