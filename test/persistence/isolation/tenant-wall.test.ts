import { openSetting, principalOf, standings, type Setting } from './setting.js';
import { aRow, countRows, insertion, listTables, refusal } from './tables.js';
import { tenantsServed } from './tenants-served.js';

let setting: Setting;
beforeAll(async () => (setting = await openSetting()));
afterAll(() => setting.end());

describe('a connection without settings', () => {
  it.each([
    ['however it plans', 'set local enable_seqscan = on'],
    ['by sequential scans alone', 'set local enable_indexscan = off; set local enable_bitmapscan = off'],
    ['by indexes where it can', 'set local enable_seqscan = off'],
  ])('F10 is refused by every table, %s, and is never given an empty list', async (_plan, settings) => {
    for (const client of [setting.app, setting.worker]) {
      await client.query(`begin; ${settings}`);
      for (const { name } of await listTables(client)) {
        const error = await refusal(client, `select * from ${name}`);
        expect([name, error?.code]).toEqual([name, '42501']);
      }
      await client.query('rollback');
    }
  });

  it('is refused by every table that it may add to', async () => {
    for (const client of [setting.app, setting.worker]) {
      await client.query('begin');
      for (const table of (await listTables(client)).filter(({ mayInsert }) => mayInsert)) {
        const row = await aRow(setting.admin, table.name, setting.leicester.tenantId);
        const error = await refusal(client, insertion(table), [row]);
        expect([table.name, error?.code]).toEqual([table.name, '42501']);
      }
      await client.query('rollback');
    }
  });
});

describe('with the settings of one partnership', () => {
  it('there are rows of both in every table, so that no walk is empty', async () => {
    for (const { name } of await listTables(setting.admin))
      for (const { tenantId } of [setting.leicester, setting.northYorkshire])
        expect(await aRow(setting.admin, name, tenantId)).toHaveProperty('tenant_id', tenantId);
  });

  it.each(standings)('the %s sees no row of another partnership in any table', async (standing) => {
    for (const client of [setting.app, setting.worker])
      for (const partnership of [setting.leicester, setting.northYorkshire]) {
        const counts = await countRows(client, principalOf(partnership, standing));
        expect(counts.length).toBeGreaterThan(5);
        expect(counts.filter(({ foreign }) => foreign > 0)).toEqual([]);
      }
  });

  it('somebody sees every table that can be read, so that none is hidden from all by mistake', async () => {
    const readable = new Map<string, number>();
    for (const client of [setting.app, setting.worker])
      for (const standing of standings)
        for (const { table, own } of await countRows(client, principalOf(setting.leicester, standing)))
          readable.set(table, (readable.get(table) ?? 0) + own);
    expect([...readable].filter(([, rows]) => rows === 0)).toEqual([]);
  });

  it('a visitor sees what is public and the counter of the log, and nothing that other visitors were answered', async () => {
    const counts = await countRows(setting.app, principalOf(setting.leicester, 'public'));
    expect(counts.filter(({ own }) => own > 0).map(({ table }) => table)).toEqual([
      'concord.agencies',
      'concord.area_teams',
      'concord.event_streams',
      'concord.partnerships',
      'concord.policy_versions',
    ]);
  });

  it('F23 a prepared statement that ran for one partnership gives the next one its own rows only', async () => {
    const [first, second] = [setting.leicester.tenantId, setting.northYorkshire.tenantId];
    expect(await tenantsServed(setting.app, setting)).toEqual([[first], [first], [second], [first]]);
  });
});
