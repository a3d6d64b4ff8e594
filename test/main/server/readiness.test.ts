import type { Server } from 'node:http';
import express from 'express';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { listen, mountHealth, type Readiness } from '#main/http-basics.js';
import { askPool } from '#persistence/ask-pool.js';
import { createDataSource } from '#persistence/data-source.js';
import { cameAbout, databaseServer } from '../../faults/database/behind-proxy.js';
import { migratedDatabase, type ScratchDatabase } from '../../support/scratch-database.js';
import { TcpProxy } from '../../support/tcp-proxy.js';

const poolSize = 4;
const readiness: Readiness = { started: true, stopping: false };

let database: ScratchDatabase;
let proxy: TcpProxy;
let source: DataSource;
let server: Server;
let origin: string;
beforeAll(async () => {
  database = await migratedDatabase();
  proxy = await TcpProxy.before(databaseServer());
  const url = proxy.through(database.appUrl);
  source = await createDataSource({ url, applicationName: 'readiness', poolSize }).initialize();
  const app = express();
  mountHealth(app, readiness, source);
  ({ server, origin } = await listen(app, { port: 0, host: '127.0.0.1' }));
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  proxy.heal();
  await source.destroy();
  await proxy.close();
  await database.drop();
});
beforeEach(async () => {
  Object.assign(readiness, { started: true, stopping: false });
  proxy.heal();
  await cameAbout('it is ready', async () => (await ready()).status === 200);
  // As many connections as there may be, all of them free.
  await Promise.all(Array.from({ length: poolSize }, () => source.query('select pg_sleep(0.05)')));
  expect([pool().totalCount, pool().idleCount]).toEqual([poolSize, poolSize]);
});

const pool = () => (source.driver as DataSource['driver'] & { readonly master: pg.Pool }).master;
const inUse = () => pool().totalCount - pool().idleCount;

async function ready(): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${origin}/ready`);
  return { status: response.status, body: await response.json() };
}

const isReady = { status: 200, body: { status: 'ready' } };
const isNot = { status: 503, body: { status: 'database unreachable' } };
const crowd = <T>(ask: () => Promise<T>) => Array.from({ length: 40 }, ask);

describe('the question whether the server is ready', () => {
  it('takes one connection however many ask it at once, and tells them all the same', async () => {
    proxy.hold();
    const asked = crowd(ready);
    await cameAbout('it is asked', () => proxy.holding === 1);
    const heard = await Promise.all(asked.slice(0, 5));
    expect([proxy.holding, inUse(), pool().waitingCount]).toEqual([1, 1, 0]);
    for (const answer of [...heard, ...(await Promise.all(asked))]) expect(answer).toEqual(isNot);
    proxy.heal();
    await cameAbout('the check has ended', () => inUse() === 0);
    expect(await Promise.all(crowd(ready))).toEqual(crowd(() => Promise.resolve()).map(() => isReady));
  });

  it('would take every connection if each asked for itself', async () => {
    proxy.hold();
    const asked = crowd(() => askPool(source, 'select 1', []).catch(() => undefined));
    await cameAbout('no connection is left', () => inUse() === poolSize && pool().waitingCount > 0);
    proxy.heal();
    await Promise.all(asked);
    expect(inUse()).toBe(0);
  });

  it.each([
    ['both ways', []],
    ['on the way to the database', ['toServer']],
    ['on the way back', ['toClient']],
  ] as const)(
    'is answered with no while the database swallows everything %s, and with yes when it is back',
    async (_which, ways) => {
      proxy.swallow(...ways);
      // Longer than one check lasts before it gives up its connection.
      for (let turn = 0; turn < 4; turn += 1) {
        for (const answer of await Promise.all([ready(), ready(), ready()])) expect(answer).toEqual(isNot);
        expect(inUse()).toBeLessThanOrEqual(1);
        expect(pool().waitingCount).toBe(0);
      }
      proxy.heal();
      await cameAbout('it is ready again', async () => (await ready()).status === 200);
      await cameAbout('no connection is lost', () => inUse() === 0);
      const together = Array.from({ length: poolSize }, () => source.query('select 1 as one'));
      expect(await Promise.all(together)).toHaveLength(poolSize);
      expect(pool().totalCount).toBeLessThanOrEqual(poolSize);
    },
  );

  it('is answered with no while connections are refused, and with yes afterwards', async () => {
    proxy.refuse();
    proxy.reset();
    await cameAbout('the pool has let go of them', () => pool().totalCount === 0);
    expect(await ready()).toEqual(isNot);
    proxy.heal();
    expect(await ready()).toEqual(isReady);
  });

  it('is answered with no while every connection is at work, and does not ask for another after its time', async () => {
    const busy = Array.from({ length: poolSize }, () => source.query('select pg_sleep(4)'));
    await cameAbout('all are at work', () => inUse() === poolSize);
    for (const answer of await Promise.all(crowd(ready))) expect(answer).toEqual(isNot);
    expect(pool().waitingCount).toBeLessThanOrEqual(1);
    await Promise.all(busy);
    expect(await ready()).toEqual(isReady);
  });

  it('asks the database nothing before the server has started and once it stops', async () => {
    proxy.hold();
    Object.assign(readiness, { started: false });
    expect(await ready()).toEqual({ status: 503, body: { status: 'starting' } });
    Object.assign(readiness, { started: true, stopping: true });
    expect(await ready()).toEqual({ status: 503, body: { status: 'stopping' } });
    expect([proxy.holding, inUse()]).toEqual([0, 0]);
  });
});
