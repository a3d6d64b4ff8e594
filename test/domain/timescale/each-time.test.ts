import type { CaseMoment } from '#domain/policy/timescales.js';
import { clocksOf } from '#domain/timescale/clocks.js';
import { HOLIDAYS } from '../calendar/holidays-of-england-and-wales.js';
import { london, moments, step } from './steps.js';

type Event = readonly [CaseMoment, string];

function told(parts: Parameters<typeof step>[1], events: readonly Event[], now: string): string[] {
  const policy = { timescales: [step('answer', parts)] };
  return clocksOf(policy, { moments: moments(...events) }, { holidays: HOLIDAYS, now: london(now) }).map(
    ({ state, anchoredOn, dueOn, mark }) =>
      `${state} ${anchoredOn?.toString() ?? 'never'} ${dueOn?.toString() ?? 'no day'} ${mark}`,
  );
}

const answer = {
  within: { workingDays: 5 },
  from: 'appeal_received',
  endsWith: 'appeal_outcome_sent',
} as const;
const twice: readonly Event[] = [
  ['application_received', '2026-03-02T10:00'],
  ['appeal_received', '2026-03-16T10:00'],
  ['appeal_outcome_sent', '2026-03-20T10:00'],
  ['appeal_received', '2026-04-20T10:00'],
];

describe('a step that begins each time', () => {
  it('has a clock for each appeal of one level, one after the other', () => {
    // Five working days from Monday 16 March: Monday 23; from Monday 20 April: Monday 27.
    expect(told({ ...answer, eachTime: true }, twice, '2026-04-21T12:00')).toEqual([
      'ended 2026-03-16 2026-03-23 done_in_time',
      'running 2026-04-20 2026-04-27 in_time',
    ]);
    const again: readonly Event[] = [...twice, ['appeal_outcome_sent', '2026-04-28T10:00']];
    expect(told({ ...answer, eachTime: true }, again, '2026-04-29T12:00')).toEqual([
      'ended 2026-03-16 2026-03-23 done_in_time',
      'ended 2026-04-20 2026-04-27 done_late',
    ]);
  });

  it('has one for the first alone where the policy does not say so', () => {
    expect(told(answer, twice, '2026-04-21T12:00')).toEqual(['ended 2026-03-16 2026-03-23 done_in_time']);
  });

  it('is not begun anew by what comes while it runs', () => {
    const meanwhile = twice.filter(([moment]) => moment !== 'appeal_outcome_sent');
    expect(told({ ...answer, eachTime: true }, meanwhile, '2026-04-21T12:00')).toEqual([
      'running 2026-03-16 2026-03-23 overdue',
    ]);
  });

  it('begins again with each decision for the time in which to appeal', () => {
    // Ten working days from Monday 9 March: Monday 23; from Thursday 30 April, over Monday 4 May: Friday 15 May.
    const lodging = {
      within: { workingDays: 10 },
      from: 'outcome_sent',
      endsWith: 'appeal_received',
      eachTime: true,
    } as const;
    const events: readonly Event[] = [
      ['application_received', '2026-03-02T10:00'],
      ['outcome_sent', '2026-03-09T10:00'],
      ['appeal_received', '2026-03-23T16:00'],
      ['outcome_sent', '2026-04-30T10:00'],
    ];
    expect(told(lodging, events, '2026-05-01T12:00')).toEqual([
      'ended 2026-03-09 2026-03-23 done_in_time',
      'running 2026-04-30 2026-05-15 in_time',
    ]);
  });
});

describe('what goes before an application, and what depends on the victim', () => {
  const applying = {
    within: { months: 1 },
    from: ['agency_last_letter', 'agency_case_closed'],
    endsWith: 'application_received',
    actor: 'victim',
  } as const;

  it('a month from the last letter of an agency is over with the corresponding day', () => {
    // From Saturday 31 January 2026 a month reaches 28 February.
    const at = (received: string) =>
      told(
        applying,
        [
          ['agency_last_letter', '2026-01-31T12:00'],
          ['application_received', received],
        ],
        '2026-03-05T12:00',
      );
    expect(at('2026-02-28T23:00')).toEqual(['ended 2026-01-31 2026-02-28 done_in_time']);
    expect(at('2026-03-01T09:00')).toEqual(['ended 2026-01-31 2026-02-28 done_late']);
  });

  it('is not spoken of where no letter and no closing is known', () => {
    expect(told(applying, [['application_received', '2026-03-02T10:00']], '2026-03-05T12:00')).toEqual([]);
  });

  it('a step for those who are invited is there only once somebody was', () => {
    // Two working days from Wednesday 4 March are Friday 6 March.
    const told48 = {
      within: { workingDays: 2 },
      from: 'victim_invited',
      endsWith: 'victim_told_of_panel',
      onlyIf: ['victim_invited', 'attendance_asked_for'],
    } as const;
    const received: Event = ['application_received', '2026-03-02T10:00'];
    expect(told(told48, [received], '2026-03-05T12:00')).toEqual(['forecast never no day waiting']);
    expect(told(told48, [received, ['victim_invited', '2026-03-04T10:00']], '2026-03-05T12:00')).toEqual([
      'running 2026-03-04 2026-03-06 at_risk',
    ]);
  });
});
