import pg from 'pg';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { CasePlayer, tenantIdOf, type PlayedCase } from './case-player.js';
import { eventually, followNow } from './live-client.js';
import { LogWriter } from './log-writer.js';

const never = 3_600_000;

/** Without heartbeats, so that nothing but a wake-up makes a stream read the log. */
describe('a stream of events', () => {
  let app: TestApp;
  let admin: pg.Client;
  let player: CasePlayer;
  let writer: LogWriter;
  let played: PlayedCase;
  const as = 'priya.coordinator';

  beforeAll(async () => {
    app = await startTestApp({ live: { heartbeatMs: never, membershipCheckMs: never } });
    admin = new pg.Client({ connectionString: app.database.adminUrl });
    admin.on('error', () => undefined);
    await admin.connect();
    player = await CasePlayer.of(app, 'leicester');
    writer = await LogWriter.open(app.database, await tenantIdOf(app, 'leicester'));
    played = await player.apply();
  });
  afterAll(async () => {
    await writer.close();
    await admin.end();
    await app.stop();
  });

  /** Server processes of connections whose application name begins so. */
  async function backends(name: string): Promise<number[]> {
    const { rows } = await admin.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and starts_with(application_name, $1)`,
      [name],
    );
    return rows.map(({ pid }) => pid);
  }

  async function cut(name: string): Promise<number[]> {
    const pids = await backends(name);
    await admin.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [pids]);
    return pids;
  }

  it('brings what was committed though nobody notified of it', async () => {
    const stream = await followNow(app, 'leicester', { as });
    const [written] = await writer.write([{ caseId: played.id }]);
    expect((await stream.nextEvent()).id).toBe(written);
    stream.socket.cut();
  });

  it('goes on while the connection that listens is cut, and after it listens again', async () => {
    const stream = await followNow(app, 'leicester', { as });
    const pids = await cut('concord live');
    expect(pids).toHaveLength(1);
    const [written] = await writer.write([{ caseId: played.id }]);
    expect((await stream.nextEvent()).id).toBe(written);
    const other = await player.apply();
    expect((await stream.nextEvent()).caseId).toBe(other.id);
    await eventually('a new connection', async () => (await backends('concord live')).length > 0);
    expect(await backends('concord live')).not.toEqual(pids);
    await player.acknowledge(other);
    expect(await stream.nextEvent()).toMatchObject({ caseId: other.id, type: 'APPLICATION_ACKNOWLEDGED' });
    stream.socket.cut();
  });
});
