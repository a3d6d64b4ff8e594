import { meetingCalendarSchema, stepSchema, workingDaySchema } from '#domain/policy/timescale-schema.js';

const plain = {
  id: 'step',
  words: 'A step',
  within: { workingDays: 2 },
  from: 'panel_planned',
  endsWith: 'panel_papers_sent',
  actor: 'coordinator',
};

const problemsOf = (parts: object) =>
  stepSchema
    .safeParse({ ...plain, ...parts })
    .error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];

describe('a step of a procedure', () => {
  it.each([
    [{}],
    [{ direction: 'before' }],
    [{ within: { meeting: 'panel' } }],
    [{ within: { meeting: 'panel' }, direction: 'after', firstDay: 'counts' }],
    [{ pausedBy: ['waiting_for_applicant'] }],
    [{ within: { hours: 48 }, direction: 'before' }],
    [{ within: { hours: 24 }, repeats: true }],
    [{ within: { meeting: 'panel' }, eachTime: true }],
    [{ from: ['panel_met', 'review_decided'], endsWith: ['outcome_sent', 'case_closed'] }],
  ])('is accepted with %j', (parts) => {
    expect(problemsOf(parts)).toEqual([]);
  });

  const noStandstill = [
    'pausedBy',
    'expected none, as only a length that is counted forward can stand still',
  ];

  it.each([
    [
      { within: { meeting: 'panel' }, direction: 'before' },
      ['direction', 'expected after, as the next meeting lies after'],
    ],
    [{ direction: 'before', pausedBy: ['waiting_for_applicant'] }, noStandstill],
    [{ within: { meeting: 'panel' }, pausedBy: ['waiting_for_applicant'] }, noStandstill],
    [
      { within: { hours: 24 }, pausedBy: ['waiting_for_applicant'] },
      ['pausedBy', 'expected none, as clocks stand still by the day and not by the hour'],
    ],
    [
      { within: { hours: 24 }, firstDay: 'counts' },
      ['firstDay', 'expected none, as hours are counted from the very moment'],
    ],
    [
      { repeats: true, eachTime: true },
      ['eachTime', 'expected false, as the step repeats: it begins anew from what ended it'],
    ],
    [
      { direction: 'before', eachTime: true },
      ['eachTime', 'expected false, as a day agreed beforehand is the one last agreed'],
    ],
  ])('is refused with %j', (parts, expected) => {
    expect(problemsOf(parts)).toEqual([expected]);
  });
});

describe('the end of a working day', () => {
  it.each([
    ['17:00', true],
    ['00:00', false], // midnight is what is meant where nothing is said
    ['5pm', false],
    ['24:00', false],
  ])('may be %s: %s', (endsAt, accepted) => {
    expect(workingDaySchema.safeParse({ endsAt }).success).toBe(accepted);
  });
});

describe('a step that depends or repeats', () => {
  const forward = { from: 'acknowledged', endsWith: 'applicant_updated' };

  it.each([
    [{ ...forward, repeats: true }],
    [{ ...forward, repeats: false, endsWith: ['applicant_updated', 'case_closed'] }],
    [{ onlyIf: 'threshold_met', unless: ['withdrawn', 'case_closed'] }],
    [{ appeal: 'first-level' }],
  ])('is accepted with %j', (parts) => {
    expect(problemsOf(parts)).toEqual([]);
  });

  const once = ['repeats', 'expected false, as only a length that is counted forward can begin anew'];

  it.each([
    [{ ...forward, repeats: true, direction: 'before' }, once],
    [{ ...forward, repeats: true, within: { meeting: 'panel' } }, once],
    [
      { ...forward, repeats: true, endsWith: ['applicant_updated', 'case_closed'] },
      ['endsWith', 'expected one moment, from which the next time is counted, as the step repeats'],
    ],
  ])('is refused with %j', (parts, expected) => {
    expect(problemsOf(parts)).toEqual([expected]);
  });
});

describe('a calendar of meetings', () => {
  it.each([
    [{ every: { weeks: 4 } }, true],
    [{ every: { weeks: 4, from: '2026-01-05' } }, true],
    [{ every: { from: '2026-01-05' } }, false],
    [{ every: { weeks: 4 }, dates: ['2026-01-05'] }, false],
    [{}, false],
  ])('may say %j: %s', (parts, accepted) => {
    expect(meetingCalendarSchema.safeParse({ id: 'm', words: 'M', ...parts }).success).toBe(accepted);
  });
});

describe('hours and weekdays of the month', () => {
  it.each([[{ hours: 0 }], [{ hours: 1.5 }], [{ hours: 745 }], [{ hours: 24, days: 1 }]])(
    'no time is %j',
    (within) => {
      expect(problemsOf({ within })).toHaveLength(1);
    },
  );

  const calendarWith = (parts: object) =>
    meetingCalendarSchema.safeParse({ id: 'panel', words: 'The panel', ...parts }).success;
  const firstTuesday = { weekday: 'tuesday', nth: 'first' };

  it.each([
    [{ monthly: firstTuesday }],
    [{ monthly: { ...firstTuesday, nth: ['first', 'third'] } }],
    [{ monthly: { ...firstTuesday, nth: 'last', months: [3, 6, 9, 12] } }],
  ])('a calendar of meetings is %j', (parts) => {
    expect(calendarWith(parts)).toBe(true);
  });

  it.each([
    [{ monthly: { weekday: 'tuesday' } }],
    [{ monthly: { ...firstTuesday, nth: 'fifth' } }],
    [{ monthly: { ...firstTuesday, months: [] } }],
    [{ monthly: { ...firstTuesday, months: [6, 3] } }],
    [{ monthly: { ...firstTuesday, months: [3, 3] } }],
    [{ monthly: { ...firstTuesday, months: [13] } }],
    [{ monthly: firstTuesday, dates: ['2026-03-03'] }],
    [{ monthly: firstTuesday, every: { weeks: 4 } }],
  ])('no calendar of meetings is %j', (parts) => {
    expect(calendarWith(parts)).toBe(false);
  });
});
