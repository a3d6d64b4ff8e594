import { request } from 'node:http';
import pg from 'pg';
import type { Limits } from '#platform/limits.js';
import { eventually } from '../../live/live-client.js';
import { adminSql } from '../../support/case-record.js';
import { startTestApp, type Answer, type TestApp } from '../../support/running-app.js';
import { application, send } from '../applications.js';

const as = 'priya.coordinator';
const blocked = '{ cases(first: 1) { nodes { id } } }';
const quick = '{ partnership { slug } }';
const told = ({ status, errors }: Answer) => [
  status,
  errors?.[0]?.extensions['code'],
  errors?.[0]?.extensions['limit'],
];
const fine = [200, undefined, undefined];

/** A server whose database waits as long as it must for a lock, so that only the server's own limits end an operation. */
async function start(limits: Partial<Limits>): Promise<TestApp> {
  const app = await startTestApp({ limits });
  const name = pg.escapeIdentifier(app.database.name);
  for (const setting of ['lock_timeout', 'statement_timeout'])
    await adminSql(app, `alter role concord_app in database ${name} set ${setting} = '60s'`);
  await adminSql(
    app,
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'concord_app' and application_name = 'concord server'",
  );
  await eventually('new connections', async () => (await app.ask('leicester', quick)).status === 200);
  return app;
}

/** Holds a table while something is done, so that whoever reads it runs until then. */
async function whileLocked<T>(app: TestApp, table: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: app.database.adminUrl });
  await client.connect();
  try {
    await client.query(`begin; lock table ${table} in access exclusive mode`);
    return await work();
  } finally {
    await client.end();
  }
}

/** How many statements of the server wait for a lock. */
async function waiting(app: TestApp): Promise<number> {
  const rows = await adminSql<{ count: string }>(
    app,
    "select count(*) from pg_stat_activity where datname = current_database() and usename = 'concord_app' and wait_event_type = 'Lock'",
  );
  return Number(rows[0]?.count);
}

const untilWaiting = (app: TestApp, count: number) =>
  eventually(`${String(count)} waiting statements`, async () => (await waiting(app)) === count);

async function withApp(limits: Partial<Limits>, work: (app: TestApp) => Promise<void>): Promise<void> {
  const app = await start(limits);
  try {
    await work(app);
  } finally {
    await app.stop();
  }
}

/** Begins an operation that waits for the lock. */
const begin = (app: TestApp, who = as) => app.ask('leicester', blocked, { as: who });

describe('operations that run at once', () => {
  it('are so many of a user, and others go on', () =>
    withApp({ operationsPerUser: 2 }, async (app) => {
      const { running } = await whileLocked(app, 'concord.cases', async () => {
        const both = [begin(app), begin(app)];
        await untilWaiting(app, 2);
        const third = await app.ask('leicester', quick, { as });
        expect(told(third)).toEqual([429, 'TOO_MANY_REQUESTS', 'OPERATIONS_PER_USER']);
        expect(third.headers.get('retry-after')).toBe('1');
        expect(told(await app.ask('leicester', quick, { as: 'helen.chair' }))).toEqual(fine);
        return { running: both };
      });
      expect((await Promise.all(running)).map(told)).toEqual([fine, fine]);
      expect(told(await app.ask('leicester', quick, { as }))).toEqual(fine);
    }));

  it('are so many of a partnership, and another goes on; without that limit all of them run', () =>
    withApp({ operationsPerPartnership: 1 }, async (app) => {
      const { running } = await whileLocked(app, 'concord.cases', async () => {
        const one = begin(app);
        await untilWaiting(app, 1);
        expect(told(await app.ask('leicester', quick, { as: 'helen.chair' }))).toEqual([
          429,
          'TOO_MANY_REQUESTS',
          'OPERATIONS_PER_PARTNERSHIP',
        ]);
        expect(told(await app.ask('north-yorkshire', quick, { as: 'ruth.coordinator' }))).toEqual(fine);
        return { running: one };
      });
      expect(told(await running)).toEqual(fine);
    }));

  it('are so many of the process', () =>
    withApp({ operationsPerProcess: 1 }, async (app) => {
      const { running } = await whileLocked(app, 'concord.cases', async () => {
        const one = begin(app);
        await untilWaiting(app, 1);
        const busy = await app.ask('north-yorkshire', quick, { as: 'ruth.coordinator' });
        expect(told(busy)).toEqual([503, 'BUSY', 'OPERATIONS_PER_PROCESS']);
        expect(busy.headers.get('retry-after')).toBe('1');
        return { running: one };
      });
      expect(told(await running)).toEqual(fine);
    }));

  it('keep their place when the client goes, until their work has ended, and no longer', () =>
    withApp({ operationsPerUser: 1 }, async (app) => {
      await whileLocked(app, 'concord.cases', async () => {
        await askAndLeave(app, () => untilWaiting(app, 1));
        expect(told(await app.ask('leicester', quick, { as }))).toEqual([
          429,
          'TOO_MANY_REQUESTS',
          'OPERATIONS_PER_USER',
        ]);
      });
      await eventually(
        'the free place',
        async () => (await app.ask('leicester', quick, { as })).status === 200,
      );
    }));

  it('take no place for a client that goes before its request is whole', () =>
    withApp({ operationsPerUser: 1 }, async (app) => {
      const { hostname, port } = new URL(app.origin);
      const unfinished = request({
        hostname,
        port,
        method: 'POST',
        path: '/leicester/graphql',
        headers: {
          'content-type': 'application/json',
          'content-length': 1_000,
          authorization: `Bearer ${await app.token(as)}`,
        },
      });
      unfinished.on('error', () => undefined);
      await new Promise<void>((resolve) => {
        unfinished.write('{"query":', () => {
          resolve();
        });
      });
      expect(told(await app.ask('leicester', quick, { as }))).toEqual(fine);
      unfinished.destroy();
      expect(told(await app.ask('leicester', quick, { as }))).toEqual(fine);
    }));

  it('leave a place for an application where the public of an address takes all of its own', () =>
    withApp({ operationsPerUser: 1 }, async (app) => {
      const follow = '{ application(reference: "LEI-0000-0000", secret: "x") { stage } }';
      const { running } = await whileLocked(app, 'concord.cases', async () => {
        const one = app.ask('leicester', follow);
        await untilWaiting(app, 1);
        expect(told(await app.ask('leicester', quick))).toEqual([
          429,
          'TOO_MANY_REQUESTS',
          'OPERATIONS_PER_USER',
        ]);
        const applying = send(app, application());
        await untilWaiting(app, 2);
        return { running: [one, applying] };
      });
      expect((await Promise.all(running)).map(told)).toEqual([fine, fine]);
    }));
});

/** Sends an operation that waits, and breaks the connection off once it does. */
async function askAndLeave(app: TestApp, whenWaiting: () => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const asked = fetch(`${app.origin}/leicester/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await app.token(as)}` },
    body: JSON.stringify({ query: blocked }),
    signal: controller.signal,
  }).then(
    () => undefined,
    () => undefined,
  );
  await whenWaiting();
  controller.abort();
  await asked;
}

describe('an operation that takes too long', () => {
  it('is answered, and its work in the database has ended though what it waits for has not', () =>
    withApp({ operationMs: 400 }, async (app) => {
      await whileLocked(app, 'concord.cases', async () => {
        const answer = await begin(app);
        expect(told(answer)).toEqual([504, 'TIMEOUT', 'OPERATION_TIME']);
        expect(answer.data).toBeUndefined();
        await untilWaiting(app, 0);
        await eventually(
          'the free place',
          async () => (await app.ask('leicester', quick, { as })).status === 200,
        );
      });
      expect(told(await begin(app))).toEqual(fine);
    }));

  it('is also one that changes something, which then has not changed', () =>
    withApp({ operationMs: 400 }, async (app) => {
      await whileLocked(app, 'concord.cases', async () => {
        expect(told(await send(app, application()))).toEqual([504, 'TIMEOUT', 'OPERATION_TIME']);
        await untilWaiting(app, 0);
      });
      const rows = await adminSql<{ count: string }>(app, 'select count(*) from concord.cases');
      expect(rows[0]?.count).toBe('0');
      expect(told(await send(app, application()))).toEqual(fine);
    }));

  it('gives its connection back', () =>
    withApp({ operationMs: 1_000 }, async (app) => {
      await whileLocked(app, 'concord.cases', async () => {
        // More of them, one after the other, than there are connections.
        for (let round = 0; round < 3; round += 1) {
          const several = await Promise.all(Array.from({ length: 4 }, () => begin(app)));
          expect(several.map(told)).toEqual(several.map(() => [504, 'TIMEOUT', 'OPERATION_TIME']));
        }
        await untilWaiting(app, 0);
        expect(told(await app.ask('leicester', quick))).toEqual(fine);
        expect((await fetch(`${app.origin}/ready`)).status).toBe(200);
      });
    }));

  it('leaves the server unready while no connection is free', () =>
    withApp({ operationMs: 20_000, operationsPerUser: 100 }, async (app) => {
      const { running } = await whileLocked(app, 'concord.cases', async () => {
        const crowd = Array.from({ length: 10 }, () => begin(app));
        await untilWaiting(app, 10);
        const [live, ready, refused] = await Promise.all([
          fetch(`${app.origin}/live`),
          fetch(`${app.origin}/ready`),
          app.ask('leicester', quick),
        ]);
        expect([live.status, ready.status]).toEqual([200, 503]);
        expect(told(refused)).toEqual([503, 'UNAVAILABLE', undefined]);
        return { running: crowd };
      });
      expect((await Promise.all(running)).map(told)).toEqual(running.map(() => fine));
    }));
});
