import type { Extension } from '#domain/policy/timescales.js';
import { clockRulesOf } from '#domain/timescale/clock-rules.js';
import { extensionRefused } from '#domain/timescale/extension-limit.js';
import { day, HOLIDAYS } from '../calendar/holidays-of-england-and-wales.js';
import { clocksBy, moments, step } from './steps.js';

const rules = clockRulesOf({ timescales: [] }, HOLIDAYS);

/** Whether a clock that was first due on Thursday 14 May 2026 may run until a day. */
function refused(extension: Partial<Extension>, dueOn: string, timesBefore = 0) {
  const asked = { firstDueOn: day('2026-05-14'), timesBefore, dueOn: day(dueOn) };
  return extensionRefused({ extension: { words: 'by letter', ...extension } }, asked, rules);
}

describe('more time', () => {
  it.each<[Partial<Extension>, string]>([
    [{}, '2027-05-14'],
    [{ upTo: { days: 14 } }, '2026-05-28'],
    [{ upTo: { months: 1 } }, '2026-06-14'],
    // Friday 15, Monday 18 to Friday 22 are six; Monday 25 May is a bank holiday; Tuesday 26 is seven.
    [{ upTo: { workingDays: 7 } }, '2026-05-26'],
    [{ times: 1 }, '2026-06-30'],
  ])('of %j is allowed until %s', (extension, dueOn) => {
    expect(refused(extension, dueOn)).toBeUndefined();
  });

  it.each<[Partial<Extension>, string, string]>([
    [
      { upTo: { days: 14 } },
      '2026-05-29',
      'is Friday 29 May 2026, later than Thursday 28 May 2026: the policy allows at most 14 days beyond Thursday 14 May 2026.',
    ],
    [
      { upTo: { workingDays: 7 } },
      '2026-05-27',
      'is Wednesday 27 May 2026, later than Tuesday 26 May 2026: the policy allows at most 7 working days beyond Thursday 14 May 2026.',
    ],
  ])('of %j is refused until %s', (extension, dueOn, message) => {
    expect(refused(extension, dueOn)).toEqual({ kind: 'too_late', message });
  });

  it('is refused when it was given as often as the policy allows', () => {
    expect(refused({ times: 1 }, '2026-05-20', 1)).toEqual({
      kind: 'too_often',
      message: 'is not allowed by the policy again: it allows one once.',
    });
    expect(refused({ times: 2 }, '2026-05-20', 1)).toBeUndefined();
  });

  it('is refused where the policy does not speak of it', () => {
    const asked = { firstDueOn: day('2026-05-14'), timesBefore: 0, dueOn: day('2026-05-15') };
    expect(extensionRefused({}, asked, rules)?.kind).toBe('not_allowed');
  });
});

describe('a clock that was given more time', () => {
  const review = step('review', {
    within: { days: 28 },
    from: 'threshold_met',
    endsWith: 'review_completed',
    extension: { words: 'by letter', upTo: { days: 14 } },
  });
  const extended = (dueOn: string) => {
    const course = {
      // Met on Thursday 16 April: due on Thursday 14 May, and at most on 28 May.
      moments: moments(['threshold_met', '2026-04-16T10:00']),
      extensions: [{ stepId: 'review', dueOn: day(dueOn), reason: 'The chair is away.' }],
    };
    return clocksBy({ timescales: [review] }, course, '2026-05-20T12:00')['review'];
  };

  it('runs until the later day', () => {
    expect(extended('2026-05-28')).toMatchObject({ mark: 'in_time' });
    expect(extended('2026-05-28')?.arithmetic).toMatch(/; extended to Thursday 28 May 2026$/);
  });

  it('does not, where the policy does not allow that day', () => {
    expect(extended('2026-05-29')?.dueOn?.toString()).toBe('2026-05-14');
    expect(extended('2026-05-29')).toMatchObject({ mark: 'overdue' });
    expect(extended('2026-05-29')?.arithmetic).toContain(
      'the extension to Friday 29 May 2026 does not count, which the policy does not allow',
    );
  });
});
