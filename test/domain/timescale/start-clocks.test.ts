import { HolidaysUnknown } from '#domain/calendar/bank-holidays.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import { startClocks } from '#domain/timescale/start-clocks.js';
import { day, HOLIDAYS } from '../calendar/holidays-of-england-and-wales.js';

const STEPS: readonly TimescaleStep[] = [
  {
    id: 'acknowledgement',
    words: 'acknowledged',
    within: { workingDays: 1 },
    from: 'application_received',
    endsWith: 'acknowledged',
    actor: 'coordinator',
  },
  {
    id: 'decision',
    words: 'decided',
    within: { days: 14 },
    from: 'application_received',
    endsWith: 'threshold_decided',
    actor: 'coordinator',
  },
  {
    id: 'review',
    words: 'reviewed',
    within: { days: 28 },
    from: 'threshold_met',
    endsWith: 'review_completed',
    actor: 'partnership',
    extension: { words: 'in writing' },
  },
];

describe('the clocks that an event starts', () => {
  it('are those of the steps that count from it, with their arithmetic in words', () => {
    // Monday 2 March: one working day is Tuesday 3 March; 14 days are Monday 16 March.
    const clocks = startClocks(STEPS, { anchor: 'application_received', on: day('2026-03-02') }, HOLIDAYS);
    expect(
      clocks.map((clock) => [clock.stepId, clock.endsWith, clock.dueOn.toString(), clock.extendable]),
    ).toEqual([
      ['acknowledgement', ['acknowledged'], '2026-03-03', false],
      ['decision', ['threshold_decided'], '2026-03-16', false],
    ]);
    expect(clocks[1]?.arithmetic).toBe(
      '14 days from Monday 2 March 2026, the day the application was received: due by the end of Monday 16 March 2026',
    );
  });

  it('name the bank holidays that a count of working days passes over', () => {
    const [clock] = startClocks(STEPS, { anchor: 'application_received', on: day('2026-04-02') }, HOLIDAYS);
    expect(clock?.arithmetic).toBe(
      '1 working day from Thursday 2 April 2026, the day the application was received, passing over ' +
        'Good Friday (3 April 2026) and Easter Monday (6 April 2026): due by the end of Tuesday 7 April 2026',
    );
  });

  it('fall due when the local day is over, also when the clocks change in between', () => {
    // Thursday 26 February + 28 days is Thursday 26 March, still winter; 2 March + 28 is 30 March, summer since the 29th.
    const review = (on: string) => startClocks(STEPS, { anchor: 'threshold_met', on: day(on) }, HOLIDAYS)[0];
    expect(review('2026-02-26')?.dueAt.toString()).toBe('2026-03-27T00:00:00Z');
    expect(review('2026-03-02')?.dueAt.toString()).toBe('2026-03-30T23:00:00Z');
    expect(review('2026-03-02')?.extendable).toBe(true);
  });

  it('are none where no step counts from the event', () => {
    const start = { anchor: 'application_completed', on: day('2026-03-02') } as const;
    expect(startClocks(STEPS, start, HOLIDAYS)).toEqual([]);
  });

  it('start also past the known bank holidays, passing over weekends only and saying so', () => {
    // Known through 2027. Friday 31 December 2027 + 1 working day: 1 and 2 January 2028 are a weekend, so Monday 3 January.
    const [acknowledgement] = startClocks(
      STEPS,
      { anchor: 'application_received', on: day('2027-12-31') },
      HOLIDAYS,
    );
    expect(acknowledgement?.dueOn.toString()).toBe('2028-01-03');
    expect(acknowledgement?.arithmetic).toContain('bank holidays after 31 December 2027 are not known yet');
  });

  it('are refused before the first known bank holidays, where a day could only be wrong', () => {
    const start = { anchor: 'application_received', on: day('1999-12-31') } as const;
    expect(() => startClocks(STEPS, start, HOLIDAYS)).toThrow(HolidaysUnknown);
  });
});
