// cspell:ignore datlocprovider datlocale
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, type OpenedDatabase } from '#platform/database/open-database.js';
import { isRunning, waitUntilGone } from '#platform/database/processes.js';
import { resetDatabase } from '#platform/database/reset-database.js';
import { createLogger } from '#platform/logger.js';
import {
  dismissHolder,
  interruptHolder,
  killHolder,
  startHolder,
  type HoldingProcess,
} from './holding-process.js';

const logger = createLogger({ logLevel: 'silent' });

describe('the embedded database', () => {
  let dataDir: string;
  const opened: OpenedDatabase[] = [];
  const holders: HoldingProcess[] = [];

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'concord-test-'));
    chmodSync(dataDir, 0o755);
  });

  afterEach(async () => {
    for (const holder of holders.splice(0)) await killHolder(holder);
    for (const database of opened.splice(0)) await database.stop();
    await resetDatabase(dataDir, logger);
    rmSync(dataDir, { recursive: true });
  });

  async function open(share = false): Promise<OpenedDatabase> {
    const database = await openDatabase({ dataDir, logger, fast: true, share });
    opened.push(database);
    return database;
  }

  async function hold(): Promise<HoldingProcess> {
    const holder = await startHolder(dataDir);
    holders.push(holder);
    return holder;
  }

  it('is PostgreSQL 18 in UTF-8 with the builtin C.UTF-8 locale, in UTC, on the loopback address only', async () => {
    const { adminUrl, embedded, startedHere } = await open();

    expect({ embedded, startedHere }).toEqual({ embedded: true, startedHere: true });
    expect(
      await one(
        adminUrl,
        `select current_setting('server_version_num')::int / 10000 as major, current_setting('server_encoding') as encoding,
                current_setting('timezone') as zone, current_setting('listen_addresses') as addresses,
                current_setting('unix_socket_directories') as sockets, datlocprovider as provider, datlocale as locale,
                current_setting('max_connections') as connections, current_setting('password_encryption') as passwords
         from pg_database where datname = current_database()`,
      ),
    ).toEqual({
      major: 18,
      encoding: 'UTF8',
      zone: 'UTC',
      addresses: '127.0.0.1',
      sockets: '',
      provider: 'b',
      locale: 'C.UTF-8',
      connections: '120',
      passwords: 'scram-sha-256',
    });
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const { adminUrl } = await open();
    const wrong = new URL(adminUrl);
    wrong.password = 'postgres';

    await expect(one(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(dataDir, 'database', 'password')).mode & 0o777).toBe(0o600);
  });

  it('keeps its data, password and port from one start to the next', async () => {
    const first = await open();
    await run(first.adminUrl, 'create table kept as select 42 as answer');
    await Promise.all([first.stop(), first.stop()]);
    await expect(run(first.adminUrl, 'select 1')).rejects.toThrow();

    const second = await open();

    expect(second.adminUrl).toBe(first.adminUrl);
    expect(new URL(second.adminUrl).port).toBe(
      readFileSync(join(dataDir, 'database', 'port'), 'utf8').trim(),
    );
    expect(await one(second.adminUrl, 'select answer from kept')).toEqual({ answer: 42 });
  });

  it('tells a second start which process holds it, and lets a command-line tool share it', async () => {
    const holder = await hold();

    await expect(open()).rejects.toMatchObject({ name: 'DatabaseHeldFault', pid: holder.pid });
    await expect(resetDatabase(dataDir, logger)).rejects.toThrow(`held by process ${holder.pid}`);
    const shared = await open(true);
    await shared.stop();

    expect(shared).toMatchObject({ embedded: true, startedHere: false, adminUrl: holder.adminUrl });
    expect(await one(shared.adminUrl, 'select 1 as one')).toEqual({ one: 1 });
  });

  it('refuses to be opened twice by one process', async () => {
    await open();

    await expect(open()).rejects.toThrow(`held by this process (${process.pid})`);
  });

  it('belongs to exactly one of several processes that start at the same moment', async () => {
    const rivals = await Promise.all([hold(), hold(), hold()]);

    const winners = rivals.filter(({ adminUrl }) => adminUrl !== undefined);
    expect(winners).toHaveLength(1);
    const losers = rivals.filter(({ adminUrl }) => adminUrl === undefined);
    for (const { complaint } of losers) expect(complaint).toContain('DatabaseHeldFault');
  });

  it('is taken over, still running, when its holder was killed, and then stopped by the new holder', async () => {
    const holder = await hold();
    const url = holder.adminUrl ?? '';
    await run(url, 'create table written as select 1');
    const before = await one(url, 'select pg_postmaster_start_time()::text as started');
    await killHolder(holder);

    const adopted = await open();

    expect(adopted).toMatchObject({ adminUrl: url, startedHere: true });
    expect(await one(url, 'select pg_postmaster_start_time()::text as started')).toEqual(before);
    expect(await one(url, 'select count(*)::int as rows from written')).toEqual({ rows: 1 });
    const pid = postmasterPid(dataDir);
    await adopted.stop();
    expect(isRunning(pid)).toBe(false);
  });

  it('is not taken over with other settings but started again, keeping its data', async () => {
    const holder = await hold();
    await run(holder.adminUrl ?? '', 'create table written as select 1');
    await killHolder(holder);

    const durable = await openDatabase({ dataDir, logger });
    opened.push(durable);

    expect(
      await one(
        durable.adminUrl,
        `select current_setting('fsync') as fsync, count(*)::int as rows from written`,
      ),
    ).toEqual({
      fsync: 'on',
      rows: 1,
    });
  });

  it('recovers when both its holder and the server itself were killed', async () => {
    const holder = await hold();
    await run(holder.adminUrl ?? '', 'create table written as select 1');
    await run(holder.adminUrl ?? '', 'checkpoint');
    const pid = postmasterPid(dataDir);
    await killHolder(holder);
    process.kill(pid, 'SIGKILL');
    expect(await waitUntilGone(pid, 20_000)).toBe(true);

    const { adminUrl } = await open();

    expect(postmasterPid(dataDir)).not.toBe(pid);
    expect(await one(adminUrl, 'select count(*)::int as rows from written')).toEqual({ rows: 1 });
  });

  it('starts, keeps its data and is reset below a folder that only its owner can enter', async () => {
    chmodSync(dataDir, 0o700);
    const first = await open();
    await run(first.adminUrl, 'create table kept as select 42 as answer');
    await first.stop();
    const home = homeOf(dataDir);

    const second = await open();
    expect(await one(second.adminUrl, 'select answer from kept')).toEqual({ answer: 42 });
    await second.stop();
    await resetDatabase(dataDir, logger);

    expect(existsSync(home)).toBe(false);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('forgets everything when it is reset, and stops a server whose holder was killed', async () => {
    const holder = await hold();
    const pid = postmasterPid(dataDir);
    await killHolder(holder);

    await resetDatabase(dataDir, logger);
    await resetDatabase(dataDir, logger);

    expect(isRunning(pid)).toBe(false);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('does not get the Ctrl-C that its holder gets', async () => {
    const holder = await hold();
    await interruptHolder(holder);

    const shared = await open();

    expect(shared.adminUrl).toBe(holder.adminUrl);
    expect(readFileSync(join(dataDir, 'database', 'postgres.log'), 'utf8')).not.toContain('shutdown request');
  });

  it('ends with a holder that ends without stopping it', async () => {
    const holder = await hold();
    const pid = postmasterPid(dataDir);

    await dismissHolder(holder);

    expect(await waitUntilGone(pid, 20_000)).toBe(true);
  });

  it('is not needed where an outside database is given, which is passed through untouched', async () => {
    const databaseUrl = 'postgres://migrator@db.example.org/concord';

    const outside = await openDatabase({ dataDir, databaseUrl, logger });
    await outside.stop();

    expect(outside).toMatchObject({ adminUrl: databaseUrl, embedded: false, startedHere: false });
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('says so when its data are of another version', async () => {
    const database = await open();
    await database.stop();
    writeFileSync(join(homeOf(dataDir), 'data', 'PG_VERSION'), '17\n');

    await expect(open()).rejects.toThrow('of PostgreSQL 17, the programs of 18');
    await expect(open()).rejects.toThrow('Reset the database');
  });
});

function homeOf(dataDir: string): string {
  const recorded = join(dataDir, 'database', 'home');
  return existsSync(recorded) ? readFileSync(recorded, 'utf8') : join(dataDir, 'database');
}

function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(homeOf(dataDir), 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function run(url: string, sql: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await client.query<Record<string, unknown>>(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function one(url: string, sql: string): Promise<Record<string, unknown> | undefined> {
  return (await run(url, sql)).rows[0];
}
