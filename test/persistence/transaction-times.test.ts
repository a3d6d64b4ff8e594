import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { Deadline } from '#graphql/guard/deadline.js';
import { done } from '#casework/outcome.js';
import { borrow, type Borrowed } from '#persistence/borrow.js';
import { createDataSource } from '#persistence/data-source.js';
import { KeptDirectories } from '#persistence/kept-directories.js';
import { ReadSession } from '#persistence/read-session.js';
import { ReadTransaction } from '#persistence/read-transaction.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { cameAbout } from '../faults/database/behind-proxy.js';
import { openSetting, type Setting } from './isolation/setting.js';
import { clock, ids } from './isolation/two-partnerships.js';

const applicationName = 'waits for a connection';

let setting: Setting;
let source: DataSource;
beforeAll(async () => {
  setting = await openSetting();
  const url = `${setting.database.appUrl}?options=${encodeURIComponent('-c statement_timeout=500ms')}`;
  source = await createDataSource({ url, applicationName, poolSize: 1 }).initialize();
}, 60_000);
afterAll(async () => {
  await source.destroy();
  await setting.end();
});

const pool = () => (source.driver as DataSource['driver'] & { readonly master: pg.Pool }).master;

/** What the one connection of the pool was asked last, and which it is. */
async function lastAsked(): Promise<{ pid: number; query: string }[]> {
  const { rows } = await setting.admin.query<{ pid: number; query: string }>(
    'select pid, query from pg_stat_activity where application_name = $1',
    [applicationName],
  );
  return rows;
}

/** Takes the only connection; whoever comes now waits. */
async function takeAll(): Promise<Borrowed> {
  const taken = await borrow(source);
  await taken.client.query('select 1 as taken');
  return taken;
}

const session = () =>
  new ReadSession(setting.leicester.coordinator, {
    dataSource: source,
    clock,
    ids,
    directories: new KeptDirectories(),
  });

describe('the first fault of a read', () => {
  it('is what its end tells, not what the statements behind it met', async () => {
    const reading = session();
    const outcomes = await Promise.allSettled([
      reading.sql.query('select pg_sleep(20)'),
      reading.sql.query('select 1'),
      reading.sql.query('select 2'),
    ]);
    expect(outcomes).toMatchObject([
      { reason: { name: 'StatementTimeout', cause: { code: '57014' } } },
      { reason: { code: '25P02' } },
      { reason: { code: '25P02' } },
    ]);
    await expect(reading.finish()).rejects.toMatchObject({ name: 'StatementTimeout' });
    await reading.abandon();
    expect(await source.query('select 3 as three')).toEqual([{ three: 3 }]);
  });

  it('of a statement that is wrong by itself passes as it is, before a time that runs out', async () => {
    const reading = session();
    await Promise.allSettled([
      reading.sql.query('select no_such_column'),
      reading.sql.query('select pg_sleep(20)'),
    ]);
    await expect(reading.finish()).rejects.toMatchObject({ code: '42703' });
    await reading.abandon();
  });
});

describe('work that is done when its operation is over', () => {
  const counted = async () =>
    (await setting.admin.query<{ count: number }>('select count(*)::int as count from concord.audit_entries'))
      .rows[0]?.count;
  const write = (deadline: Deadline, meanwhile: () => Promise<unknown>) =>
    new UnitOfWork({
      dataSource: source,
      clock,
      ids,
      get deadlineMs() {
        return deadline.transactionMs();
      },
      isTooLate: () => deadline.isOver(),
    }).write(setting.leicester.coordinator, async (sql) => {
      sql.recordAudit({ action: 'test.write', kind: 'ALTERATION', subjectType: 'CASE', subjectIds: [] });
      await meanwhile();
      return done('stored');
    });

  it('is stored while there is time, and rolled back once the answer was that there is none', async () => {
    const before = (await counted()) ?? 0;
    expect(await write(new Deadline(8_000), () => Promise.resolve())).toMatchObject({ ok: true });
    expect(await counted()).toBe(before + 1);
    const late = new Deadline(200);
    // The transaction may last a little longer than the answer waits: this one is done within that little.
    let answered = '';
    const writing = write(late, async () => {
      answered = await late.within(new Promise<string>(() => undefined), () => 'too late');
    });
    await expect(writing).rejects.toThrow(/cannot be reached/);
    expect(answered).toBe('too late');
    await cameAbout('the connection is back', () => pool().idleCount === 1);
    expect(await counted()).toBe(before + 1);
  });
});

describe('work that waits for a connection', () => {
  const works: [string, (deadlineMs: () => number) => Promise<unknown>][] = [
    [
      'to read',
      async (deadlineMs) => {
        const transaction = await ReadTransaction.open(source, setting.leicester.coordinator, { deadlineMs });
        const rows = await transaction.query('select 1 as one');
        await transaction.commit([]);
        return rows;
      },
    ],
    [
      'to write',
      (deadlineMs) =>
        new UnitOfWork({
          dataSource: source,
          clock,
          ids,
          get deadlineMs() {
            return deadlineMs();
          },
        }).write(setting.leicester.coordinator, async (sql) => done(await sql.query('select 1 as one'))),
    ],
  ];

  it.each(works)('%s asks how long it may take when it has one', async (_what, work) => {
    const taken = await takeAll();
    const asked: number[] = [];
    const working = work(() => {
      asked.push(pool().waitingCount);
      return 8_000;
    });
    await cameAbout('it waits', () => pool().waitingCount === 1);
    expect(asked).toEqual([]);
    await taken.giveBack();
    await working;
    expect([...new Set(asked)]).toEqual([0]);
  });

  it.each(works)('%s until its time is over gives the connection back as it was', async (_what, work) => {
    const taken = await takeAll();
    const before = await lastAsked();
    const deadline = new Deadline(20);
    const refused = expect(work(() => deadline.transactionMs())).rejects.toThrow(
      /deadline passed|cannot be reached/,
    );
    await cameAbout('its time is over', () => deadline.transactionMs() === 0);
    expect(pool().waitingCount).toBe(1);
    await taken.giveBack();
    await refused;
    expect(await lastAsked()).toEqual(before);
    expect([pool().totalCount, pool().idleCount, pool().waitingCount]).toEqual([1, 1, 0]);
  });
});
