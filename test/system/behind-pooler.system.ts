import { startTwoPartnerships, type TwoPartnerships } from '../access/two-partnerships.js';
import { adminSql } from '../support/case-record.js';
import { Pooler } from './pooler.js';

const serverConnections = 3;

let pooler: Pooler;
let world: TwoPartnerships;
beforeAll(async () => {
  const adminUrl = process.env['CONCORD_TEST_ADMIN_URL'] ?? '';
  const passwords = JSON.parse(process.env['CONCORD_TEST_ROLE_PASSWORDS'] ?? '{}') as { app: string };
  const { username, password } = new URL(adminUrl);
  const logins = { [username]: password, concord_app: passwords.app };
  pooler = await Pooler.start(adminUrl, { logins, size: serverConnections });
  world = await startTwoPartnerships({
    settings: { reach: (url) => pooler.inFront(url), pooled: true, limits: { operationsPerUser: 1_000 } },
  });
}, 120_000);
afterAll(async () => {
  await world.stop();
  await pooler.stop();
});

const joint = `{ viewer { name } cases(first: 20) { nodes {
  reference stage people { name } reports { agency { name } report { reference place } } } } }`;

const ask = (partnership: 'leicester' | 'northYorkshire') => {
  const { slug, people } = world[partnership];
  return world.app.ask(slug, joint, { as: people.coordinator ?? '' });
};

describe('behind a pooler in transaction mode', () => {
  it('F22 200 requests of two partnerships at once on three connections are each told their own', async () => {
    const alone = {
      leicester: (await ask('leicester')).data,
      northYorkshire: (await ask('northYorkshire')).data,
    };
    expect(JSON.stringify(alone.leicester)).not.toBe(JSON.stringify(alone.northYorkshire));
    const crowd = Array.from({ length: 200 }, (_, index) =>
      index % 2 === 0 ? ('leicester' as const) : ('northYorkshire' as const),
    );
    const told = await Promise.all(crowd.map(async (partnership) => (await ask(partnership)).data));
    expect(told).toEqual(crowd.map((partnership) => alone[partnership]));
    expect(world.seen.listSlips(world.tables)).toEqual([]);
  });

  it('the requests went through it: the server has no more connections of theirs than it may make', async () => {
    const connections = await adminSql<{ direct: boolean; n: number }>(
      world.app,
      `select application_name like '%listen%' as direct, count(*)::int as n from pg_stat_activity
       where datname = current_database() and usename = 'concord_app' group by 1`,
    );
    const pooled = connections.find(({ direct }) => !direct)?.n ?? 0;
    expect(pooled).toBeGreaterThan(0);
    expect(pooled).toBeLessThanOrEqual(serverConnections + 2);
  });

  it('a setting of one transaction does not reach the next that is given its connection', async () => {
    const foreign = await world.app.ask('leicester', joint, {
      as: world.northYorkshire.people.coordinator ?? '',
    });
    expect(foreign.status).toBe(404);
    const visitor = await world.app.ask('leicester', '{ cases(first: 1) { nodes { id } } }');
    expect(visitor.status).toBe(401);
  });
});
