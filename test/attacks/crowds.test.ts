import { createMetrics } from '#platform/metrics.js';
import { defaultLimits } from '#platform/limits.js';
import { CasePlayer, tenantIdOf } from '../live/case-player.js';
import { eventually, followNow } from '../live/live-client.js';
import { LogWriter } from '../live/log-writer.js';
import { post, startTestApp, type TestApp } from '../support/running-app.js';
import { attackTables } from './documents.js';
import { ask } from './two-entrances.js';

const megabyte = 1_024 * 1_024;

describe('a crowd', () => {
  it('W16 of 200 sockets is given a burst of 60 events, every one of them in order, and HTTP goes on meanwhile', async () => {
    const app = await startTestApp({ limits: { socketsPerUser: 1_000 } });
    const player = await CasePlayer.of(app, 'leicester');
    const played = await player.apply();
    const writer = await LogWriter.open(app.database, await tenantIdOf(app, 'leicester'));
    const streams = await Promise.all(
      Array.from({ length: 200 }, () => followNow(app, 'leicester', { as: 'priya.coordinator' })),
    );
    const before = process.memoryUsage().rss;
    const written: string[] = [];
    const writing = (async () => {
      for (let batch = 0; batch < 3; batch += 1)
        written.push(...(await writer.write(Array.from({ length: 20 }, () => ({ caseId: played.id })))));
    })();
    const taken = Promise.all(streams.map((stream) => stream.take(60)));
    for (let asked = 0; asked < 10; asked += 1)
      expect(
        (await app.ask('leicester', '{ cases(first: 1) { nodes { id } } }', { as: 'helen.chair' })).status,
      ).toBe(200);
    await writing;
    for (const items of await taken) expect(items.map(({ id }) => id)).toEqual(written);
    // Twelve thousand deliveries of some 500 bytes, and both ends of every socket in this process.
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * megabyte);
    for (const { socket } of streams) socket.cut();
    await writer.close();
    await app.stop();
  }, 60_000);

  describe('of attackers', () => {
    const metrics = createMetrics({ processMetrics: false });
    let app: TestApp;

    beforeAll(async () => {
      app = await startTestApp({ metrics, limits: defaultLimits });
    });
    afterAll(() => app.stop());

    it('G16 uses up what its own address may ask, and every request of members is answered', async () => {
      const { attacks } = attackTables[0] ?? { attacks: [] };
      const anonymous = attacks.filter(({ as }) => as === undefined);
      const statuses: number[] = [];
      const attacking = (async () => {
        for (let round = 0; round < 10; round += 1)
          await Promise.all(
            anonymous.map(async (attack) => {
              const { status } = await ask(app, attack.ask(attack.refused[0] ?? 0));
              statuses.push(status);
            }),
          );
        // What is accepted costs more than what is refused.
        for (let round = 0; round < 30; round += 1)
          await Promise.all(
            Array.from({ length: 10 }, async () => {
              const { status } = await ask(app, {
                query: '{ partnership { agencies { slug } areaTeams { name } } }',
              });
              statuses.push(status);
            }),
          );
      })();
      const members = ['priya.coordinator', 'helen.chair', 'dev.council', 'callum.police'];
      for (let round = 0; round < 10; round += 1)
        for (const as of members)
          expect((await app.ask('leicester', '{ viewer { name } }', { as })).status).toBe(200);
      await attacking;
      expect(statuses.filter((status) => status >= 500)).toEqual([]);
      expect(statuses).toContain(429);
    });

    it('G16 is refused by the rate of its address with the seconds to wait, and lets applications through', async () => {
      let asked = 0;
      await eventually('the refusal', async () => {
        asked += 1;
        // Nobody is believed who says that they ask for another: no proxy is trusted here.
        const { status, headers, errors } = await post(`${app.origin}/leicester/graphql`, {
          body: { query: '{ partnership { agencies { slug } } }' },
          headers: {
            'x-forwarded-for': `203.0.113.${String(asked % 250)}`,
            forwarded: `for=198.51.100.${String(asked % 250)}`,
          },
        });
        if (status !== 429) return false;
        expect(errors?.[0]?.extensions).toMatchObject({
          code: 'TOO_MANY_REQUESTS',
          limit: 'RATE_PER_ADDRESS',
        });
        expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
        return true;
      });
      const player = await CasePlayer.of(app, 'leicester');
      expect((await player.apply()).stage).toBe('RECEIVED');
    });

    it('X15 leaves nothing in the metrics but names of limits and kinds of operations', async () => {
      const { socket } = await followNow(app, 'leicester', { as: 'priya.coordinator' });
      await ask(app, { query: 'query VeraExample { partnership { slug } }', operationName: 'VeraExample' });
      await ask(app, { query: '{ VeraExample }' });
      await socket.close();
      const text = await metrics.registry.metrics();
      expect(text).toContain('concord_refusals_total{limit="RATE_PER_ADDRESS"}');
      expect(text).not.toMatch(/Vera|leicester|priya|127\.0\.0\.1|[0-9a-f]{8}-[0-9a-f]{4}-/i);
      const limits = [...text.matchAll(/limit="([^"]*)"/g)].map(([, name]) => name);
      expect(limits.filter((name) => !/^[A-Z_]+$/.test(name ?? ''))).toEqual([]);
    });
  });
});
