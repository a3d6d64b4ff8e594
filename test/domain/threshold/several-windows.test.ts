import { checkCount } from '#domain/policy/check-count.js';
import type { Count, Window } from '#domain/policy/criterion.js';
import { criterionSchema } from '#domain/policy/criterion-schema.js';
import { countOf, on, THREE_REPORTS, told } from './counting-facts.js';

const mine = (dates: readonly string[]) => dates.map((date) => on(date, [told('victim', date)]));
const SIX: Window = { anchor: 'before_application', length: { months: 6 }, tests: 'complaint' };
const MONTH: Window = { anchor: 'before_application', length: { months: 1 }, tests: 'complaint', atLeast: 1 };
const problems = (window: readonly Window[]) =>
  checkCount({ ...THREE_REPORTS, window }).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('several windows', () => {
  const window = [SIX, MONTH];

  it('have to hold each: three in six months, one of them in the last month', () => {
    // Received on 10 July: six months reach back to 10 January, a month to 10 June.
    const verdictOf = (...dates: string[]) => countOf({ window }, mine(dates)).verdict;
    expect(verdictOf('2026-01-10', '2026-03-01', '2026-06-10')).toBe('met');
    expect(verdictOf('2026-01-10', '2026-03-01', '2026-06-09')).toBe('not_met');
    expect(verdictOf('2026-01-09', '2026-03-01', '2026-06-10')).toBe('not_met');
    // The control: one that asks for one inside alone lets the others be of any time.
    expect(countOf({ window: MONTH }, mine(['2024-01-01', '2024-02-01', '2026-06-10'])).verdict).toBe('met');
    expect(countOf({ window }, mine(['2024-01-01', '2024-02-01', '2026-06-10'])).verdict).toBe('not_met');
  });

  it('say each what it asks for and how far that is', () => {
    const finding = countOf({ window }, mine(['2026-01-10', '2026-03-01', '2026-06-09']));
    expect(finding.sentence).toBe(
      '3 of the 3 reports needed counted, with no report within 1 month before the application where 1 is also needed.',
    );
    const [reason] = countOf({ window }, mine(['2026-01-09'])).notCounted.map((each) => each.reason);
    expect(reason).toBe(
      'incident of 9 January 2026: complaint of 9 January 2026, made 6 months and 1 day before the application; within 6 months is asked',
    );
  });

  it('may ask for several numbers of different dates', () => {
    // Two of the incidents in the last month, and two of the complaints in the last week.
    const two: readonly Window[] = [
      { anchor: 'before_application', length: { months: 1 }, tests: 'incident', atLeast: 2 },
      { anchor: 'before_application', length: { weeks: 1 }, tests: 'complaint', atLeast: 2 },
    ];
    const incident = (date: string, madeOn: string) => on(date, [told('victim', madeOn)]);
    const old = incident('2026-01-01', '2026-07-09');
    const recent = [incident('2026-06-10', '2026-06-11'), incident('2026-06-20', '2026-07-03')];
    expect(countOf({ window: two }, [old, ...recent]).verdict).toBe('met');
    expect(countOf({ window: two }, [incident('2026-01-01', '2026-07-02'), ...recent]).verdict).toBe(
      'not_met',
    );
    expect(
      countOf({ window: two }, [old, incident('2026-06-09', '2026-07-03'), ...recent.slice(0, 1)]).verdict,
    ).toBe('not_met');
  });

  it('may add a window before the application to a period', () => {
    const period: Window = { anchor: 'any_period', length: { months: 2 }, tests: 'incident' };
    const both: Partial<Count> = { window: [period, SIX] };
    expect(countOf(both, mine(['2026-02-01', '2026-03-01', '2026-03-31'])).verdict).toBe('met');
    expect(countOf(both, mine(['2026-02-01', '2026-03-01', '2026-04-01'])).verdict).toBe('not_met');
    expect(countOf(both, mine(['2025-12-01', '2026-01-01', '2026-01-31'])).verdict).toBe('not_met');
  });

  it('cannot be two periods, nor ask for more than is counted', () => {
    const period: Window = { anchor: 'any_period', length: { months: 2 }, tests: 'complaint' };
    const first: Window = { anchor: 'from_first', length: { months: 2 }, tests: 'complaint' };
    expect(problems([period, SIX, MONTH])).toEqual([]);
    expect(problems([period, first])).toEqual(['window.1.anchor: expected no second period of its own']);
    expect(problems([SIX, { ...MONTH, atLeast: 4 }])).toEqual([
      'window.1.atLeast: expected no more than atLeast',
    ]);
    expect(problems([MONTH, MONTH, MONTH, MONTH])).toEqual([
      'window.3.atLeast: expected atLeast in 3 windows at most',
    ]);
    expect(criterionSchema.safeParse({ ...THREE_REPORTS, window: [SIX, MONTH] }).success).toBe(true);
    expect(criterionSchema.safeParse({ ...THREE_REPORTS, window: [] }).success).toBe(false);
  });
});

describe('a period that begins with the first incident and tests complaints', () => {
  // The first incident of 1 January, reported on 20 January: six months from it end with 30 June.
  const period = { anchor: 'from_first', length: { months: 6 }, tests: 'complaint' } as const;
  const first = on('2026-01-01', [told('victim', '2026-01-20')]);
  const verdictOf = (last: string, of: { of?: 'incident' }) =>
    countOf({ window: { ...period, ...of } }, [first, ...mine(['2026-03-10', last])]).verdict;

  it('ends reckoned from that incident, not from the first complaint', () => {
    expect(verdictOf('2026-06-30', { of: 'incident' })).toBe('met');
    expect(verdictOf('2026-07-01', { of: 'incident' })).toBe('not_met');
    expect(verdictOf('2026-07-05', {})).toBe('met'); // from 20 January it ends with 19 July
  });
});
