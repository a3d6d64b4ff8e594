import { buildSchema } from '#graphql/build-schema.js';
import { readTableFacts, type TableFacts } from '#main/commands/report/table-facts.js';
import { RoleProbe, type TableProbe } from '#main/commands/report/table-probe.js';
import { readCatalogue } from '#persistence/catalogue/catalogue-query.js';
import { createDataSource } from '#persistence/data-source.js';
import { LogFollower } from '#persistence/log-follower.js';
import { operations } from '../access/operations.js';
import { freshKey, type PartnershipOfTest } from '../access/two-partnerships.js';
import { adminSql } from '../support/case-record.js';
import { attackPlaces, attackSubscription, listAttacked } from './attacks.js';
import { FieldRecord } from './field-record.js';
import { foreignMarks } from './foreign-marks.js';
import { fullDocuments } from './full-documents.js';
import { startFullWorld, type FullWorld } from './full-world.js';
import { rewriteSql, type RewrittenSql } from './rewritten-sql.js';
import { digestRows } from './rows-of.js';
import { ask, changeAll, followAll, readAll, type Visited } from './visits.js';
import { tableNames, takeOutFunctionFilters, withoutRowSecurity, withWideOpen } from './walls.js';

const schema = await buildSchema();
const attacked = listAttacked(schema);
const doers = ['public', 'coordinator', 'officer_of_asked_agency'] as const;
/** What is sent stays in the rows of this partnership then, and is known from there on. */
const leavingNothing = attacked.filter(({ succeeds }) => !succeeds);

let world: FullWorld;
let here: Visited;
let sql: RewrittenSql;
let tables: string[];
let before: Record<string, string>;

beforeAll(async () => {
  sql = rewriteSql();
  sql.active = false;
  world = await startFullWorld();
  here = { world, of: world.leicester, handles: world.own, documents: fullDocuments(schema) };
  world.app.clock.moveTo('2026-03-13T08:00:01Z');
  tables = await tableNames(world.app);
  before = await digestRows(world.app, world.foreign.tenantId);
}, 120_000);
afterAll(async () => {
  sql.restore();
  await world.stop();
});

/** Reads, changes and follows as everybody, and sends what is the other partnership's; what came to light of it. */
async function walk(places: typeof attacked): Promise<string[]> {
  const visits = [...(await readAll(here)), ...(await changeAll(here))];
  const followed = await followAll(here);
  for (const socket of followed.open.values()) await socket.close();
  const marks = await foreignMarks(world.app, world.foreign.tenantId);
  return [
    ...new FieldRecord([...visits, ...followed.visits], marks).foreign,
    ...(await attackPlaces(here, places, doers)),
    ...(await attackSubscription(here, places, ['coordinator'])),
  ];
}

describe('the program alone, on a database without row-level security', () => {
  it('tells nobody a value of the other partnership and changes no row of it', async () => {
    await withoutRowSecurity(world.app, tables, async () => {
      expect(await walk(leavingNothing)).toEqual([]);
    });
    expect(await digestRows(world.app, world.foreign.tenantId)).toEqual(before);
  }, 120_000);
});

describe('the database alone, with every filter of the program taken out', () => {
  beforeAll(async () => {
    expect(await takeOutFunctionFilters(world.app)).toBeGreaterThanOrEqual(5);
    sql.active = true;
  });
  afterAll(() => {
    sql.active = false;
  });

  it('tells nobody a value of the other partnership and changes no row of it', async () => {
    expect(await walk(attacked)).toEqual([]);
    expect(await digestRows(world.app, world.foreign.tenantId)).toEqual(before);
  }, 120_000);

  it('gives the worker the log of the partnership that it asks for, and no other entry', async () => {
    const dataSource = await createDataSource({
      url: world.app.database.workerUrl,
      applicationName: 'worker without filters',
    }).initialize();
    const follower = new LogFollower({ dataSource, follower: 'test', batch: 10_000 });
    const cases = new Set<string>();
    await follower.follow(world.own.tenantId, (events) => {
      for (const { caseId } of events) cases.add(caseId);
      return Promise.resolve();
    });
    await dataSource.destroy();
    const rows = await adminSql<{ id: string }>(
      world.app,
      'select id from concord.cases where tenant_id = $1',
      [world.own.tenantId],
    );
    expect(cases.size).toBeGreaterThan(3);
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([...cases]));
  });

  it('was asked without them: every statement that reads by partnership was rewritten, and the rest only insert', () => {
    expect(sql.rewritten.size).toBeGreaterThan(25);
    expect([...sql.untouched].filter((text) => !/^\s*insert into/i.test(text))).toEqual([]);
    expect([...sql.rewritten].some((text) => text.includes('concord.log_followers'))).toBe(true);
  });
});

/** What is open when a wall is not there: each is looked for as a person without rights would come upon it. */
describe('without its wall', () => {
  let probes: Record<'app' | 'worker', RoleProbe>;
  let agencies: Record<'own' | 'other', string[]>;
  let facts: readonly TableFacts[];

  beforeAll(async () => {
    const { adminUrl, appUrl, workerUrl } = world.app.database;
    facts = await readCatalogue(adminUrl, readTableFacts);
    probes = {
      app: await RoleProbe.open('concord_app', appUrl),
      worker: await RoleProbe.open('concord_worker', workerUrl),
    };
    agencies = {
      own: await probes.app.listAgencies(world.own.tenantId),
      other: await probes.app.listAgencies(world.foreign.tenantId),
    };
  });
  afterAll(async () => {
    for (const probe of Object.values(probes)) await probe.end();
  });

  /** What the database lets through in one table, whatever the program asks: a foreign row, or a row into another. */
  async function leaksOf(name: string): Promise<string[]> {
    const table = facts.find((each) => each.name === name);
    if (!table) throw new Error(`There is no table ${name}.`);
    const own = { tenantId: world.own.tenantId, agencies: agencies.own };
    const other = { tenantId: world.foreign.tenantId, agencies: agencies.other };
    const found: TableProbe[] = [];
    for (const probe of Object.values(probes)) found.push(await probe.as(own, other, table));
    return found.some(({ foreign, write }) => foreign || write === 'NOT REFUSED') ? [name] : [];
  }

  async function leaks(): Promise<string[]> {
    const found = [];
    for (const name of tables) found.push(...(await leaksOf(name)));
    return found;
  }

  /** Tables that no run-time role may touch: only functions do. */
  const behindFunctions = ['audit_subjects', 'client_keys', 'trusted_issuers'];

  /** Its rows show only to whoever sits in the partnership's own agreements, so that it has a second wall. */
  const walledTwice = ['report_readers'];

  it('no table lets anything through while all walls stand', async () => {
    expect(await leaks()).toEqual([]);
  });

  it('each table that a role may touch is found and named, wide open or with row-level security off', async () => {
    const open = [];
    const off = [];
    const reachable = tables.filter((name) => !behindFunctions.includes(name));
    for (const name of reachable) {
      open.push(...(await withWideOpen(world.app, name, () => leaksOf(name))));
      off.push(...(await withoutRowSecurity(world.app, [name], () => leaksOf(name))));
    }
    expect(open).toEqual(reachable.filter((name) => !walledTwice.includes(name)));
    expect(off).toEqual(reachable);
  }, 60_000);

  it('one table is named and no other, where row-level security is off on it while the program still filters', async () => {
    for (const name of ['clocks', 'reports'])
      await withoutRowSecurity(world.app, [name], async () => {
        expect(await leaks()).toEqual([name]);
      });
  });

  describe('and with the filters of the program out', () => {
    beforeAll(() => {
      sql.active = true;
    });
    afterAll(() => {
      sql.active = false;
    });

    const answer = async (query: string) =>
      JSON.stringify((await world.app.ask('leicester', query, { as: 'priya.coordinator' })).data);

    it.each([
      ['agencies', '{ partnership { agencies { name } } }'],
      ['area_teams', '{ partnership { areaTeams { name } } }'],
      ['cases', '{ cases(first: 100) { nodes { reference } } }'],
    ])('%s show in the answer to %s', async (table, query) => {
      const own = table === 'cases' ? world.northYorkshire.reference : world.foreign.word;
      expect(await answer(query)).not.toContain(own);
      expect(await withWideOpen(world.app, table, () => answer(query))).toContain(own);
    });

    it('events show to whoever follows the log', async () => {
      const told = await withWideOpen(world.app, 'events', async () => {
        const { visits, open } = await followAll(here);
        for (const socket of open.values()) await socket.close();
        return new FieldRecord(visits, await foreignMarks(world.app, world.foreign.tenantId)).foreign;
      });
      expect(told).not.toEqual([]);
    });

    it('memberships open this partnership to members of the other', async () => {
      const asked = () =>
        world.app.ask('leicester', '{ viewer { name } }', {
          as: world.northYorkshire.people.coordinator ?? '',
        });
      expect((await asked()).status).toBe(404);
      expect((await withWideOpen(world.app, 'memberships', asked)).status).toBe(200);
    });

    it('trusted issuers open this partnership to an issuer that only the other trusts', async () => {
      const asked = () => world.app.ask('leicester', '{ viewer { name } }', { as: 'priya.coordinator' });
      const trust = (issuer: string) =>
        adminSql(world.app, `update concord.trusted_issuers set issuer = ${issuer} where tenant_id = $1`, [
          world.own.tenantId,
        ]);
      await trust(`'none:' || issuer`);
      expect((await asked()).status).toBe(404);
      expect((await withWideOpen(world.app, 'trusted_issuers', asked)).status).toBe(200);
      await trust(`substr(issuer, 6)`);
      expect((await asked()).status).toBe(200);
    });

    it('client keys tell a visitor that somebody used the key in the other partnership', async () => {
      const clientKey = freshKey();
      const apply = async (of: PartnershipOfTest) => {
        const base = operations['Mutation.applyForReview']?.variables({ of, who: 'public', version: 0 });
        const input = { ...(base?.['input'] as object), clientKey };
        const { data } = await ask(
          { ...here, of },
          { who: 'public', operation: 'Mutation.applyForReview', variables: { input } },
        );
        return (data?.['applyForReview'] as { __typename: string } | null)?.__typename;
      };
      expect(await apply(world.northYorkshire)).toBe('ApplicationReceived');
      expect(await withWideOpen(world.app, 'client_keys', () => apply(here.of))).not.toBe(
        'ApplicationReceived',
      );
      expect(await apply(here.of)).toBe('ApplicationReceived');
    });

    it('an id of the other partnership is no longer answered as one that nobody has', async () => {
      const idOfCase = attacked.filter(({ operation, path }) => operation === 'Query.case' && path === 'id');
      expect(await attackPlaces(here, idOfCase, ['coordinator'])).toEqual([]);
      const differing = await withWideOpen(world.app, 'cases', () =>
        attackPlaces(here, idOfCase, ['coordinator']),
      );
      expect(differing).toHaveLength(1);
    });
  });
});
