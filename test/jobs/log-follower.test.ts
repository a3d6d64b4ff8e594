import type { CaseEventRecord } from '#casework/events.js';
import { clockAt, WorkerSetting } from './worker-setting.js';

let setting: WorkerSetting;

beforeAll(async () => {
  setting = await WorkerSetting.open();
}, 120_000);
afterAll(() => setting.close());

const applied = clockAt('2026-01-05T10:00:00Z');

describe('a follower of a log', () => {
  it('is handed the entries of its own partnership only, and its place in the other log stays', async () => {
    const office = await setting.casework(applied);
    const own = [await setting.apply(office), await setting.apply(office)];
    await setting.apply(office, setting.otherTenantId);
    const seen: CaseEventRecord[] = [];
    const follower = await setting.follower('jobs');
    const result = await follower.follow(setting.tenantId, async (events) => {
      seen.push(...events);
    });
    expect(result).toBe('CAUGHT_UP');
    expect(seen.map((event) => event.caseId)).toEqual(own);
    expect(await setting.placeOf(setting.tenantId)).toBe(2);
    expect(await setting.placeOf(setting.otherTenantId)).toBeUndefined();
  });

  it('is handed every entry once, in order, in batches, whatever other followers have seen', async () => {
    const office = await setting.casework(applied);
    for (let opened = 0; opened < 5; opened += 1) await setting.apply(office);
    const follower = await setting.follower('another', 3);
    const positions: bigint[] = [];
    const results: string[] = [];
    do {
      results.push(
        await follower.follow(setting.tenantId, async (events) => {
          positions.push(...events.map((event) => event.position));
        }),
      );
    } while (results.at(-1) === 'MORE');
    expect(results).toEqual(['MORE', 'MORE', 'CAUGHT_UP']);
    expect(positions).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n]);
  });

  it('passes over a log that another process follows at the moment', async () => {
    const first = await setting.follower('shared');
    const second = await setting.follower('shared');
    const results: string[] = [];
    await first.follow(setting.tenantId, async () => {
      results.push(
        await second.follow(setting.tenantId, () => Promise.reject(new Error('Handed over twice.'))),
      );
    });
    expect(results).toEqual(['ELSEWHERE']);
  });

  it('is handed the same entries again when it failed to handle them', async () => {
    const follower = await setting.follower('failing');
    await expect(
      follower.follow(setting.tenantId, () => Promise.reject(new Error('cannot'))),
    ).rejects.toThrow('cannot');
    let count = 0;
    await follower.follow(setting.tenantId, async (events) => {
      count = events.length;
    });
    expect(count).toBe(7);
  });
});
