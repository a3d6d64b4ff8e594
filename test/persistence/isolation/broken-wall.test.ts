import { newId } from '#platform/ids.js';
import { inCopyOf, type Connections } from './in-copy.js';
import { aRow, asPrincipal, countRows, insertion, listTables, refusal } from './tables.js';
import { tenantsServed } from './tenants-served.js';
import { twoPartnerships, type TwoPartnerships } from './two-partnerships.js';

/**
 * The same walks in databases where a part of the wall is missing. They must find what is open there: otherwise the tests
 * beside this one would pass whatever the database let through.
 */
describe('a broken wall', () => {
  let both: TwoPartnerships;
  beforeAll(async () => (both = await twoPartnerships()));
  afterAll(() => both.database.drop());

  const inCopy = (sql: string, work: (connections: Connections) => Promise<void>) =>
    inCopyOf(both.database, sql, work);

  const withoutWall =
    'drop policy tenant_wall on concord.agencies; alter table concord.agencies no force row level security';

  it('shows foreign rows in the one table that lost it, and in no other', async () => {
    await inCopy(withoutWall, async ({ app }) => {
      const counts = await countRows(app, both.leicester.coordinator);
      expect(counts.filter(({ foreign }) => foreign > 0).map(({ table }) => table)).toEqual([
        'concord.agencies',
      ]);
    });
  });

  it('answers a connection without settings from the one table that lost it', async () => {
    await inCopy(withoutWall, async ({ app }) => {
      await app.query('begin');
      const answered = [];
      for (const { name } of await listTables(app))
        if (!(await refusal(app, `select * from ${name}`))) answered.push(name);
      expect(answered).toEqual(['concord.agencies']);
    });
  });

  it('lets a coordinator write a case into another partnership', async () => {
    const write = async ({ admin, app }: Connections) => {
      const row = {
        ...(await aRow(admin, 'concord.cases', both.northYorkshire.tenantId)),
        id: newId(),
        reference: 'X',
        version: 1,
        stage: 'RECEIVED',
      };
      const [table] = (await listTables(app)).filter(({ name }) => name === 'concord.cases');
      if (!table) throw new Error('There is a table of cases.');
      return asPrincipal(app, both.leicester.coordinator, () => refusal(app, insertion(table), [row]));
    };
    await inCopy('drop policy tenant_wall on concord.cases', async (connections) => {
      expect(await write(connections)).toBeUndefined();
    });
    await inCopy('select', async (connections) => {
      expect(await write(connections)).toHaveProperty('code', '42501');
    });
  });

  it('F11 lets a migration without settings change every row unnoticed, where row-level security is not forced', async () => {
    const change = 'update concord.agencies set name = name';
    await inCopy('select', async ({ migrator }) => {
      await migrator.query('set role concord_owner; begin');
      expect(await refusal(migrator, change)).toHaveProperty('code', '42501');
    });
    await inCopy('alter table concord.agencies no force row level security', async ({ migrator }) => {
      await migrator.query('set role concord_owner');
      expect((await migrator.query(change)).rowCount).toBeGreaterThan(10);
    });
  });

  it('serves one partnership the rows of another from a kept plan, where the context function is immutable', async () => {
    // The opening of a session would find its membership behind the wrong wall, and say so.
    const opening = `drop function concord.open_session(uuid, uuid, uuid, uuid, text, text, text);
      create function concord.open_session(uuid, uuid, uuid, uuid, text, text, text) returns uuid
      language sql as $$ select set_config('concord.tenant_id', $1::text, true), set_config('concord.permissions', $6, true);
        select $1 $$`;
    await inCopy(`alter function concord.tenant_id() immutable; ${opening}`, async ({ app }) => {
      const first = [both.leicester.tenantId];
      expect(await tenantsServed(app, both)).toEqual([first, first, first, first]);
    });
  });
});
