import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { done, type Outcome } from '#casework/outcome.js';
import { createDataSource } from '#persistence/data-source.js';
import { DatabaseUnavailable } from '#persistence/faults.js';
import { KeptDirectories } from '#persistence/kept-directories.js';
import { ReadSession } from '#persistence/read-session.js';
import { ImportRunEntity } from '#persistence/record.entity.js';
import { UnitOfWork, type WritingSql } from '#persistence/unit-of-work.js';
import { newId } from '#platform/ids.js';
import { openSetting, type Setting } from '../../persistence/isolation/setting.js';
import { clock, ids } from '../../persistence/isolation/two-partnerships.js';
import { TcpProxy } from '../../support/tcp-proxy.js';
import { cameAbout, databaseServer } from './behind-proxy.js';

const poolSize = 3;

let setting: Setting;
let proxy: TcpProxy;
let source: DataSource;
beforeAll(async () => {
  setting = await openSetting();
  proxy = await TcpProxy.before(databaseServer());
  const url = proxy.through(setting.database.appUrl);
  source = await createDataSource({ url, applicationName: 'behind proxy', poolSize }).initialize();
}, 60_000);
afterEach(() => {
  proxy.heal();
});
afterAll(async () => {
  await source.destroy();
  await proxy.close();
  await setting.end();
});

const poolOf = ({ driver }: DataSource) =>
  (driver as DataSource['driver'] & { readonly master: pg.Pool }).master;

const unitOfWork = (deadlineMs = 8_000) => new UnitOfWork({ dataSource: source, clock, ids, deadlineMs });
const write = <T>(work: (sql: WritingSql) => Promise<Outcome<T>>, deadlineMs?: number) =>
  unitOfWork(deadlineMs).write(
    { kind: 'operator', tenantId: setting.leicester.tenantId, agencyId: setting.leicester.policeId },
    work,
  );

/** Leaves a row that is looked for afterwards, in the way in which stores write rows. */
async function leaveTrace(sql: WritingSql): Promise<string> {
  const { tenantId, policeId: agencyId } = setting.leicester;
  const id = newId();
  const run = { format: 'police-uk', fileName: 'one.csv', startedAt: clock.now() };
  await sql.insert(ImportRunEntity, { tenantId, id, agencyId, ...run });
  return id;
}

async function isStored(id: string): Promise<boolean> {
  const { rowCount } = await setting.admin.query('select from concord.import_runs where id = $1', [id]);
  return rowCount === 1;
}

/** Every connection is free and as many transactions as the pool has connections run beside each other. */
async function expectWholePool(): Promise<void> {
  const together = Array.from({ length: poolSize }, () => write(async (sql) => done(await leaveTrace(sql))));
  for (const outcome of await Promise.all(together))
    expect(outcome.ok && (await isStored(outcome.value))).toBe(true);
  const { totalCount, idleCount, waitingCount } = poolOf(source);
  expect(totalCount).toBeLessThanOrEqual(poolSize);
  expect([idleCount, waitingCount]).toEqual([totalCount, 0]);
}

/** Resets every connection and waits until the pool has heard of it. */
async function resetAll(): Promise<void> {
  expect(proxy.reset()).toBeGreaterThan(0);
  await cameAbout('the pool has let go of them', () => poolOf(source).totalCount === 0);
}

/** What the work meets when its connection is reset at a moment of its transaction. */
const moments: [string, (sql: WritingSql) => Promise<unknown>][] = [
  [
    'before a statement',
    async (sql) => {
      await resetAll();
      await sql.query('select 1');
    },
  ],
  [
    'before a row is inserted',
    async (sql) => {
      await resetAll();
      await leaveTrace(sql);
    },
  ],
  [
    'while a statement runs',
    async (sql) => {
      const running = sql.query('select pg_sleep(20) as "sleeping"');
      await cameAbout('the statement runs', async () => {
        const { rowCount } = await setting.admin.query(
          "select from pg_stat_activity where query like '%sleeping%' and state = 'active' and application_name = 'behind proxy'",
        );
        return rowCount === 1;
      });
      proxy.reset();
      await running;
    },
  ],
  ['before the commit', resetAll],
];

describe('a connection that is reset', () => {
  it.each(moments)(
    'F6 %s fails its transaction alone, stores nothing and leaves a whole pool',
    async (_when, meet) => {
      let id = '';
      const cutOff = async (sql: WritingSql) => {
        id = await leaveTrace(sql);
        await meet(sql);
        return done({});
      };
      await expect(write(cutOff)).rejects.toThrow(DatabaseUnavailable);
      expect(await isStored(id)).toBe(false);
      await expectWholePool();
    },
  );

  it('while it lies in the pool is replaced, and nobody notices', async () => {
    await expectWholePool();
    await resetAll();
    await expectWholePool();
  });

  it('in the middle of a read fails the read and never shortens its list', async () => {
    const session = new ReadSession(setting.leicester.coordinator, {
      dataSource: source,
      clock,
      ids,
      directories: new KeptDirectories(),
    });
    const all = await session.sql.query('select id from concord.cases');
    expect(all).toHaveLength(1);
    await resetAll();
    await expect(session.sql.query('select id from concord.cases')).rejects.toThrow(DatabaseUnavailable);
    await expect(session.finish()).rejects.toThrow(DatabaseUnavailable);
    await session.abandon();
    await expectWholePool();
  });
});

describe('a black hole', () => {
  it.each([
    ['both ways', []],
    ['towards the server', ['toServer']],
    ['towards the client', ['toClient']],
  ] as const)(
    '%s ends a transaction with its deadline; no connection is lost to the pool',
    async (_which, ways) => {
      let id = '';
      const lost = async (sql: WritingSql) => {
        id = await leaveTrace(sql);
        proxy.swallow(...ways);
        await sql.query('select 1');
        return done({});
      };
      await expect(write(lost, 300)).rejects.toThrow(DatabaseUnavailable);
      proxy.heal();
      await expectWholePool();
      expect(await isStored(id)).toBe(false);
    },
  );

  it('that swallows the answer to the commit is told as a failure, though it may have been done', async () => {
    let id = '';
    const lost = async (sql: WritingSql) => {
      id = await leaveTrace(sql);
      proxy.swallow('toClient');
      return done({});
    };
    await expect(write(lost, 300)).rejects.toThrow(DatabaseUnavailable);
    await cameAbout('the server has done it', () => isStored(id));
    proxy.heal();
    await expectWholePool();
  });

  it('keeps whoever needs a new connection waiting for two seconds at most', async () => {
    await resetAll();
    proxy.swallow();
    await expect(write(async (sql) => done(await leaveTrace(sql)))).rejects.toThrow(DatabaseUnavailable);
    proxy.heal();
    await expectWholePool();
  });

  it('loses nothing that the network only holds back', async () => {
    const held = write(async (sql) => {
      proxy.hold();
      setTimeout(() => proxy.heal(), 100);
      return done(await leaveTrace(sql));
    });
    const outcome = await held;
    expect(outcome.ok && (await isStored(outcome.value))).toBe(true);
  });
});

describe('a transaction within a transaction', () => {
  it('would starve a pool that is full of the like of it, and be told so', async () => {
    const nested = () =>
      write(async () => {
        await cameAbout('the pool is full', () => poolOf(source).totalCount === poolSize);
        return write(async (sql) => done(await leaveTrace(sql)));
      });
    const outcomes = await Promise.allSettled(Array.from({ length: poolSize }, nested));
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(failures.length).toBeGreaterThan(0);
    for (const { reason } of failures) expect(reason).toBeInstanceOf(DatabaseUnavailable);
    await expectWholePool();
  });
});
