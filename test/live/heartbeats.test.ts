import pg from 'pg';
import { openCursor } from '#platform/cursors.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { CasePlayer, tenantIdOf, type PlayedCase } from './case-player.js';
import { addressOf, caseEvents, codesOf, followNow, LiveSocket, LiveStream } from './live-client.js';
import { LogWriter, uuidOf } from './log-writer.js';

describe('a stream that beats', () => {
  let app: TestApp;
  let admin: pg.Client;
  let player: CasePlayer;
  let writer: LogWriter;
  let played: PlayedCase;
  const as = 'priya.coordinator';

  beforeAll(async () => {
    app = await startTestApp({ live: { heartbeatMs: 50 } });
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

  it('beats with a cursor behind what its viewer may not see, from which it resumes', async () => {
    const stream = await followNow(app, 'leicester', { as: 'callum.police' });
    await writer.write(Array.from({ length: 150 }, () => ({ caseId: played.id })));
    const { cursor } = await player.coordinator.query('{ cursor: eventCursor }');
    const end = openCursor(app.secretKey, String(cursor))?.position;
    const placeOf = (sealed = '') => openCursor(app.secretKey, sealed)?.position;
    let beat = await stream.next();
    for (; placeOf(beat.cursor) !== end; beat = await stream.next())
      expect(beat.__typename).toBe('Heartbeat');
    stream.socket.cut();
    const agencyIds = [uuidOf(player.agencyId('leicestershire-police'))];
    const [shown] = await writer.write([{ caseId: played.id, agencyIds }]);
    const resumed = await LiveStream.start(app, 'leicester', { as: 'callum.police', after: beat.cursor });
    expect((await resumed.next()).id).toBe(shown);
    // A cursor belongs to nobody: what it opens is decided by who shows it.
    const ofOther = await LiveStream.start(app, 'leicester', { as: 'callum.police', after: String(cursor) });
    expect((await ofOther.next()).id).toBe(shown);
    ofOther.socket.cut();
    const [one, two] = [await resumed.next(), await resumed.next()];
    expect([one.__typename, two.__typename]).toEqual(['Heartbeat', 'Heartbeat']);
    // Two cursors of one place differ, so that nobody can tell whether anything hidden lies between.
    expect(placeOf(one.cursor)).toBe(placeOf(two.cursor));
    expect(one.cursor).not.toBe(two.cursor);
    resumed.socket.cut();
  });

  it('fails without a word of why when the database cannot be reached, and resumes on the same socket', async () => {
    const stream = await followNow(app, 'leicester', { as });
    const database = pg.escapeIdentifier(app.database.name);
    await admin.query(`alter database ${database} connection limit 0`);
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'concord server'`,
    );
    let frame = await stream.socket.next();
    while (frame.type === 'next') frame = await stream.socket.next();
    expect(codesOf(frame)).toEqual(['UNAVAILABLE']);
    const shown = JSON.stringify(frame);
    for (const secret of ['concord_app', app.database.name, 'connection', 'select'])
      expect(shown).not.toContain(secret);
    const turnedAway = await LiveSocket.open(addressOf(app, 'leicester'));
    const payload = { authorization: `Bearer ${await app.token(as)}` };
    turnedAway.send({ type: 'connection_init', payload });
    expect(await turnedAway.closing()).toEqual({ code: 1013, reason: 'Not available' });

    await admin.query(`alter database ${database} connection limit -1`);
    const [missed] = await writer.write([{ caseId: played.id }]);
    stream.socket.subscribe('again', caseEvents, { after: stream.cursor });
    expect(await stream.socket.next()).toMatchObject({
      id: 'again',
      payload: { data: { caseEvents: { id: missed } } },
    });
    stream.socket.cut();
  });
});
