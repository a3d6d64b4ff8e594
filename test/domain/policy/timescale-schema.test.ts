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
