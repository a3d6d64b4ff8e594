import fc from 'fast-check';
import { clocksOf } from '#domain/timescale/clocks.js';
import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import type { CaseMoment } from '#domain/policy/timescales.js';
import { HOLIDAYS } from '../domain/calendar/holidays-of-england-and-wales.js';
import { acts, policies } from '../domain/timescale/random-policies.js';
import { london, step } from '../domain/timescale/steps.js';
import { storedAfter, type Act } from './stored-clocks.js';

const act = (local: string, ...moments: readonly CaseMoment[]): Act => ({ moments, at: london(local) });

/** Each stored clock: its step, the day from which it counts, its last day, and whether it still runs. */
async function stored(timescales: PolicyOfTime['timescales'], ...all: readonly Act[]): Promise<string[]> {
  const rows = await storedAfter({ timescales }, all);
  return rows.map(
    ({ step: id, anchoredOn, dueOn, stoppedAt }) =>
      `${id} ${anchoredOn.toString()} ${dueOn.toString()} ${stoppedAt ? 'stopped' : 'runs'}`,
  );
}

const received = act('2026-03-02T10:00', 'application_received');

describe('the stored clocks of a case', () => {
  it('begin anew each time they end, and stop when the case is over', async () => {
    // Ten days from Monday 2 March are the 12th, from the 10th the 20th, from the 19th the 29th.
    const updates = step('update', { within: { days: 10 }, endsWith: 'applicant_updated', repeats: true });
    const told = [act('2026-03-10T10:00', 'applicant_updated'), act('2026-03-19T10:00', 'applicant_updated')];
    expect(await stored([updates], received, ...told)).toEqual([
      'update 2026-03-02 2026-03-12 stopped',
      'update 2026-03-10 2026-03-20 stopped',
      'update 2026-03-19 2026-03-29 runs',
    ]);
    const over = act('2026-03-23T10:00', 'case_closed');
    expect((await stored([updates], received, ...told, over)).at(-1)).toBe(
      'update 2026-03-19 2026-03-29 stopped',
    );
  });

  it('do not begin anew where the step does not repeat', async () => {
    const once = step('update', { within: { days: 10 }, endsWith: 'applicant_updated' });
    const told = [act('2026-03-10T10:00', 'applicant_updated'), act('2026-03-19T10:00', 'applicant_updated')];
    expect(await stored([once], received, ...told)).toEqual(['update 2026-03-02 2026-03-12 stopped']);
  });

  it('begin only once that happened on which they depend, and count from what they count from', async () => {
    // 28 days from 2 March are 30 March, whenever the threshold is decided to be met.
    const review = step('review', {
      within: { days: 28 },
      endsWith: 'review_completed',
      onlyIf: 'threshold_met',
    });
    expect(await stored([review], received)).toEqual([]);
    const met = act('2026-03-12T10:00', 'threshold_met');
    expect(await stored([review], received, met)).toEqual(['review 2026-03-02 2026-03-30 runs']);
    const notMet = act('2026-03-12T10:00', 'threshold_not_met');
    expect(await stored([review], received, notMet)).toEqual([]);
  });

  it('are stopped once that happened which takes them away', async () => {
    const unless = 'threshold_decision_sent';
    const call = step('call', { within: { days: 5 }, endsWith: 'applicant_contacted', unless });
    expect(await stored([call], received)).toEqual(['call 2026-03-02 2026-03-07 runs']);
    expect(await stored([call], received, act('2026-03-03T10:00', unless))).toEqual([
      'call 2026-03-02 2026-03-07 stopped',
    ]);
  });

  it('start none that the same act ends', async () => {
    const each = step('rest', {
      within: { days: 5 },
      from: 'information_answered',
      endsWith: 'all_information_received',
    });
    const answered = act('2026-03-03T10:00', 'information_answered', 'all_information_received');
    expect(await stored([each], received, answered)).toEqual([]);
  });

  it('are those that run by the whole course of the case, whatever the policy says and happened', async () => {
    await fc.assert(
      fc.asyncProperty(policies, acts, async (policy, all) => {
        const last = all.at(-1)?.at ?? london('2026-03-02T10:00');
        const course = all.flatMap(({ moments, at }) => moments.map((moment) => ({ moment, at })));
        const backwards = new Set(policy.timescales.flatMap((each) => (each.direction ? [each.id] : [])));
        const expected = clocksOf(policy, { moments: course }, { holidays: HOLIDAYS, now: last })
          .filter(({ state, stepId, dueOn }) => state === 'running' && dueOn && !backwards.has(stepId))
          .map(({ stepId, from, dueOn, dueAt, anchoredOn, arithmetic, provisional }) =>
            JSON.stringify({ stepId, from, dueOn, dueAt, anchoredOn, arithmetic, provisional }),
          );
        const rows = (await storedAfter(policy, all))
          .filter(({ stoppedAt }) => !stoppedAt)
          .map(({ stepId, anchor: from, dueOn, dueAt, anchoredOn, arithmetic, provisional }) =>
            JSON.stringify({ stepId, from, dueOn, dueAt, anchoredOn, arithmetic, provisional }),
          );
        expect(rows.sort()).toEqual(expected.sort());
      }),
      { numRuns: 300 },
    );
  });
});
