import { clockAt, until, WorkerSetting } from '../../jobs/worker-setting.js';

let setting: WorkerSetting;
beforeAll(async () => {
  setting = await WorkerSetting.open();
}, 120_000);
afterEach(() => setting.stopWorkers());
afterAll(() => setting.close());

/** Due on 6 and 19 January, at the end of the local day. */
const received = '2026-01-05T10:00:00Z';

const dueTimes = async (caseId: string) => (await setting.clocksOf(caseId)).map(({ dueAt }) => dueAt);
const marks = async (caseId: string) => (await setting.clocksOf(caseId)).map(({ isMarked }) => isMarked);

describe('a clock of the machine that jumps', () => {
  it('F17 moves no statutory day, and has no clock fall due twice or before its time', async () => {
    const clock = clockAt(received);
    const office = await setting.casework(clock);
    const first = await setting.apply(office);
    const due = await dueTimes(first);
    expect(due).toHaveLength(2);
    await setting.startWorker({ clock, name: 'first' });
    await setting.startWorker({ clock, name: 'second' });

    // An hour back: nothing is due, and an application of now is due as its own day says.
    clock.set('2026-01-05T09:00:00Z');
    const second = await setting.apply(office);
    expect(await dueTimes(second)).toEqual(due);
    expect(await marks(first)).toEqual([false, false]);

    // Two days ahead, a day back again, and ahead to the end: each falls due once.
    clock.set('2026-01-07T10:00:00Z');
    await reachedBy([first, second], [true, false]);
    clock.set('2026-01-06T10:00:00Z');
    const third = await setting.apply(office);
    await until('the jobs of the new case are known', async () =>
      (await setting.jobs()).some(({ attempts }) => attempts === 0),
    );
    expect(await marks(first)).toEqual([true, false]);
    clock.set('2026-03-30T10:00:00Z');
    await reachedBy([first, second, third], [true, true]);
    await setting.stopWorkers();
    expect(await dueTimes(first)).toEqual(due);
    expect([...(await setting.timesFallenDue()).values()]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  async function reachedBy(cases: readonly string[], marked: readonly boolean[]): Promise<void> {
    await until(`the clocks of ${String(cases.length)} cases stand at ${String(marked)}`, async () => {
      await setting.letTimePass();
      const seen = await Promise.all(cases.map((each) => marks(each)));
      return seen.every((each) => String(each) === String(marked));
    });
  }
});
