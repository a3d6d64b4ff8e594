// cspell:ignore xact
import pg from 'pg';
import { adminSql } from '../../support/case-record.js';
import { actor } from '../../support/journey.js';
import { accepted, applicationOf, incidentOn } from '../../support/review-case.js';
import { countRows } from '../../graphql/stored-rows.js';
import { cameAbout, startBehindProxy, type AppBehindProxy } from './behind-proxy.js';
import { brokenPromises } from './kept-promises.js';

let app: AppBehindProxy;
beforeAll(async () => {
  app = await startBehindProxy();
  for (const as of people) await app.token(as);
}, 60_000);
afterEach(async () => {
  app.proxy.heal();
  await cameAbout('the server is ready again', async () => (await statusOf('/ready')) === 200);
});
afterAll(() => app.stop());

const people = ['priya.coordinator', 'helen.chair', 'dev.council'];
const application = () => applicationOf([incidentOn('2026-02-10')]);
const visitor = (partnership = 'leicester') => actor(app, partnership);
const statusOf = async (path: string) => (await fetch(`${app.origin}${path}`)).status;

/** Reads of cases, by several people in turn, and applications. */
function requests(count: number): Promise<{ status: number; code: unknown }>[] {
  const read = '{ cases(first: 10) { nodes { id reference people { name } } } }';
  const apply = `mutation ($input: ApplyForReviewInput!) { applyForReview(input: $input) { __typename } }`;
  return Array.from({ length: count }, async (_each, index) => {
    const as = people[index % 4];
    const asked = as === undefined ? { variables: { input: application() } } : { as };
    const { status, errors } = await app.ask('leicester', as === undefined ? apply : read, asked);
    return { status, code: errors?.[0]?.extensions['code'] };
  });
}

async function connections(): Promise<number> {
  const rows = await adminSql(
    app,
    `select from pg_stat_activity where datname = current_database() and application_name = 'concord server'`,
  );
  return rows.length;
}

const unavailable = { status: 503, code: expect.stringMatching(/^(UNAVAILABLE|BUSY)$/) as unknown };

describe('a database that swallows everything', () => {
  it.each([
    ['both ways', []],
    ['on the way to the server', ['toServer']],
    ['on the way back', ['toClient']],
  ] as const)(
    'F7 %s: everybody is told in the end, and all is well when it is over',
    async (_which, ways) => {
      for (const answer of await Promise.all(requests(12))) expect(answer).toEqual({ status: 200 });
      app.proxy.swallow(...ways);
      const asked = requests(24);
      expect(await statusOf('/live')).toBe(200);
      expect(await statusOf('/ready')).toBe(503);
      // The black hole is still open: what ends these is a limit of the server's own.
      for (const answer of await Promise.all(asked))
        expect([unavailable, { status: 504, code: 'TIMEOUT' }]).toContainEqual(answer);
      app.proxy.heal();
      await cameAbout('the server is ready again', async () => (await statusOf('/ready')) === 200);
      for (const answer of await Promise.all(requests(12))) expect(answer).toEqual({ status: 200 });
      await cameAbout('the pool is no larger than it was', async () => (await connections()) <= 10);
      expect(await brokenPromises(app)).toEqual([]);
    },
    90_000,
  );
});

describe('a pool whose connections are all waiting', () => {
  it('F12 has the next ones told that the server is busy while the others still wait, and recovers', async () => {
    app.proxy.hold();
    let ended = 0;
    const waiting = requests(12).map((request) => request.finally(() => (ended += 1)));
    await cameAbout('the pool is full', () => app.proxy.holding >= 10);
    const next = await app.ask('leicester', '{ partnership { name } }');
    expect({ status: next.status, code: next.errors?.[0]?.extensions['code'] }).toEqual(unavailable);
    expect(ended).toBeLessThan(12);
    expect(await statusOf('/live')).toBe(200);
    expect(await statusOf('/ready')).toBe(503);
    app.proxy.heal();
    for (const { status } of await Promise.all(waiting)) expect([200, 503]).toContain(status);
    for (const answer of await Promise.all(requests(12))) expect(answer).toEqual({ status: 200 });
    expect(await brokenPromises(app)).toEqual([]);
  }, 60_000);
});

describe('a log that somebody holds', () => {
  let holder: pg.Client;
  beforeEach(async () => {
    holder = new pg.Client({ connectionString: app.database.adminUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query(
      `select from concord.event_streams s join concord.partnerships p on p.tenant_id = s.tenant_id
       where p.slug = 'leicester' for update of s`,
    );
  });
  afterEach(() => holder.end());

  /** When the transaction that waits for the lock was begun; it changes when it is tried again. */
  async function waitingSince(): Promise<string | undefined> {
    const [row] = await adminSql<{ begun: string }>(
      app,
      `select xact_start::text as begun from pg_stat_activity
       where datname = current_database() and application_name = 'concord server' and wait_event_type = 'Lock'`,
    );
    return row?.begun;
  }

  async function openTransactions(): Promise<number> {
    const rows = await adminSql(
      app,
      `select from pg_stat_activity
       where datname = current_database() and application_name = 'concord server' and xact_start is not null`,
    );
    return rows.length;
  }

  it('F14 for good: the change is tried again, then told as unavailable, and nothing of it is stored', async () => {
    const input = application();
    const before = await countRows(app);
    const begun = new Set<string>();
    let isOver = false;
    const failing = expect(visitor().mutate('applyForReview', input))
      .rejects.toThrow(/"code":"(UNAVAILABLE|BUSY|TIMEOUT)"/)
      .finally(() => {
        isOver = true;
        // At once, so that a transaction that outlives its answer could still go through.
        return holder.query('rollback');
      });
    while (!isOver) {
      const since = await waitingSince();
      if (since !== undefined) begun.add(since);
      await new Promise((resume) => setTimeout(resume, 50));
    }
    await failing;
    expect(begun.size).toBeGreaterThan(1);
    await cameAbout('nobody is at work', async () => (await openTransactions()) === 0);
    expect(await countRows(app)).toEqual(before);
    accepted(await visitor().mutate('applyForReview', input));
  }, 60_000);

  it('for a while: the change is made once, and the other partnership never waits', async () => {
    const changing = visitor().mutate('applyForReview', application());
    let first: string | undefined;
    await cameAbout('it waits', async () => (first = await waitingSince()) !== undefined);
    accepted(await visitor('north-yorkshire').mutate('applyForReview', application()));
    await cameAbout('it is tried again', async () => {
      const since = await waitingSince();
      return since !== undefined && since !== first;
    });
    await holder.query('rollback');
    accepted(await changing);
    expect(await brokenPromises(app)).toEqual([]);
  }, 60_000);
});
