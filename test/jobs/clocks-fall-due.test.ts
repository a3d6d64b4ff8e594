import { acknowledgeApplication } from '#casework/acknowledge-application.js';
import { extendClock } from '#casework/extend-clock.js';
import { localDateOf } from '#domain/calendar/local-date.js';
import { systemClock } from '#platform/clock.js';
import { clockAt, until, valueOf, WorkerSetting } from './worker-setting.js';

let setting: WorkerSetting;

beforeAll(async () => {
  setting = await WorkerSetting.open();
}, 120_000);
afterEach(() => setting.stopWorkers());
afterAll(() => setting.close());

const isMarked = async (caseId: string, step: string) => (await setting.clockOf(caseId, step)).isMarked;

describe('a clock that falls due', () => {
  it('F20 is marked exactly once, with one event, although two workers run at once', async () => {
    const office = await setting.casework(clockAt('2026-01-05T10:00:00Z'));
    const clock = clockAt('2026-03-01T10:00:00Z');
    await setting.startWorker({ clock, name: 'first' });
    await setting.startWorker({ clock, name: 'second' });
    const cases = await Promise.all(Array.from({ length: 12 }, () => setting.apply(office)));
    await until('every clock is marked and no job is left', async () => {
      const clocks = (await Promise.all(cases.map((id) => setting.clocksOf(id)))).flat();
      return clocks.every((each) => each.isMarked) && (await setting.jobs()).length === 0;
    });
    await setting.stopWorkers();
    const clocks = (await Promise.all(cases.map((id) => setting.clocksOf(id)))).flat();
    const times = await setting.timesFallenDue();
    expect(clocks).toHaveLength(24);
    expect(clocks.map(({ id }) => times.get(id))).toEqual(clocks.map(() => 1));
  });

  it('is not marked when it was stopped before', async () => {
    const office = await setting.casework(clockAt('2026-01-05T10:00:00Z'));
    const caseId = await setting.apply(office);
    valueOf(await acknowledgeApplication(office, setting.coordinator, { caseId, version: 1 }));
    await setting.startWorker({ clock: clockAt('2026-03-01T10:00:00Z') });
    await until('the other clock of the case is marked', () => isMarked(caseId, 'decision'));
    await until('the job of the stopped clock has ended', async () => (await setting.jobs()).length === 0);
    expect(await isMarked(caseId, 'acknowledgement')).toBe(false);
    expect((await setting.timesFallenDue()).has((await setting.clockOf(caseId, 'acknowledgement')).id)).toBe(
      false,
    );
  });
});

describe('a clock that has time left', () => {
  it('is looked at when the machine shows its due time, and an extension moves that look', async () => {
    const office = await setting.casework(systemClock);
    const caseId = await setting.apply(office);
    await setting.startWorker({ clock: systemClock });
    await until('both clocks wait', async () => (await setting.jobs()).length === 2);
    const before = await setting.clocksOf(caseId);
    expect((await setting.jobs()).map((job) => job.runAt).sort()).toEqual(
      before.map((each) => each.dueAt).sort(),
    );

    const decision = await setting.clockOf(caseId, 'decision');
    const dueOn = localDateOf(systemClock.now()).add({ days: 40 });
    const extension = { caseId, version: 1, clockId: decision.id, dueOn, reason: 'Agencies need longer.' };
    valueOf(await extendClock(office, setting.coordinator, extension));
    const { dueAt } = await setting.clockOf(caseId, 'decision');
    expect(dueAt).not.toBe(decision.dueAt);
    const key = `clock:${setting.tenantId}:${decision.id}`;
    await until('its look has moved', async () =>
      (await setting.jobs()).some((job) => job.key === key && job.runAt === dueAt),
    );
    expect(await setting.jobs()).toHaveLength(2);
    expect((await setting.clocksOf(caseId)).map((each) => each.isMarked)).toEqual([false, false]);
    await setting.stopWorkers();
    await setting.sql('delete from graphile_worker._private_jobs');
  });

  it('waits without spinning while a fixed clock says not yet, and is marked once after its extension', async () => {
    const office = await setting.casework(clockAt('2026-01-05T10:00:00Z'));
    const caseId = await setting.apply(office);
    const clock = clockAt('2026-01-10T10:00:00Z');
    await setting.startWorker({ clock });
    await until('the first clock is marked', () => isMarked(caseId, 'acknowledgement'));
    await until('the other one waits', async () => (await setting.jobs()).length === 1);
    expect((await setting.jobs()).map((job) => job.isLater)).toEqual([true]);
    await setting.stopWorkers();

    const decision = await setting.clockOf(caseId, 'decision');
    const dueOn = localDateOf(clockAt('2026-02-20T10:00:00Z').now());
    const extension = { caseId, version: 2, clockId: decision.id, dueOn, reason: 'Agencies need longer.' };
    valueOf(await extendClock(office, setting.coordinator, extension));
    const sentinel = await setting.apply(office);
    clock.set('2026-01-25T10:00:00Z');
    await setting.startWorker({ clock });
    await until('a clock that ends where the extended one did is marked', () =>
      isMarked(sentinel, 'decision'),
    );
    await until('the extended one waits again', async () => (await setting.jobs()).length === 1);
    expect(await isMarked(caseId, 'decision')).toBe(false);
    await setting.stopWorkers();

    clock.set('2026-02-21T00:00:00Z');
    await setting.startWorker({ clock });
    await until('the extended clock is marked', () => isMarked(caseId, 'decision'));
    expect((await setting.timesFallenDue()).get(decision.id)).toBe(1);
  });
});

describe('a wake-up', () => {
  it('has the log followed at once, long before the next poll', async () => {
    const office = await setting.casework(clockAt('2026-01-05T10:00:00Z'));
    await setting.startWorker({ clock: clockAt('2026-03-01T10:00:00Z'), pollMs: 600_000 });
    const wakeUntilMarked = async (caseId: string): Promise<void> => {
      await until('a wake-up was heard', async () => {
        await setting.sql('select pg_notify($1, $2)', ['concord_events', setting.tenantId]);
        return isMarked(caseId, 'decision');
      });
    };
    // With the first everything that a start looks at by itself is over.
    await wakeUntilMarked(await setting.apply(office));
    const caseId = await setting.apply(office);
    await wakeUntilMarked(caseId);
    expect(await isMarked(caseId, 'decision')).toBe(true);
  });
});
