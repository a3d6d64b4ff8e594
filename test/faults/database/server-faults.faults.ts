// cspell:ignore xact
import { adminSql } from '../../support/case-record.js';
import { actor } from '../../support/journey.js';
import { accepted, applicationOf, incidentOn } from '../../support/review-case.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { Applicants } from './applicants.js';
import { cameAbout } from './behind-proxy.js';
import { counts } from './counts.js';
import { brokenPromises } from './kept-promises.js';
import { OwnServer } from './own-server.js';
import { SteadyFollower } from './steady-follower.js';

const { kills, restarts, between } = counts(
  { kills: 6, restarts: 3, between: 60 },
  { kills: 2, restarts: 1, between: 20 },
);

const coordinators = { leicester: 'priya.coordinator', 'north-yorkshire': 'ruth.coordinator' } as const;
const partnerships = Object.keys(coordinators) as (keyof typeof coordinators)[];

let server: OwnServer;
let app: TestApp;
let followers: SteadyFollower[] = [];
beforeAll(async () => {
  server = await OwnServer.start();
}, 120_000);
beforeEach(async () => {
  app = await startTestApp();
}, 60_000);
afterEach(async () => {
  await Promise.all(followers.map((follower) => follower.stop()));
  await app.stop();
});
afterAll(() => server.remove());

/** Applies and follows in both partnerships while `fault` happens again and again, and then proves every promise. */
async function underLoad(times: number, fault: () => Promise<void>): Promise<Applicants> {
  followers = await Promise.all(
    partnerships.map((partnership) => SteadyFollower.start(app, partnership, coordinators[partnership])),
  );
  const applicants = new Applicants(app, partnerships);
  applicants.start(8);
  try {
    await faultsAgainAndAgain(applicants, {
      times,
      // One dashboard is cut off each time; the other is left to what the server does to its stream.
      fault: async () => {
        followers[0]?.cutOff();
        await fault();
      },
    });
  } finally {
    await applicants.stop();
  }
  expect(await applicants.contradictions()).toEqual([]);
  await applicants.sendAgain();
  expect(await applicants.contradictions()).toEqual([]);
  for (const [index, partnership] of partnerships.entries()) {
    const last = await applyLast(partnership, applicants);
    expect(await followers[index]?.seenUntil(last)).toEqual(await logOf(partnership));
  }
  expect(followers[0]?.returns).toBeGreaterThanOrEqual(times);
  expect(await brokenPromises(app)).toEqual([]);
  expect((await fetch(`${app.origin}/ready`)).status).toBe(200);
  return applicants;
}

/** Lets enough people be told that they have applied before each fault and after the last one. */
async function faultsAgainAndAgain(
  applicants: Applicants,
  { times, fault }: { times: number; fault: () => Promise<void> },
): Promise<void> {
  for (let time = 0; time <= times; time += 1) {
    if (time > 0) await fault();
    const enough = applicants.acknowledged + between;
    await cameAbout('people are told that they have applied', () => applicants.acknowledged >= enough);
  }
}

async function applyLast(partnership: keyof typeof coordinators, applicants: Applicants): Promise<string> {
  const input = applicationOf([incidentOn('2026-02-10')]);
  const answer = accepted(await actor(app, partnership).mutate('applyForReview', input));
  applicants.submissions.push({ input, partnership, reference: String(answer['reference']) });
  const found = await actor(app, partnership, coordinators[partnership]).query(
    'query ($reference: String!) { case(reference: $reference) { id } }',
    { reference: answer['reference'] },
  );
  return (found['case'] as { id: string }).id;
}

async function logOf(slug: string): Promise<string[]> {
  const rows = await adminSql<{ id: string }>(
    app,
    `select e.id from concord.events e join concord.partnerships p on p.tenant_id = e.tenant_id
     where p.slug = $1 order by e.position`,
    [slug],
  );
  return rows.map(({ id }) => id);
}

describe('people apply and follow', () => {
  it('F5 while processes of the database are killed, so that it recovers from a crash each time', async () => {
    const applicants = await underLoad(kills, async () => {
      const [backend] = await adminSql<{ pid: number }>(
        app,
        `select pid from pg_stat_activity where datname = current_database() and application_name = 'concord server'
         order by (xact_start is not null and query not like 'COMMIT%') desc, random() limit 1`,
      );
      if (!backend) throw new Error('The server has a connection.');
      process.kill(backend.pid, 'SIGKILL');
    });
    expect(applicants.failures.length).toBeGreaterThan(0);
    expect(new Set(applicants.failures)).toEqual(new Set([503]));
  }, 240_000);

  it('F16 while the database is restarted, and the server needs no restart of its own', async () => {
    const applicants = await underLoad(restarts, () =>
      server.restart(async () => {
        expect((await fetch(`${app.origin}/live`)).status).toBe(200);
        expect((await fetch(`${app.origin}/ready`)).status).toBe(503);
      }),
    );
    expect(applicants.failures.length).toBeGreaterThan(0);
    expect(new Set(applicants.failures)).toEqual(new Set([503]));
  }, 240_000);
});
