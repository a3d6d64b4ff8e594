import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import { clocksOf } from '#domain/timescale/clocks.js';
import type { CaseCourse } from '#domain/timescale/course.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import { HOLIDAYS } from '../calendar/holidays-of-england-and-wales.js';
import { clocksBy, london, moments, standings, step } from './steps.js';

type Happened = readonly [CaseMoment, string];

const received = ['application_received', '2026-03-02T10:00'] as const;

/** State, last day and mark of the clocks of one step, in order: there are several where it repeats. */
function timesOf(timescales: readonly TimescaleStep[], course: CaseCourse, now: string): string[] {
  const policy: PolicyOfTime = { timescales };
  return clocksOf(policy, course, { holidays: HOLIDAYS, now: london(now) }).map(
    ({ state, dueOn, mark }) => `${state} ${dueOn?.toString() ?? 'no day'} ${mark}`,
  );
}

describe('a step that is there only if something happened', () => {
  const appeal = step('appeal', {
    within: { workingDays: 20 },
    from: 'threshold_decision_sent',
    endsWith: 'appeal_received',
    onlyIf: 'threshold_not_met',
  });
  const outcome = step('outcome-appeal', {
    within: { workingDays: 20 },
    from: 'outcome_sent',
    endsWith: 'appeal_received',
  });
  const timescales = [step('decision', { within: { days: 14 } }), appeal, outcome];
  const sent = ['threshold_decision_sent', '2026-03-10T15:00'] as const;
  const standingsAt = (now: string, ...more: readonly Happened[]) =>
    standings(clocksBy({ timescales }, { moments: moments(received, ...more) }, now));

  it('is forecast while it may still come, and says on what it depends', () => {
    // 2 March + 14 is 16 March; 20 working days after it: 17 to 20 (4), 23 to 27 (9), 30 March to 2 April (13), over
    // Easter 7 to 10 (17), 13, 14, Wednesday 15 April (20).
    const clocks = clocksBy({ timescales }, { moments: moments(received) }, '2026-03-02T12:00');
    expect(standings(clocks)['appeal']).toBe('forecast 2026-04-15 in_time');
    expect(clocks['appeal']?.arithmetic).toMatch(/; only if the threshold was decided not to be met$/);
  });

  it('comes no more after the decision that excludes it', () => {
    const after = standingsAt('2026-03-10T16:00', ['threshold_met', '2026-03-10T10:00'], sent);
    expect(Object.keys(after)).toEqual(['decision', 'outcome-appeal']);
  });

  it('runs once it is there, from the day from which it counts', () => {
    // 11 to 13 March (3), 16 to 20 (8), 23 to 27 (13), 30 March to 2 April (17), 7, 8, Thursday 9 April (20).
    const after = standingsAt('2026-03-10T16:00', ['threshold_not_met', '2026-03-10T10:00'], sent);
    expect(after['appeal']).toBe('running 2026-04-09 in_time');
  });

  it('may count from before that on which it depends, and is a forecast with a day until then', () => {
    const review = step('review', {
      within: { days: 28 },
      endsWith: 'review_completed',
      onlyIf: 'threshold_met',
    });
    // 2 March + 28 is 30 March.
    const at = (now: string, ...more: readonly Happened[]) =>
      clocksBy({ timescales: [review] }, { moments: moments(received, ...more) }, now)['review'];
    expect(at('2026-03-04T12:00')).toMatchObject({ state: 'forecast', provisional: false });
    expect(at('2026-03-04T12:00')?.dueOn?.toString()).toBe('2026-03-30');
    expect(at('2026-03-12T12:00', ['threshold_met', '2026-03-12T10:00'])).toMatchObject({ state: 'running' });
    expect(at('2026-03-12T12:00', ['threshold_not_met', '2026-03-12T10:00'])).toBeUndefined();
  });

  it('is ended by nothing that came before it began, nor is another by an appeal of before', () => {
    // The appeal of 1 April is against "not met". After it the case is reviewed, and its outcome sent on Friday 1 May: 20
    // working days, without Monday 4 May: 5 to 8 (4), 11 to 15 (9), 18 to 22 (14), without Monday 25: 26 to 29 (18),
    // 1 June, Tuesday 2 June (20).
    const course: readonly Happened[] = [
      ['threshold_not_met', '2026-03-10T10:00'],
      sent,
      ['appeal_received', '2026-04-01T10:00'],
      ['threshold_met', '2026-04-13T10:00'],
    ];
    expect(standingsAt('2026-04-13T12:00', ...course)).toMatchObject({
      appeal: 'ended 2026-04-09 done_in_time',
      'outcome-appeal': 'forecast no day waiting',
    });
    const later = standingsAt('2026-05-01T12:00', ...course, ['outcome_sent', '2026-05-01T10:00']);
    expect(later).toMatchObject({
      appeal: 'ended 2026-04-09 done_in_time',
      'outcome-appeal': 'running 2026-06-02 in_time',
    });
  });
});

describe('a step that is there unless something happened', () => {
  const call = step('call', {
    within: { days: 5 },
    endsWith: 'applicant_contacted',
    unless: ['threshold_decision_sent', 'declined'],
  });
  const at = (...more: readonly Happened[]) =>
    timesOf([call], { moments: moments(received, ...more) }, '2026-03-05T12:00');

  it('runs as any other', () => {
    expect(at()).toEqual(['running 2026-03-07 at_risk']);
  });

  it('is gone once it happened, be it that it had ended', () => {
    expect(at(['threshold_decision_sent', '2026-03-03T10:00'])).toEqual([]);
    expect(at(['applicant_contacted', '2026-03-03T10:00'], ['declined', '2026-03-04T10:00'])).toEqual([]);
  });

  it('is there again where a refusal was overturned', () => {
    expect(at(['declined', '2026-03-03T10:00'], ['threshold_met', '2026-03-04T10:00'])).toEqual([
      'running 2026-03-07 at_risk',
    ]);
  });

  it('is not forecast either', () => {
    const later = step('later', { within: { days: 5 }, from: 'panel_met', endsWith: 'outcome_sent' });
    const course = { moments: moments(received, ['acknowledged', '2026-03-03T10:00']) };
    const forecastOf = (each: TimescaleStep) => timesOf([each], course, '2026-03-05T12:00');
    expect(forecastOf(later)).toEqual(['forecast no day waiting']);
    expect(forecastOf({ ...later, unless: 'acknowledged' })).toEqual([]);
  });
});

describe('a step that repeats', () => {
  // "An update every ten working days".
  const update = step('update', {
    within: { workingDays: 10 },
    endsWith: 'applicant_updated',
    repeats: true,
    extension: { words: 'in writing' },
  });
  const told = [
    ['applicant_updated', '2026-03-13T10:00'],
    ['applicant_updated', '2026-03-31T10:00'],
  ] as const;

  it('has a clock for each time, from what ended the time before', () => {
    // From Monday 2 March: 3 to 6 (4), 9 to 13 (9), Monday 16 (10). From Friday 13: 16 to 20 (5), 23 to 27 (10): told on
    // the 31st, late. From Tuesday 31 March: 1 and 2 April (2), 7 to 10 (6), 13 to 16 (10): Thursday 16 April.
    const course = { moments: moments(received, ...told) };
    expect(timesOf([update], course, '2026-04-01T12:00')).toEqual([
      'ended 2026-03-16 done_in_time',
      'ended 2026-03-27 done_late',
      'running 2026-04-16 in_time',
    ]);
  });

  it('begins no more once the case is over', () => {
    const closed = ['case_closed', '2026-04-02T10:00'] as const;
    const again = ['applicant_updated', '2026-04-08T10:00'] as const;
    const course = { moments: moments(received, ...told, closed, again) };
    expect(timesOf([update], course, '2026-04-09T12:00')).toEqual([
      'ended 2026-03-16 done_in_time',
      'ended 2026-03-27 done_late',
      'ended 2026-04-16 fell_away',
    ]);
    // Closed on the very day of the last: nothing is left to run.
    const at = { moments: moments(received, ...told, ['case_closed', '2026-03-31T10:00']) };
    expect(timesOf([update], at, '2026-04-09T12:00').at(-1)).not.toContain('running');
  });

  it('passes an extension to the time that was due before the day given', () => {
    const extensions = [{ stepId: 'update', dueOn: london('2026-04-20T10:00'), reason: 'Leave' }];
    const days = extensions.map((each) => ({
      ...each,
      dueOn: each.dueOn.toZonedDateTimeISO('Europe/London').toPlainDate(),
    }));
    const course = { moments: moments(received, ...told), extensions: days };
    expect(timesOf([update], course, '2026-04-01T12:00')).toEqual([
      'ended 2026-03-16 done_in_time',
      'ended 2026-03-27 done_late',
      'running 2026-04-20 in_time',
    ]);
  });
});

describe('meetings of which only the interval is known', () => {
  const meetings = [{ id: 'conference', words: 'the conference', every: { weeks: 4 } }];
  const at = (parts: Partial<TimescaleStep>, nth?: number) =>
    clocksBy(
      {
        meetings,
        timescales: [
          step('conference', {
            within: { meeting: 'conference', ...(nth && { nth }) },
            endsWith: 'panel_met',
            ...parts,
          }),
        ],
      },
      { moments: moments(received) },
      '2026-03-02T12:00',
    )['conference'];

  it('are due one interval later at the latest, and the sentence says that the day is not known', () => {
    // Met on 2 March itself, they meet next on Monday 30 March; the second lies four weeks later, on 27 April.
    expect(at({})?.dueOn?.toString()).toBe('2026-03-30');
    expect(at({}, 2)?.dueOn?.toString()).toBe('2026-04-27');
    expect(at({})).toMatchObject({
      provisional: true,
      arithmetic:
        'the next meeting after Monday 2 March 2026 of the conference, every 4 weeks; on which day they meet is not ' +
        'known, so by Monday 30 March 2026 at the latest',
    });
  });

  it('are due a day earlier at the latest where the first day counts', () => {
    // Met on Sunday 1 March, they meet next on Sunday 29 March.
    expect(at({ firstDay: 'counts' })?.dueOn?.toString()).toBe('2026-03-29');
  });
});

describe('what is done before a meeting', () => {
  const timescales = [
    step('panel', { within: { days: 10 }, endsWith: 'panel_met' }),
    step('papers', {
      within: { workingDays: 2 },
      from: 'panel_planned',
      direction: 'before',
      endsWith: 'panel_papers_sent',
    }),
  ];
  const at = (now: string, ...more: readonly Happened[]) =>
    clocksBy({ timescales }, { moments: moments(received, ...more) }, now)['papers'];

  it('comes no more once the meeting was held for which no day was told', () => {
    expect(at('2026-03-10T12:00', ['panel_met', '2026-03-10T10:00'])).toBeUndefined();
  });

  it('has no day once that day is past and no other is agreed', () => {
    // 2 March + 10 is Thursday 12 March: two working days before are Tuesday 10.
    expect(at('2026-03-12T12:00')?.dueOn?.toString()).toBe('2026-03-10');
    expect(at('2026-03-13T12:00')).toMatchObject({ state: 'forecast', dueOn: null, provisional: true });
    expect(at('2026-03-13T12:00')?.arithmetic).toContain('no day is known for that yet');
  });
});

describe('an extension', () => {
  it('makes a day certain that rested on holidays not known yet', () => {
    const decision = step('decision', { within: { workingDays: 5 }, extension: { words: 'by letter' } });
    const course = { moments: moments(['application_received', '2027-12-29T10:00']) };
    const at = (extensions: CaseCourse['extensions']) =>
      clocksBy(
        { timescales: [decision] },
        { ...course, ...(extensions && { extensions }) },
        '2027-12-29T12:00',
      )['decision'];
    expect(at(undefined)?.provisional).toBe(true);
    const dueOn = HOLIDAYS.through.add({ days: 20 });
    expect(at([{ stepId: 'decision', dueOn, reason: 'Leave' }])?.provisional).toBe(false);
  });
});
