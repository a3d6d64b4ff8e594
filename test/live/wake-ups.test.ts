import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { LogState } from '#casework/live-ports.js';
import { WakeUps } from '#live/wake-ups.js';
import { withDatabase } from '#persistence/bootstrap.js';
import { createLogger } from '#platform/logger.js';
import { scratchDatabase, type ScratchDatabase } from '../support/scratch-database.js';
import { eventually, soon } from './live-client.js';

const logger = createLogger({ logLevel: 'silent' });
const never = 3_600_000;

/** Where logs end, as a test sets it, and how often each was asked. */
class Ends {
  readonly asked: string[] = [];
  membersVersion = '';
  #awaited: (() => void) | undefined;
  #count = 0;

  constructor(private readonly ends: Readonly<Record<string, bigint>>) {}

  look(tenantId: string): Promise<LogState> {
    this.asked.push(tenantId);
    if (this.asked.length >= this.#count) this.#awaited?.();
    return Promise.resolve({ lastPosition: this.ends[tenantId] ?? 0n, membersVersion: this.membersVersion });
  }

  /** Settles when so many more questions were asked. */
  async more(count: number): Promise<void> {
    this.#count = this.asked.length + count;
    await soon('questions', new Promise<void>((resolve) => (this.#awaited = resolve)));
  }
}

describe('wake-ups', () => {
  let database: ScratchDatabase;
  let admin: pg.Client;
  const started: WakeUps[] = [];

  beforeAll(async () => {
    database = await scratchDatabase();
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  afterEach(async () => {
    for (const wakeUps of started.splice(0)) await wakeUps.stop();
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  interface Options {
    readonly url?: string;
    readonly log?: Ends;
    readonly pollMs?: number;
    readonly stopping?: AbortSignal;
  }

  async function start(options: Options = {}): Promise<WakeUps> {
    const { url = database.appUrl, log = new Ends({}), pollMs = never, stopping } = options;
    const signal = stopping ?? new AbortController().signal;
    const wakeUps = new WakeUps({ url, log, logger, pollMs, stopping: signal });
    await wakeUps.start();
    started.push(wakeUps);
    return wakeUps;
  }

  const listeners = async () =>
    (
      await admin.query<{ pid: number }>(
        `select pid from pg_stat_activity
         where datname = current_database() and application_name = 'concord live' and query like 'listen %'`,
      )
    ).rows.map(({ pid }) => pid);

  it('ring the bells of the partnership in this process and in the others, and no other bell', async () => {
    const [here, elsewhere] = [await start(), await start()];
    const [grown, quiet] = [randomUUID(), randomUUID()];
    const bells = [here.bell(grown), elsewhere.bell(grown)];
    const silent = elsewhere.bell(quiet);
    const rung = Promise.all(bells.map((bell) => bell.wait(0, never)));
    here.grown(grown);
    await soon('both rings', rung);
    expect(bells.map((bell) => bell.rings)).toEqual([1, 1]);
    expect(silent.rings).toBe(0);
    for (const bell of [...bells, silent]) bell.release();
  });

  it('tell many growths in few notifications', async () => {
    const [here, elsewhere] = [await start(), await start()];
    const tenantId = randomUUID();
    const bell = elsewhere.bell(tenantId);
    for (let count = 0; count < 100; count += 1) here.grown(tenantId);
    await soon('the ring', bell.wait(0, never));
    // A later one is told after all that were told before.
    here.grown(tenantId);
    await soon('the later ring', bell.wait(1, never));
    expect(bell.rings).toBe(2);
    bell.release();
  });

  it('listen again on a new connection after theirs was cut, and then ring for what they did not hear', async () => {
    const [here, elsewhere] = [await start(), await start()];
    const tenantId = randomUUID();
    const bell = elsewhere.bell(tenantId);
    const before = await listeners();
    expect(before).toHaveLength(2);
    const rung = bell.wait(0, never);
    await admin.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [before]);
    await soon('the ring of reconnecting', rung);
    const told = bell.wait(bell.rings, never);
    await eventually('two listeners', async () => (await listeners()).length === 2);
    for (const pid of await listeners()) expect(before).not.toContain(pid);
    here.grown(tenantId);
    await soon('the ring after reconnecting', told);
    bell.release();
  });

  it('begin to listen as soon as they can, when there is nothing to listen to at first', async () => {
    const name = `concord_test_late_${randomUUID().replaceAll('-', '')}`;
    const url = withDatabase(database.adminUrl, name);
    const wakeUps = await start({ url });
    const bell = wakeUps.bell(randomUUID());
    const rung = bell.wait(0, never);
    await admin.query(`create database ${name}`);
    await soon('the ring of connecting', rung);
    await wakeUps.stop();
    await admin.query(`drop database ${name} with (force)`);
  });

  it('ask each followed log once a poll, and wake only those who have not read so far', async () => {
    const [busy, calm, unfollowed] = [randomUUID(), randomUUID(), randomUUID()];
    const log = new Ends({ [busy]: 7n, [calm]: 3n, [unfollowed]: 9n });
    const wakeUps = await start({ log, pollMs: 5 });
    const behind = [wakeUps.bell(busy), wakeUps.bell(busy)];
    const upToDate = [wakeUps.bell(busy), wakeUps.bell(calm)];
    const rings = upToDate.map((bell) => bell.rings);
    for (const bell of behind) bell.readTo = 6n;
    for (const [index, bell] of upToDate.entries()) bell.readTo = [7n, 3n][index] ?? 0n;
    await soon('the rings', Promise.all(behind.map((bell) => bell.wait(bell.rings, never))));
    log.asked.length = 0;
    await log.more(8);
    const [first, second] = log.asked;
    expect(new Set([first, second])).toEqual(new Set([busy, calm]));
    expect(log.asked.slice(0, 8)).toEqual([first, second, first, second, first, second, first, second]);
    expect(upToDate.map((bell) => bell.rings)).toEqual(rings);
    for (const bell of [...behind, ...upToDate]) bell.release();
  });

  it('keep asking after a poll that failed', async () => {
    const tenantId = randomUUID();
    const log = new Ends({ [tenantId]: 1n });
    let failures = 3;
    const failing = {
      look: (asked: string) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('gone')) : log.look(asked);
      },
    };
    const { signal } = new AbortController();
    const wakeUps = new WakeUps({ url: database.appUrl, log: failing, logger, pollMs: 5, stopping: signal });
    await wakeUps.start();
    started.push(wakeUps);
    const bell = wakeUps.bell(tenantId);
    await soon('the ring', bell.wait(bell.rings, never));
    expect(failures).toBeLessThan(0);
    bell.release();
  });

  it('wake everybody when the server stops, however many wait, without a warning of a leak', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    const stopping = new AbortController();
    const wakeUps = await start({ stopping: stopping.signal });
    const bells = Array.from({ length: 500 }, () => wakeUps.bell(randomUUID()));
    expect(wakeUps.held).toBe(500);
    const woken = Promise.all(bells.map((bell) => bell.wait(bell.rings, never)));
    stopping.abort();
    await soon('everybody', woken);
    for (const bell of bells) bell.release();
    expect(wakeUps.held).toBe(0);
    await new Promise(setImmediate);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  it('are not missed when they ring between looking and waiting, and end when the time is over', async () => {
    const wakeUps = await start();
    const tenantId = randomUUID();
    const bell = wakeUps.bell(tenantId);
    const seen = bell.rings;
    wakeUps.grown(tenantId);
    await soon('a wait that need not wait', bell.wait(seen, never));
    await soon('the end of the time', bell.wait(bell.rings, 1));
    bell.release();
  });
});
