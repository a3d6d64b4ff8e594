import type { Count, Window } from '#domain/policy/criterion.js';
import { countOf, on, told } from './counting-facts.js';
import { COUNCIL } from './threshold-facts.js';

const SIX_MONTHS = { months: 6 } as const;
const incidentsOn = (...dates: readonly string[]) => dates.map((date) => on(date, [told('p', date)]));

describe('an application of 10 July 2026 per complaint', () => {
  const rule = (firstDay?: 'counts' | 'does_not_count'): Partial<Count> => ({
    atLeast: 1,
    window: { anchor: 'per_complaint', length: SIX_MONTHS, ...(firstDay ? { firstDay } : {}) },
  });

  it.each<[string, 'counts' | 'does_not_count' | undefined, string]>([
    // Six months beginning with 10 January end with 9 July; with 11 January, with 10 July.
    ['2026-01-10', undefined, 'not_met'],
    ['2026-01-11', undefined, 'met'],
    ['2026-01-10', 'counts', 'not_met'],
    // Where the first day does not count, six months from 10 January reach 10 July.
    ['2026-01-09', 'does_not_count', 'not_met'],
    ['2026-01-10', 'does_not_count', 'met'],
    ['2026-07-10', undefined, 'met'],
    ['2026-07-11', undefined, 'not_met'],
  ])('a complaint of %s, where the first day %s, is %s', (madeOn, firstDay, verdict) => {
    expect(countOf(rule(firstDay), [on('2026-01-02', [told('p', madeOn)])]).verdict).toBe(verdict);
  });

  it('says how long a complaint served', () => {
    expect(countOf(rule(), incidentsOn('2026-01-10')).notCounted[0]?.reason).toBe(
      'incident of 10 January 2026: complaint of 10 January 2026, which serves an application up to 9 July 2026 (6 months)',
    );
  });
});

describe('six months from the first', () => {
  const window: Window = { anchor: 'from_first', length: SIX_MONTHS, tests: 'complaint' };

  it.each([
    // From 10 January the period ends with 9 July.
    [['2026-01-10', '2026-03-01', '2026-07-09'], 3],
    [['2026-01-10', '2026-03-01', '2026-07-10'], 2],
    // One early complaint moves the period away from the others: from 1 January it ends with 30 June.
    [['2026-01-01', '2026-07-01', '2026-07-02', '2026-07-03'], 1],
  ])('of complaints of %p hold %i', (dates, n) => {
    expect(countOf({ window }, incidentsOn(...dates))).toMatchObject({
      verdict: n === 3 ? 'met' : 'not_met',
      countedAtLeast: n,
      countedAtMost: n,
    });
  });

  it('reach a day further where the first day does not count', () => {
    const dates = ['2026-01-10', '2026-03-01', '2026-07-10'];
    expect(
      countOf({ window: { ...window, firstDay: 'does_not_count' } }, incidentsOn(...dates)).verdict,
    ).toBe('met');
  });

  it('cannot be told while a silent agency may hold an earlier complaint', () => {
    // The council may hold one of 1 January 2026 about that incident, for which nobody has found a complaint so far.
    const early = on('2026-01-01', [], { match: 'confirmed' });
    const others = incidentsOn('2026-07-02', '2026-07-03', '2026-07-04');
    const open = countOf({ window }, [early, ...others], { awaiting: [COUNCIL] });
    expect(open.verdict).toBe('needs_judgement');
    expect(open.awaits).toEqual([
      { kind: 'agency_answer', agencyId: 'council', agencyName: 'Leicester City Council' },
    ]);
    expect(countOf({ window }, [early, ...others]).verdict).toBe('met');
  });

  it('name what lies outside', () => {
    const finding = countOf({ window }, incidentsOn('2026-01-01', '2026-07-01'));
    expect(finding.notCounted[0]?.reason).toBe(
      'incident of 1 July 2026: complaint of 1 July 2026, outside the period of 6 months that begins with the first (1 January 2026 to 30 June 2026)',
    );
  });
});

describe('a window of which only some must lie inside', () => {
  // Three reports of which two lie in the six months before the application.
  const window: Window = { anchor: 'before_application', length: SIX_MONTHS, tests: 'complaint', atLeast: 2 };

  it('is met by an old one and two recent ones, not by two old ones and a recent one', () => {
    expect(countOf({ window }, incidentsOn('2025-06-01', '2026-05-01', '2026-06-01')).verdict).toBe('met');
    const finding = countOf({ window }, incidentsOn('2025-06-01', '2025-07-01', '2026-06-01'));
    expect(finding.verdict).toBe('not_met');
    expect(finding.sentence).toBe(
      '3 of the 3 reports needed counted, with 1 of the 2 reports also needed within 6 months before the application.',
    );
  });
});

describe('the day of recording', () => {
  const window: Window = { anchor: 'before_application', length: SIX_MONTHS, tests: 'recording' };
  const recorded = (recordedOn: string | null) => [
    on('2026-01-01', [
      told('p', '2026-01-02', { recordedOn: recordedOn === null ? null : on(recordedOn, []).occurredOn }),
    ]),
  ];
  const rule = { atLeast: 1, window };

  it('is tested where the rule says so, and is that of the complaint where nothing else is said', () => {
    expect(countOf(rule, recorded('2026-01-10')).verdict).toBe('met');
    expect(countOf(rule, recorded('2026-01-09')).verdict).toBe('not_met');
    expect(countOf(rule, incidentsOn('2026-01-10')).verdict).toBe('met');
    expect(countOf(rule, incidentsOn('2026-01-09')).verdict).toBe('not_met');
  });

  it('is awaited where it is not known', () => {
    const finding = countOf(rule, recorded(null));
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 0, countedAtMost: 1 });
    expect(finding.awaits).toEqual([
      { kind: 'detail', subject: 'complaint', id: 'p-2026-01-02-', detail: 'recorded_on' },
    ]);
  });

  it('is told with how far it lies back', () => {
    expect(countOf(rule, recorded('2026-01-09')).notCounted[0]?.reason).toBe(
      'incident of 1 January 2026: complaint of 2 January 2026, recorded on 9 January 2026, 6 months and 1 day before the application; within 6 months is asked',
    );
  });
});

describe('reports in time', () => {
  const late = on('2026-03-04', [told('p', '2026-04-14')]);

  it('name how late one was', () => {
    const finding = countOf({ reportedWithin: { length: { months: 1 } } }, [late]);
    // From 4 March to 14 April are 27 + 14 = 41 days.
    expect(finding.notCounted[0]?.reason).toBe(
      'incident of 4 March 2026: complaint of 14 April 2026, reported 41 days after the incident; within 1 month is asked',
    );
  });

  it('are asked of only so many where the rule says a number', () => {
    const rule = { reportedWithin: { length: { months: 1 }, which: 2 } };
    expect(countOf(rule, [late, ...incidentsOn('2026-05-01', '2026-06-01')]).verdict).toBe('met');
    const alsoLate = on('2026-05-01', [told('p', '2026-06-05')]);
    const finding = countOf(rule, [late, alsoLate, ...incidentsOn('2026-06-01')]);
    expect(finding.verdict).toBe('not_met');
    expect(finding.sentence).toBe(
      '3 of the 3 reports needed counted, with 1 of the 2 reports also needed within 1 month of the incident.',
    );
  });

  it('are asked of the first day where that counts', () => {
    // One month beginning with 10 April ends with 9 May.
    const made = (madeOn: string) => [on('2026-04-10', [told('p', madeOn)])];
    const rule = { atLeast: 1, reportedWithin: { length: { months: 1 }, firstDay: 'counts' } } as const;
    expect(countOf(rule, made('2026-05-09')).verdict).toBe('met');
    expect(countOf(rule, made('2026-05-10')).verdict).toBe('not_met');
    expect(countOf(rule, made('2026-05-10')).notCounted[0]?.reason).toContain(
      'reported 30 days after the incident; within 1 month, the first day counted, is asked',
    );
  });
});

describe('an incident long before the application', () => {
  it('is told with how far it lies back', () => {
    const window: Window = { anchor: 'before_application', length: SIX_MONTHS, tests: 'incident' };
    const finding = countOf({ unit: 'incidents', window }, incidentsOn('2025-12-10', '2026-01-09'));
    expect(finding.notCounted.map((item) => item.reason)).toEqual([
      'incident of 10 December 2025: 7 months before the application; within 6 months is asked',
      'incident of 9 January 2026: 6 months and 1 day before the application; within 6 months is asked',
    ]);
  });
});
