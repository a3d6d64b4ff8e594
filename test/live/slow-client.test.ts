import { createMetrics } from '#platform/metrics.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { CasePlayer, tenantIdOf, type PlayedCase } from './case-player.js';
import { addressOf, caseEvents, eventually, followNow, LiveSocket } from './live-client.js';
import { LogWriter } from './log-writer.js';

describe('subscriptions', () => {
  const metrics = createMetrics({ processMetrics: false });
  let app: TestApp;
  let player: CasePlayer;
  let writer: LogWriter;
  let played: PlayedCase;
  const as = 'priya.coordinator';

  beforeAll(async () => {
    app = await startTestApp({ metrics, limits: { messagesPer10s: 1_000, socketsPerUser: 1_000 } });
    player = await CasePlayer.of(app, 'leicester');
    writer = await LogWriter.open(app.database, await tenantIdOf(app, 'leicester'));
    played = await player.apply();
  });
  afterAll(async () => {
    await writer.close();
    await app.stop();
  });

  const valueOf = async (metric: { get(): Promise<{ values: { value: number }[] }> }) =>
    (await metric.get()).values[0]?.value ?? 0;

  const nobody = () =>
    eventually('the end of every subscription', async () => (await valueOf(metrics.openSubscriptions)) === 0);

  /** An event whose delivery is some forty kilobytes long. */
  const longEvent = () => ({
    caseId: played.id,
    body: {
      clocksStarted: [
        { id: '00000000-0000-7000-8000-000000000000', step: 'x'.repeat(40_000), dueOn: '2026-03-16' },
      ],
    },
  });

  it('of a client that stops reading wait for it: nothing piles up, nobody else waits, nothing is lost', async () => {
    const slow = await followNow(app, 'leicester', { as });
    const quick = await followNow(app, 'leicester', { as });
    slow.socket.pause();
    const before = await valueOf(metrics.deliveredEvents);
    const written: string[] = [];
    for (let batch = 0; batch < 20; batch += 1)
      written.push(...(await writer.write(Array.from({ length: 50 }, longEvent))));
    expect((await quick.take(1_000)).map(({ id }) => id)).toEqual(written);
    // Whatever the network holds between the two; the rest is still in the log and in no memory.
    const toSlow = async () => (await valueOf(metrics.deliveredEvents)) - before - 1_000;
    expect(await toSlow()).toBeLessThan(900);
    const stuckAt = await toSlow();
    const [later] = await writer.write([{ caseId: played.id }]);
    expect((await quick.nextEvent()).id).toBe(later);
    expect(await toSlow()).toBe(stuckAt + 1);
    slow.socket.resume();
    expect((await slow.take(1_001)).map(({ id }) => id)).toEqual([...written, later]);
    for (const { socket } of [slow, quick]) socket.cut();
  }, 120_000);

  it('leave nothing behind after 200 were completed and 200 sockets were cut off', async () => {
    await nobody();
    const socket = await LiveSocket.open(addressOf(app, 'leicester'));
    await socket.signIn(await app.token(as));
    for (let count = 1; count <= 200; count += 1) {
      socket.subscribe(String(count), caseEvents);
      expect(await socket.next()).toMatchObject({ id: String(count), type: 'next' });
      expect(await valueOf(metrics.openSubscriptions)).toBeGreaterThan(0);
      socket.send({ id: String(count), type: 'complete' });
    }
    await nobody();
    await socket.close();
    for (let count = 0; count < 100; count += 1) {
      const followed = await followNow(app, 'leicester', { as });
      followed.socket.cut();
      const begun = await LiveSocket.open(addressOf(app, 'leicester'));
      await begun.signIn(await app.token(as));
      begun.subscribe('events', caseEvents);
      begun.cut();
    }
    await nobody();
    expect(await valueOf(metrics.openSubscriptions)).toBe(0);
  }, 120_000);

  it('that are cut off while the client reads nothing leave nothing behind either', async () => {
    const slow = await followNow(app, 'leicester', { as });
    const quick = await followNow(app, 'leicester', { as });
    slow.socket.pause();
    for (let batch = 0; batch < 10; batch += 1) await writer.write(Array.from({ length: 50 }, longEvent));
    await quick.take(500);
    slow.socket.cut();
    await quick.socket.close();
    await nobody();
    expect(await valueOf(metrics.openSubscriptions)).toBe(0);
  });
});
