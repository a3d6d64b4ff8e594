import { openCursor, sealCursor } from '#platform/cursors.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { CasePlayer, tenantIdOf, type PlayedCase } from './case-player.js';
import { addressOf, caseEvents, codesOf, followNow, LiveSocket, LiveStream } from './live-client.js';
import { LogWriter } from './log-writer.js';

const types = [
  'APPLICATION_RECEIVED',
  'APPLICATION_ACKNOWLEDGED',
  'INFORMATION_REQUESTED',
  'REPORT_LINKED',
  'INFORMATION_ANSWERED',
  'INCIDENT_MATCHED',
  'DECISION_PROPOSED',
  'THRESHOLD_DECIDED',
  'CLOCK_EXTENDED',
  'CLOCK_FELL_DUE',
];

describe('a client that resumes', () => {
  let app: TestApp;
  let player: CasePlayer;
  let played: PlayedCase;
  let tenantId: string;
  let writer: LogWriter;
  const as = 'priya.coordinator';

  beforeAll(async () => {
    app = await startTestApp();
    player = await CasePlayer.of(app, 'leicester');
    tenantId = await tenantIdOf(app, 'leicester');
    writer = await LogWriter.open(app.database, tenantId);
    played = await player.apply();
  });
  afterAll(async () => {
    await writer.close();
    await app.stop();
  });

  const follow = (after?: string) => LiveStream.start(app, 'leicester', { as, after });
  const eventCursor = async () => String((await player.coordinator.query('{ eventCursor }'))['eventCursor']);

  async function codesOfCursor(after: string): Promise<unknown[]> {
    const socket = await LiveSocket.open(addressOf(app, 'leicester'));
    await socket.signIn(await app.token(as));
    socket.subscribe('events', caseEvents, { after });
    const codes = codesOf(await socket.next());
    expect(await socket.next()).toMatchObject({ type: 'complete' });
    socket.cut();
    return codes;
  }

  it('has missed nothing and got nothing twice, cut off before and after each of 220 messages', async () => {
    let cursor = await eventCursor();
    const events = Array.from({ length: 220 }, (_, index) => ({
      caseId: played.id,
      type: types[index % types.length] ?? '',
    }));
    const written = await writer.write(events);
    const got: string[] = [];
    while (got.length < written.length) {
      const before = await follow(cursor);
      before.socket.cut();
      const after = await follow(cursor);
      got.push(String((await after.next()).id));
      cursor = String(after.cursor);
      after.socket.cut();
    }
    expect(got).toEqual(written);
  }, 120_000);

  it('has the next version as its first event, however a query and its subscription interleave with writes', async () => {
    const reviewed = await player.apply();
    await player.acknowledge(reviewed);
    await player.decideMet(reviewed, 2);
    await player.extendReview(reviewed, 4, '2026-04-16');
    const firstVersion = 5;
    let going = true;
    const writes = (async () => {
      for (let extension = 0; going; extension += 1) {
        const dueOn = new Date(Date.UTC(2026, 3, 17 + extension)).toISOString().slice(0, 10);
        await player.extendReview(reviewed, firstVersion + extension, dueOn);
      }
    })();
    const document = 'query ($id: ID!) { case(id: $id) { version } eventCursor }';
    for (let round = 0; round < 40; round += 1) {
      const snapshot = await player.coordinator.query(document, { id: reviewed.id });
      const stream = await follow(String(snapshot['eventCursor']));
      const next = await stream.nextEvent();
      expect([next.caseId, next.caseVersion]).toEqual([
        reviewed.id,
        (snapshot['case'] as { version: number }).version + 1,
      ]);
      stream.socket.cut();
    }
    going = false;
    await writes;
  }, 120_000);

  it('is given what came between its query and its subscription', async () => {
    const cursor = await eventCursor();
    const [between] = await writer.write([{ caseId: played.id }]);
    const stream = await follow(cursor);
    expect((await stream.next()).id).toBe(between);
    stream.socket.cut();
  });

  it('is refused a cursor that is forged, cut, altered or of another partnership', async () => {
    const cursor = await eventCursor();
    const flipped = `${cursor.slice(0, 30)}${cursor[30] === 'A' ? 'B' : 'A'}${cursor.slice(31)}`;
    const foreign = await CasePlayer.of(app, 'north-yorkshire');
    const ofOther = String((await foreign.coordinator.query('{ eventCursor }'))['eventCursor']);
    const otherKey = sealCursor(Buffer.alloc(32), { partnershipId: tenantId, position: 1n });
    for (const bad of ['', 'x', '0', cursor.slice(0, -1), `${cursor}A`, flipped, ofOther, otherKey])
      expect(await codesOfCursor(bad)).toEqual(['BAD_CURSOR']);
    // The same document with the cursor that none of these is.
    const control = await follow(cursor);
    const [next] = await writer.write([{ caseId: played.id }]);
    expect((await control.next()).id).toBe(next);
    control.socket.cut();
  });

  it('must take a new snapshot when its cursor is beyond the end, and resumes from the cursor that it is told', async () => {
    const end = openCursor(app.secretKey, await eventCursor())?.position ?? 0n;
    const beyond = sealCursor(app.secretKey, { partnershipId: tenantId, position: end + 1n });
    const stream = await follow(beyond);
    const told = await stream.next();
    expect(told.__typename).toBe('SnapshotRequired');
    expect(await stream.socket.next()).toEqual({ id: 'events', type: 'complete' });
    stream.socket.cut();
    const [next] = await writer.write([{ caseId: played.id }]);
    const resumed = await follow(told.cursor);
    expect((await resumed.next()).id).toBe(next);
    resumed.socket.cut();
  });

  /*
   * Thirty days before Monday 2 March 2026, 10:00 UTC, by which the server's clock stands: February 2026 has 28 days,
   * so 2 more days of January before the 2nd: Saturday 31 January 2026, 10:00 UTC.
   */
  it.each([
    ['replays an event of exactly thirty days ago', '2026-01-31T10:00:00Z', 'CaseEvent'],
    ['must take a new snapshot when it missed an older one', '2026-01-31T09:59:59Z', 'SnapshotRequired'],
  ])('%s', async (_name, at, expected) => {
    const cursor = await eventCursor();
    await writer.write([{ caseId: played.id, at }]);
    const stream = await follow(cursor);
    expect((await stream.next()).__typename).toBe(expected);
    stream.socket.cut();
  });

  it('knows from the first item of a new stream where to resume, though nothing happened before it was cut off', async () => {
    const stream = await followNow(app, 'leicester', { as });
    stream.socket.cut();
    const [missed] = await writer.write([{ caseId: played.id }]);
    const resumed = await follow(stream.cursor);
    expect((await resumed.next()).id).toBe(missed);
    resumed.socket.cut();
  });
});
