import type { DataSource } from 'typeorm';
import { done, notFound, type Outcome } from '#casework/outcome.js';
import { createDataSource } from '#persistence/data-source.js';
import { codeOf, DatabaseUnavailable, TransactionAborted } from '#persistence/faults.js';
import { UnitOfWork, type WritingSql } from '#persistence/unit-of-work.js';
import { newId } from '#platform/ids.js';
import { openSetting, type Setting } from './setting.js';
import { clock, ids } from './two-partnerships.js';

const settings = ['tenant_id', 'user_id', 'agency_id', 'roles', 'actor', 'applicant_case_id'].map(
  (name) => `concord.${name}`,
);

let setting: Setting;
/** One connection, so that every transaction borrows the one that the transaction before it gave back. */
let source: DataSource;
beforeAll(async () => {
  setting = await openSetting();
  source = createDataSource({ url: setting.database.appUrl, applicationName: 'concord test', poolSize: 1 });
  await source.initialize();
});
afterAll(async () => {
  await source.destroy();
  await setting.end();
});

const write = <T>(work: (sql: WritingSql) => Promise<Outcome<T>>, deadlineMs = 8_000) =>
  new UnitOfWork({ dataSource: source, clock, ids, deadlineMs }).write(setting.leicester.officer, work);

/** Adds a report and gives its id, to be looked for afterwards. */
async function addReport(sql: WritingSql): Promise<string> {
  const id = newId();
  await sql.query(
    `insert into concord.reports (tenant_id, id, agency_id, reference, source, category, occurred_month, place, hate_perceived, created_at)
     values ($1, $2::uuid, $3, $2::uuid::text, 'OFFICER', 'ASB', '2026-01', 'Invented Street', false, now())`,
    [sql.principal.tenantId, id, setting.leicester.policeId],
  );
  return id;
}

async function isStored(id: string): Promise<boolean> {
  const { rowCount } = await setting.admin.query('select from concord.reports where id = $1', [id]);
  return rowCount === 1;
}

async function expectCleanConnection(): Promise<void> {
  const [left] = await source.query<Record<string, string | null>[]>(
    `select ${settings.map((name) => `current_setting('${name}', true) as "${name}"`).join(', ')}`,
  );
  expect(Object.values(left ?? {}).filter((value) => value !== null && value !== '')).toEqual([]);
  const refused = await source.query('select * from concord.cases').then(
    () => undefined,
    (error: unknown) => codeOf(error),
  );
  expect(refused).toBe('42501');
}

async function expectNextTransactionWorks(): Promise<void> {
  const outcome = await write(async (sql) => done(await addReport(sql)));
  expect(outcome.ok && (await isStored(outcome.value))).toBe(true);
}

describe('the settings of a transaction', () => {
  it.each([
    ['commits', async (sql: WritingSql) => done(await addReport(sql))],
    ['refuses', async (sql: WritingSql) => (await addReport(sql), notFound('case'))],
    ['fails', (sql: WritingSql): Promise<Outcome<string>> => sql.query('select 1 / 0').then(() => done(''))],
  ])('F1 have left the connection when the work %s', async (_end, work) => {
    await write(work).catch(() => undefined);
    await expectCleanConnection();
    await expectNextTransactionWorks();
  });

  it('belong to one of two partnerships that share a connection by turns, however each turn ends', async () => {
    const unitOfWork = new UnitOfWork({ dataSource: source, clock, ids });
    for (let turn = 0; turn < 60; turn += 1) {
      const { coordinator, tenantId } = turn % 2 === 0 ? setting.leicester : setting.northYorkshire;
      const seen: string[] = [];
      const work = async (sql: WritingSql): Promise<Outcome<object>> => {
        const rows = await sql.query<{ tenant_id: string }>('select distinct tenant_id from concord.cases');
        seen.push(...rows.map((row) => row.tenant_id));
        if (turn % 3 === 1) await sql.query('select 1 / 0');
        return turn % 3 === 0 ? done({}) : notFound('case');
      };
      await unitOfWork.write(coordinator, work).catch(() => undefined);
      expect(seen).toEqual([tenantId]);
    }
    await expectCleanConnection();
  });
});

describe('a unit of work', () => {
  it('F3 whose SQL error was swallowed fails at its commit and stores nothing', async () => {
    let id = '';
    const swallowing = async (sql: WritingSql) => {
      id = await addReport(sql);
      await sql.query('select 1 / 0').catch(() => undefined);
      return done({});
    };
    await expect(write(swallowing)).rejects.toThrow(TransactionAborted);
    expect(await isStored(id)).toBe(false);
    await expectNextTransactionWorks();
  });

  it('F4 whose connection the server ends is a fault that may be tried again, stores nothing, and the next one works', async () => {
    let id = '';
    const ended = async (sql: WritingSql) => {
      id = await addReport(sql);
      const [backend] = await sql.query<{ pid: number }>('select pg_backend_pid() as pid');
      await setting.admin.query('select pg_terminate_backend($1, 5000)', [backend?.pid]);
      await sql.query('select 1');
      return done({});
    };
    await expect(write(ended)).rejects.toThrow(DatabaseUnavailable);
    expect(await isStored(id)).toBe(false);
    await expectNextTransactionWorks();
    await expectCleanConnection();
  });

  it('F2 that passes its deadline loses its connection and its half-done work, and the next one has its own settings', async () => {
    let id = '';
    let pid = 0;
    const late = async (sql: WritingSql) => {
      id = await addReport(sql);
      const [backend] = await sql.query<{ pid: number }>('select pg_backend_pid() as pid');
      pid = backend?.pid ?? 0;
      await sql.query('select pg_sleep(20)');
      return done({});
    };
    await expect(write(late, 250)).rejects.toThrow(DatabaseUnavailable);
    expect(await isStored(id)).toBe(false);
    const [next] = await source.query<{ pid: number }[]>('select pg_backend_pid() as pid');
    expect(next?.pid).not.toBe(pid);
    await expectCleanConnection();
    await expectNextTransactionWorks();
    expect(await isStored(id)).toBe(false);
  });

  it('that passes its deadline between two statements fails as well', async () => {
    let id = '';
    const late = async (sql: WritingSql) => {
      id = await addReport(sql);
      await setting.admin.query('select pg_sleep(0.5)');
      await sql.query('select 1');
      return done({});
    };
    await expect(write(late, 100)).rejects.toThrow(DatabaseUnavailable);
    expect(await isStored(id)).toBe(false);
    await expectNextTransactionWorks();
  });
});
