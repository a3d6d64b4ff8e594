import pg from 'pg';
import { signInAs } from '#identity/sign-in.js';
import { apiAudience } from '#main/development-identity.js';
import { expiryOf, mondayMorning, startTestApp, type TestApp } from '../support/running-app.js';
import { CasePlayer, tenantIdOf, type PlayedCase } from './case-player.js';
import { addressOf, eventually, followNow, LiveSocket, LiveStream } from './live-client.js';
import { LogWriter, uuidOf } from './log-writer.js';
import { RunningClock } from './running-clock.js';

describe('a stream ends', () => {
  const clock = new RunningClock(mondayMorning);
  let app: TestApp;
  let admin: pg.Client;
  let writer: LogWriter;
  let played: PlayedCase;
  let police: string;
  let isStopped = false;

  beforeAll(async () => {
    app = await startTestApp({ clock, live: { membershipCheckMs: 50 } });
    admin = new pg.Client({ connectionString: app.database.adminUrl });
    admin.on('error', () => undefined);
    await admin.connect();
    const player = await CasePlayer.of(app, 'leicester');
    writer = await LogWriter.open(app.database, await tenantIdOf(app, 'leicester'));
    played = await player.apply();
    police = uuidOf(player.agencyId('leicestershire-police'));
  });
  afterAll(async () => {
    await writer.close();
    await admin.end();
    if (!isStopped) await app.stop();
  });

  async function waitingForLocks(): Promise<number> {
    const { rows } = await admin.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]?.waiting ?? 0;
  }

  const write = () => writer.write([{ caseId: played.id, agencyIds: [police] }]);

  async function expectEnd({ socket }: LiveStream, reason: string, closing: object): Promise<void> {
    expect(await socket.next()).toEqual({
      id: 'events',
      type: 'next',
      payload: { data: { caseEvents: { __typename: 'StreamEnded', reason } } },
    });
    expect(await socket.next()).toEqual({ id: 'events', type: 'complete' });
    // Nothing stands between the last item and the closing.
    expect(await socket.closing()).toEqual(closing);
  }

  const ofSubject = `from directory.users u where u.id = m.user_id and u.subject = $1`;
  const changes: readonly (readonly [string, string])[] = [
    ['is ended', `update concord.memberships m set ended_at = now() ${ofSubject}`],
    ['is given another role', `update concord.memberships m set roles = '{chair}' ${ofSubject}`],
    ['is given one more role', `update concord.memberships m set roles = m.roles || '{chair}' ${ofSubject}`],
    [
      'moves to another agency',
      `update concord.memberships m set agency_id = (select a.id from concord.agencies a
         where a.tenant_id = m.tenant_id and a.slug = 'pa-housing') ${ofSubject}`,
    ],
  ];
  const restore = `update concord.memberships m set ended_at = null, roles = '{agency_officer}', agency_id =
    (select a.id from concord.agencies a where a.tenant_id = m.tenant_id and a.slug = 'leicestershire-police') ${ofSubject}`;

  it.each(changes)('before any later event when the membership %s', async (_what, change) => {
    const colleague = await followNow(app, 'leicester', { as: 'anna.police' });
    const stream = await followNow(app, 'leicester', { as: 'callum.police' });
    const before = await write();
    expect([(await stream.next()).id]).toEqual(before);
    await admin.query(change, ['callum.police']);
    const after = await write();
    await expectEnd(stream, 'MEMBERSHIP_ENDED', { code: 4403, reason: 'Membership ended' });
    // A colleague whose membership stands gets both.
    expect((await colleague.take(2)).map(({ id }) => id)).toEqual([...before, ...after]);
    colleague.socket.cut();
    await admin.query(restore, ['callum.police']);
  });

  it('when the membership ends, although nothing happens', async () => {
    const stream = await followNow(app, 'leicester', { as: 'callum.police' });
    await admin.query(`update concord.memberships m set ended_at = now() ${ofSubject}`, ['callum.police']);
    await expectEnd(stream, 'MEMBERSHIP_ENDED', { code: 4403, reason: 'Membership ended' });
    await admin.query(restore, ['callum.police']);
  });

  it('at the expiry of the token, in the middle of events, and a fresh token resumes where it ended', async () => {
    const token = await app.token('callum.police');
    clock.moveTo(expiryOf(token) * 1_000 - 1_500);
    const idle = await LiveSocket.open(addressOf(app, 'leicester'));
    await idle.signIn(token);
    const stream = await followNow(app, 'leicester', { as: 'callum.police' });
    const written: string[] = [];
    let ended = false;
    const writing = (async () => {
      while (!ended) written.push(...(await write()));
      written.push(...(await write()));
    })();
    const seen = await stream
      .until(({ __typename }) => __typename === 'StreamEnded')
      .finally(() => (ended = true));
    await writing;
    expect(seen.at(-1)).toEqual({ __typename: 'StreamEnded', reason: 'TOKEN_EXPIRED' });
    expect(await stream.socket.next()).toEqual({ id: 'events', type: 'complete' });
    const expired = { code: 4403, reason: 'Token expired' };
    expect(await stream.socket.closing()).toEqual(expired);
    expect(await idle.closing()).toEqual(expired);

    const got = seen.slice(0, -1).map(({ id }) => id);
    expect(got.length).toBeGreaterThan(0);
    const { accessToken } = await signInAs({
      issuer: `${app.origin}/identity`,
      subject: 'callum.police',
      audience: apiAudience,
    });
    const again = { origin: app.origin, token: () => Promise.resolve(accessToken) };
    const resumed = await LiveStream.start(again, 'leicester', { as: 'callum.police', after: stream.cursor });
    const rest = await resumed.take(written.length - got.length);
    expect([...got, ...rest.map(({ id }) => id)]).toEqual(written);
    resumed.socket.cut();
    // The expired token opens nothing.
    const late = await LiveSocket.open(addressOf(app, 'leicester'));
    late.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect(await late.closing()).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  it('with a reason when the server stops, which waits for no client that does not read', async () => {
    const { accessToken } = await signInAs({
      issuer: `${app.origin}/identity`,
      subject: 'priya.coordinator',
      audience: apiAudience,
    });
    const fresh = { origin: app.origin, token: () => Promise.resolve(accessToken) };
    const deaf = await followNow(fresh, 'leicester', { as: 'priya.coordinator' });
    deaf.socket.pause();
    const stream = await followNow(fresh, 'leicester', { as: 'priya.coordinator' });
    const idle = await LiveSocket.open(addressOf(app, 'leicester'));
    await idle.signIn(accessToken);
    // So that the stream is in the middle of reading, whose end the server waits for before it closes the socket.
    await admin.query('begin');
    await admin.query('lock table concord.events in access exclusive mode');
    await eventually('a reading that waits', async () => (await waitingForLocks()) > 0);
    isStopped = true;
    const stopped = app.stop();
    await admin.query('rollback');
    const goingAway = { code: 1001, reason: 'The server is stopping' };
    await expectEnd(stream, 'SERVER_STOPPING', goingAway);
    expect(await idle.closing()).toEqual(goingAway);
    await stopped;
  });
});
