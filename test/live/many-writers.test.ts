import { randomInt } from 'node:crypto';
import pg from 'pg';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { CasePlayer, tenantIdOf, type PartnershipOfTest, type PlayedCase } from './case-player.js';
import { eventually, followNow, LiveStream } from './live-client.js';
import { LogWriter, uuidOf } from './log-writer.js';

const seed = Number(process.env['LIVE_SEED'] ?? randomInt(2 ** 31));

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function chance(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Place {
  readonly partnership: PartnershipOfTest;
  readonly tenantId: string;
  readonly player: CasePlayer;
  readonly played: PlayedCase;
  /** Of the officer's agency, which is a party of what is written for it. */
  readonly agencyId: string;
  readonly followers: readonly string[];
}

/** One write: its place in the order of all beginnings and endings of writes, and what it appended. */
interface Write {
  readonly begun: number;
  readonly ended: number;
  readonly ids: readonly string[];
}

interface Following {
  readonly place: Place;
  readonly as: string;
  readonly start: string | undefined;
  readonly isLast: (id: string) => boolean;
}

interface LoggedEvent {
  readonly id: string;
  readonly position: number;
  readonly forOfficer: boolean;
}

describe(`many writers at once (seed ${String(seed)})`, () => {
  let app: TestApp;
  let admin: pg.Pool;
  const random = chance(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));

  beforeAll(async () => {
    app = await startTestApp();
    admin = new pg.Pool({ connectionString: app.database.adminUrl, max: 2 });
  });
  afterAll(async () => {
    await admin.end();
    await app.stop();
  });

  async function placeOf(partnership: PartnershipOfTest, people: [string, string, string]): Promise<Place> {
    const [coordinator, officer, agency] = people;
    const player = await CasePlayer.of(app, partnership);
    return {
      partnership,
      player,
      tenantId: await tenantIdOf(app, partnership),
      played: await player.apply(),
      agencyId: uuidOf(player.agencyId(agency)),
      followers: [coordinator, officer],
    };
  }

  async function logOf({ tenantId, agencyId }: Place): Promise<LoggedEvent[]> {
    const { rows } = await admin.query<LoggedEvent>(
      `select id, position::int, $2::uuid = any (agency_ids) as "forOfficer"
       from concord.events where tenant_id = $1 order by position`,
      [tenantId, agencyId],
    );
    return rows;
  }

  /** Backends that wait for a lock which somebody else holds. */
  async function waitingForLocks(): Promise<number> {
    const { rows } = await admin.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]?.waiting ?? 0;
  }

  let order = 0;
  const writes: Write[] = [];

  async function timed(write: () => Promise<readonly string[]>): Promise<void> {
    const begun = (order += 1);
    const ids = await write();
    writes.push({ begun, ids, ended: (order += 1) });
  }

  const event = ({ played, agencyId }: Place) => ({
    caseId: played.id,
    agencyIds: random() < 0.5 ? [agencyId] : [],
  });

  /** Four that go past the server and four that go through it, each one write after the other. */
  function writersOf(place: Place): Promise<void>[] {
    const direct = async () => {
      const writer = await LogWriter.open(app.database, place.tenantId);
      for (let count = 0; count < 25; count += 1)
        await timed(() => writer.write(Array.from({ length: 1 + upTo(3) }, () => event(place))));
      await writer.close();
    };
    const throughServer = async () => {
      for (let count = 0; count < 6; count += 1) await place.player.acknowledge(await place.player.apply());
    };
    return [direct, direct, direct, direct, throughServer, throughServer, throughServer, throughServer].map(
      (write) => write(),
    );
  }

  /** Has appended, and holds the log until others queue up behind it. */
  async function stalledAfterAppending(place: Place): Promise<void> {
    const writer = await LogWriter.open(app.database, place.tenantId);
    await timed(async () => {
      await writer.begin();
      const ids = await writer.append([event(place), event(place)]);
      await eventually('three who wait', async () => (await waitingForLocks()) >= 3);
      await writer.commit();
      return ids;
    });
    await writer.close();
  }

  /** Has begun before all others and appends after all of them: its events must not be thought long delivered. */
  async function openBeforeAppending(place: Place, others: Promise<unknown>): Promise<void> {
    const writer = await LogWriter.open(app.database, place.tenantId);
    await writer.begin();
    let isOver = false;
    const over = others.finally(() => (isOver = true));
    // Asks all the while, as a transaction that idles is ended by the server.
    while (!isOver) await writer.stay();
    await over;
    await timed(async () => {
      const ids = await writer.append([event(place)]);
      await writer.commit();
      return ids;
    });
    await writer.close();
  }

  /** Follows on until the last event, cut off after every few messages, sometimes before it reads any. */
  async function followCutOff({ place, as, start, isLast }: Following): Promise<string[]> {
    const seen: string[] = [];
    let cursor = start;
    while (!seen.some(isLast)) {
      const stream = await LiveStream.start(app, place.partnership, { as, after: cursor });
      for (let left = upTo(12); left > 0 && !seen.some(isLast); left -= 1) {
        seen.push(String((await stream.nextEvent()).id));
        cursor = stream.cursor;
      }
      stream.socket.cut();
    }
    return seen;
  }

  async function startOf(place: Place, as: string): Promise<string | undefined> {
    const { socket, cursor } = await followNow(app, place.partnership, { as });
    socket.cut();
    return cursor;
  }

  it('lose no event, double none, and all followers see them in the order of their commits', async () => {
    const places = [
      await placeOf('leicester', ['priya.coordinator', 'callum.police', 'leicestershire-police']),
      await placeOf('north-yorkshire', ['ruth.coordinator', 'ewan.police', 'north-yorkshire-police']),
    ];
    const before = await Promise.all(places.map(async (place) => (await logOf(place)).length));
    const last = new Set<string>();
    const isLast = (id: string) => last.has(id);
    const starts = await Promise.all(
      places.map((place) => Promise.all(place.followers.map((as) => startOf(place, as)))),
    );
    const followed = places.map((place, at) =>
      place.followers.map((as, who) => followCutOff({ place, as, start: starts[at]?.[who], isLast })),
    );
    const busy = places.flatMap((place) => [...writersOf(place), stalledAfterAppending(place)]);
    const others = Promise.all(busy);
    await Promise.all(places.map((place) => openBeforeAppending(place, others)));
    for (const { tenantId, played, agencyId } of places) {
      const writer = await LogWriter.open(app.database, tenantId);
      await writer.begin();
      // Known as the last before anybody can see it.
      for (const id of await writer.append([{ caseId: played.id, agencyIds: [agencyId] }])) last.add(id);
      await writer.commit();
      await writer.close();
    }

    for (const [index, place] of places.entries()) {
      const log = await logOf(place);
      const written = log.slice(before[index]);
      expect(log.map(({ position }) => position)).toEqual(log.map((_event, place) => place + 1));
      const [coordinator, officer] = await Promise.all(followed[index] ?? []);
      expect(coordinator).toEqual(written.map(({ id }) => id));
      expect(officer).toEqual(written.filter(({ forOfficer }) => forOfficer).map(({ id }) => id));
      expectCommitOrder(log);
    }
  }, 120_000);

  /** A write that had ended before another began stands before it in the log. */
  function expectCommitOrder(log: readonly LoggedEvent[]): void {
    const positions = new Map(log.map(({ id, position }) => [id, position]));
    const placed = writes.flatMap(({ begun, ended, ids }) => {
      const own = ids.flatMap((id) => positions.get(id) ?? []);
      return own.length === 0 ? [] : [{ begun, ended, first: Math.min(...own), last: Math.max(...own) }];
    });
    expect(placed.length).toBeGreaterThan(100);
    for (const one of placed)
      for (const other of placed) if (one.ended < other.begun) expect(one.last).toBeLessThan(other.first);
  }
});
