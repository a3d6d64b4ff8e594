// cspell:ignore regprocedure
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signInAs } from '#identity/sign-in.js';
import { startApp, type RunningApp } from '#main/app.js';
import { apiAudience } from '#main/development-identity.js';
import { prepareDatabase, tenantsFolder } from '#main/prepare.js';
import { createLogger } from '#platform/logger.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { adminSql } from '../../support/case-record.js';
import { accepted, ReviewCase } from '../../support/review-case.js';
import { mondayMorning, post, unhurried, type TestApp } from '../../support/running-app.js';
import { scratchDatabase } from '../../support/scratch-database.js';
import { TestClock } from '../../support/test-clock.js';

const logger = createLogger({ logLevel: 'silent' });

/** A server whose connections keep statements, or keep none, as it is deployed behind a pooler. */
async function startPreparing(prepares: boolean): Promise<TestApp> {
  const database = await scratchDatabase();
  const { migratorUrl, appUrl } = database;
  await prepareDatabase(migratorUrl, logger);
  await watchStatements({ database });
  const dataDir = mkdtempSync(join(tmpdir(), 'concord-prepares-'));
  const [clock, secretKey] = [new TestClock(mondayMorning), randomBytes(32)];
  const app: RunningApp = await startApp({
    database: { migratorUrl, appUrl, listenUrl: appUrl, prepares },
    port: 0,
    host: '127.0.0.1',
    ...{ dataDir, clock, secretKey, logger },
    holidays: readTenants(tenantsFolder).holidays,
    production: false,
    limits: unhurried,
  });
  const { origin } = app;
  const token = async (subject: string) =>
    (await signInAs({ issuer: `${origin}/identity`, subject, audience: apiAudience })).accessToken;
  return {
    ...{ origin, clock, database, secretKey, token },
    ask: async (partnership, query, { as, variables = {} } = {}) =>
      post(`${origin}/${partnership}/graphql`, {
        body: { query, variables },
        headers: as === undefined ? {} : { authorization: `Bearer ${await token(as)}` },
      }),
    stop: async () => {
      await app.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * Has the database note, each time that a transaction opens, which statements its connection keeps by then; only the
 * connection itself can see them.
 */
async function watchStatements(app: Pick<TestApp, 'database'>): Promise<void> {
  const types = 'uuid, uuid, uuid, uuid, text, text, text';
  await adminSql(
    app,
    `create table public.kept (name text);
     create table public.opened (pid integer);
     alter function concord.open_session(${types}) rename to open_session_unwatched;
     create function concord.open_session(${types}) returns uuid language plpgsql volatile security definer as $$
     begin
       insert into public.kept select name from pg_prepared_statements;
       insert into public.opened values (pg_backend_pid());
       return concord.open_session_unwatched($1, $2, $3, $4, $5, $6, $7);
     end $$;
     grant execute on function concord.open_session(${types}) to concord_app`,
  );
}

interface Watched {
  readonly names: readonly string[];
  /** Transactions on connections that had had one before: in any other nothing could be kept yet. */
  readonly openedAgain: number;
}

async function watched(app: TestApp): Promise<Watched> {
  const names = await adminSql<{ name: string }>(app, 'select distinct name from public.kept order by name');
  const [again] = await adminSql<{ n: number }>(
    app,
    'select (count(*) - count(distinct pid))::int as n from public.opened',
  );
  return { names: names.map(({ name }) => name), openedAgain: again?.n ?? 0 };
}

/** The main job, from the application to the decision, and what each kind of person then reads. */
async function doMainJob(app: TestApp): Promise<void> {
  const police = 'leicestershire-police';
  const reports = [{ by: police }];
  const review = await ReviewCase.gathered(app, 'leicester', {
    incidents: [
      { on: '2026-02-03', reports },
      { on: '2026-02-10', reports },
      { on: '2026-02-17', reports },
    ],
  });
  const proposal = await review.propose();
  accepted(
    await review.decide({ version: proposal.version, proposalId: proposal.id, outcome: proposal.verdict }),
  );
  expect(await review.read()).toMatchObject({ decision: { outcome: proposal.verdict } });
  expect(await review.read(review.officer(police))).toMatchObject({ id: review.id });
  expect(await review.progress()).toMatchObject({ decision: { outcome: proposal.verdict } });
  const { reports: page } = await review.coordinator.query('{ reports(first: 10) { nodes { reference } } }');
  expect((page as { nodes: unknown[] }).nodes).toHaveLength(3);
}

describe('a server', () => {
  it('that is to keep no statements sends none under a name, and does the main job all the same', async () => {
    const app = await startPreparing(false);
    try {
      await doMainJob(app);
      const { names, openedAgain } = await watched(app);
      expect(names).toEqual([]);
      expect(openedAgain).toBeGreaterThan(20);
    } finally {
      await app.stop();
    }
  });

  it('that may keep statements is seen to keep them', async () => {
    const app = await startPreparing(true);
    try {
      await doMainJob(app);
      const { names } = await watched(app);
      expect(names.length).toBeGreaterThan(20);
      for (const name of names) expect(name).toMatch(/^c_[0-9a-f]{24}$/);
    } finally {
      await app.stop();
    }
  });
});
