import { clockAt, until, WorkerSetting } from '../../jobs/worker-setting.js';
import { CasePlayer, tenantIdOf } from '../../live/case-player.js';
import { followNow } from '../../live/live-client.js';
import { LogWriter } from '../../live/log-writer.js';
import { adminSql } from '../../support/case-record.js';
import { TcpProxy } from '../../support/tcp-proxy.js';
import { cameAbout, databaseServer, startBehindProxy, type AppBehindProxy } from './behind-proxy.js';

const never = 3_600_000;

describe('a worker behind a network that fails', () => {
  let setting: WorkerSetting;
  let proxy: TcpProxy;
  beforeAll(async () => {
    setting = await WorkerSetting.open();
    proxy = await TcpProxy.before(databaseServer());
    // What signs in as the worker goes through the proxy; those who apply do not.
    Object.assign(setting.database, { workerUrl: proxy.through(setting.database.workerUrl) });
  }, 120_000);
  afterAll(async () => {
    proxy.heal();
    await setting.close();
    await proxy.close();
  });

  const faults: [string, () => void][] = [
    ['is reset', () => proxy.reset()],
    ['holds everything back', () => proxy.hold()],
    ['swallows everything', () => proxy.swallow()],
    ['swallows all answers', () => proxy.swallow('toClient')],
    ['refuses everybody', () => [proxy.refuse(), proxy.reset()]],
  ];

  it('marks every clock once, whatever the network does in between', async () => {
    const office = await setting.casework(clockAt('2026-01-05T10:00:00Z'));
    await setting.startWorker({ clock: clockAt('2026-03-01T10:00:00Z'), name: 'behind proxy' });
    const cases: string[] = [];
    for (const [, fault] of faults) {
      fault();
      for (let count = 0; count < 3; count += 1) cases.push(await setting.apply(office));
      proxy.heal();
    }
    await until('every clock is marked and no job is left', async () => {
      await setting.letTimePass();
      const clocks = (await Promise.all(cases.map((id) => setting.clocksOf(id)))).flat();
      return clocks.every((each) => each.isMarked) && (await setting.jobs()).length === 0;
    });
    await setting.stopWorkers();
    const times = await setting.timesFallenDue();
    expect([...times.values()]).toEqual(Array<number>(cases.length * 2).fill(1));
  }, 90_000);
});

/** Neither a poll nor a heartbeat: only what is heard makes a stream read the log. */
describe('the connection that listens, behind a network that fails', () => {
  let app: AppBehindProxy;
  beforeAll(async () => {
    app = await startBehindProxy({ live: { heartbeatMs: never, membershipCheckMs: never, pollMs: never } });
  }, 60_000);
  afterAll(() => app.stop());

  const isListener = ({ applicationName }: { applicationName: string }) => applicationName === 'concord live';

  it.each([
    ['is reset', () => app.proxy.reset(isListener)],
    ['is swallowed', () => app.proxy.swallow()],
    ['is refused', () => [app.proxy.refuse(), app.proxy.reset(isListener)]],
  ])(
    '%s: it listens again, and streams are given what was said meanwhile',
    async (_what, fault) => {
      const as = 'priya.coordinator';
      const player = await CasePlayer.of(app, 'leicester');
      const played = await player.apply();
      const tenantId = await tenantIdOf(app, 'leicester');
      const writer = await LogWriter.open(app.database, tenantId);
      const elsewhere = async () => {
        const [id] = await writer.write([{ caseId: played.id }]);
        await adminSql(app, "select pg_notify('concord_events', $1)", [tenantId]);
        return id;
      };
      const stream = await followNow(app, 'leicester', { as });
      app.proxy.aimAt(isListener);
      fault();
      const meanwhile = await elsewhere();
      app.proxy.heal();
      expect((await stream.nextEvent()).id).toBe(meanwhile);
      await cameAbout('it listens', async () => {
        const rows = await adminSql(
          app,
          `select from pg_stat_activity where datname = current_database() and application_name = 'concord live'`,
        );
        return rows.length === 1;
      });
      const later = await elsewhere();
      expect((await stream.nextEvent()).id).toBe(later);
      stream.socket.cut();
      await writer.close();
    },
    60_000,
  );
});
