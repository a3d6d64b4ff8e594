import { pauseClocks } from '#casework/pause-clocks.js';
import type { Casework } from '#casework/ports.js';
import { resumeClocks } from '#casework/resume-clocks.js';
import { markClockFallenDue } from '#casework/mark-clock-fallen-due.js';
import { day } from '../domain/calendar/holidays-of-england-and-wales.js';
import { step } from '../domain/timescale/steps.js';
import { clockAt, valueOf, WorkerSetting } from './worker-setting.js';

const timescales = [step('decision', { within: { days: 14 }, pausedBy: ['agreed_with_applicant'] })];

let setting: WorkerSetting;
beforeAll(async () => {
  setting = await WorkerSetting.open({ timescales });
}, 120_000);
afterAll(() => setting.close());

async function versionOf(caseId: string): Promise<{ caseId: string; version: number }> {
  const [found] = await setting.sql<{ version: number }>('select version from concord.cases where id = $1', [
    caseId,
  ]);
  return { caseId, version: found?.version ?? 0 };
}

async function look(office: Casework, clockId: string): Promise<string> {
  const worker = { kind: 'worker', tenantId: setting.tenantId } as const;
  return valueOf(await markClockFallenDue(office, worker, clockId)).result;
}

describe('a clock that stands still', () => {
  it('does not fall due until somebody ends that and its day is over', async () => {
    const clock = clockAt('2026-07-03T09:00:00Z');
    const office = await setting.casework(clock);
    const caseId = await setting.apply(office);
    // 14 days from Friday 3 July are the 17th.
    const { id: clockId } = await setting.clockOf(caseId, 'decision');
    clock.set('2026-07-10T09:00:00Z');
    const reason = 'agreed_with_applicant';
    const from = day('2026-07-10');
    valueOf(await pauseClocks(office, setting.coordinator, { ...(await versionOf(caseId)), reason, from }));
    clock.set('2026-08-10T09:00:00Z');
    expect(await look(office, clockId)).toBe('STANDS_STILL');
    // 10 July through 9 August are 31 days: 17 July and 31 days are 17 August.
    const [pause] = await setting.sql<{ id: string }>('select id from concord.case_pauses');
    const end = { pauseId: pause?.id ?? '', through: day('2026-08-09') };
    valueOf(await resumeClocks(office, setting.coordinator, { ...(await versionOf(caseId)), ...end }));
    expect((await setting.clockOf(caseId, 'decision')).dueAt).toContain('2026-08-17');
    expect(await look(office, clockId)).toBe('NOT_YET');
    clock.set('2026-08-18T09:00:00Z');
    expect(await look(office, clockId)).toBe('MARKED');
  });

  it('that had fallen due is not late any more once it is told that it stood still before', async () => {
    const clock = clockAt('2026-07-03T09:00:00Z');
    const office = await setting.casework(clock);
    const caseId = await setting.apply(office);
    const { id: clockId } = await setting.clockOf(caseId, 'decision');
    clock.set('2026-07-18T09:00:00Z');
    expect(await look(office, clockId)).toBe('MARKED');
    // 8 through 14 July are seven days: the 24th.
    const days = { from: day('2026-07-08'), through: day('2026-07-14') };
    const pause = { ...(await versionOf(caseId)), reason: 'agreed_with_applicant' as const, ...days };
    valueOf(await pauseClocks(office, setting.coordinator, pause));
    expect((await setting.clockOf(caseId, 'decision')).isMarked).toBe(false);
    expect(await look(office, clockId)).toBe('NOT_YET');
    clock.set('2026-07-25T09:00:00Z');
    expect(await look(office, clockId)).toBe('MARKED');
  });
});
