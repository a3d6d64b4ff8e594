import type pg from 'pg';
import { newId } from '#platform/ids.js';
import { openSetting, principalOf, standings, type Setting } from './setting.js';
import { aRow, asPrincipal, attempt, insertion, listForeignKeys, listTables, refusal } from './tables.js';

let setting: Setting;
beforeAll(async () => (setting = await openSetting()));
afterAll(() => setting.end());

type Row = Record<string, unknown>;

/** What every case is when it is opened. */
const asOpened = { version: 1, stage: 'RECEIVED' };

/** A row that nobody has yet: the same facts under a new id and reference. */
const afresh = (row: Row): Row => ({
  ...row,
  ...('id' in row && { id: newId() }),
  ...('reference' in row && { reference: newId() }),
  ...('opened_in' in row && asOpened),
});

async function insert(client: pg.ClientBase, table: string, row: Row, rest = '') {
  const found = (await listTables(client)).find((each) => each.name === table);
  if (!found) throw new Error(`There is no table ${table}.`);
  return attempt(client, `${insertion(found)} ${rest}`, [row]);
}

describe.each(standings)('SQL that the %s of one partnership writes by hand', (standing) => {
  it('puts no row into another partnership', async () => {
    const { admin, app, worker, leicester, northYorkshire } = setting;
    for (const client of [app, worker])
      await asPrincipal(client, principalOf(leicester, standing), async () => {
        for (const table of (await listTables(client)).filter(({ mayInsert }) => mayInsert)) {
          const row = afresh(await aRow(admin, table.name, northYorkshire.tenantId));
          const error = await refusal(client, insertion(table), [row]);
          expect([table.name, error?.code]).toEqual([table.name, '42501']);
        }
      });
  });

  it('moves no row to another partnership, and neither changes nor removes one there', async () => {
    const { app, worker, leicester, northYorkshire } = setting;
    const theirs = [northYorkshire.tenantId];
    for (const client of [app, worker])
      await asPrincipal(client, principalOf(leicester, standing), async () => {
        for (const { name, changeable, mayDelete } of await listTables(client)) {
          const moved = await attempt(client, `update ${name} set tenant_id = $1`, theirs);
          expect([name, moved.error?.code ?? moved.rows]).toEqual([name, moved.error ? '42501' : 0]);
          const statements = [
            ...(changeable === null
              ? []
              : [`update ${name} set ${changeable} = ${changeable} where tenant_id = $1`]),
            ...(mayDelete ? [`delete from ${name} where tenant_id = $1`] : []),
          ];
          for (const statement of statements)
            expect((await client.query(statement, theirs)).rowCount).toBe(0);
        }
      });
  });
});

describe('a row that names something of another partnership', () => {
  /** All that a client could tell two refusals apart by, but for the ids that it sent itself. */
  const told = (error: pg.DatabaseError | undefined) => ({
    code: error?.code,
    constraint: error?.constraint,
    message: error?.message,
    detail: error?.detail?.replaceAll(/[0-9a-f-]{36}/g, 'id'),
  });

  it('is answered, by every foreign key and to everybody, like one that names something that never was', async () => {
    const { admin, app, leicester, northYorkshire } = setting;
    const refused = new Set<string>();
    const tables = new Map((await listTables(app)).map((table) => [table.name, table]));
    for (const key of await listForeignKeys(admin)) {
      const table = tables.get(key.table);
      if (!table?.mayInsert) continue;
      const row = afresh(await aRow(admin, key.table, leicester.tenantId));
      const target = await aRow(admin, key.target, northYorkshire.tenantId);
      const naming = (value: (reference: string) => unknown): Row => ({
        ...row,
        ...Object.fromEntries(key.columns.map((column, i) => [column, value(key.references[i] ?? '')])),
        tenant_id: leicester.tenantId,
      });
      for (const standing of standings)
        await asPrincipal(app, principalOf(leicester, standing), async () => {
          const theirs = told(
            await refusal(app, insertion(table), [naming((reference) => target[reference])]),
          );
          const missing = told(await refusal(app, insertion(table), [naming(() => newId())]));
          expect([key.name, theirs]).toEqual([key.name, missing]);
          expect(theirs.code).toBeDefined();
          if (theirs.code === '23503') refused.add(key.name);
        });
    }
    // Where nobody may add such a row (42501), or the row is there once already (23505), the key itself is not asked.
    expect(refused.size).toBeGreaterThan(15);
  });

  it('may have the same id and the same reference as a case there', async () => {
    const { admin, app, leicester, northYorkshire } = setting;
    const own = { ...(await aRow(admin, 'concord.cases', leicester.tenantId)), ...asOpened };
    const { id, reference } = await aRow(admin, 'concord.cases', northYorkshire.tenantId);
    await asPrincipal(app, leicester.coordinator, async () => {
      expect(await insert(app, 'concord.cases', { ...own, id, reference })).toEqual({ rows: 1 });
      const again = await insert(app, 'concord.cases', { ...own, id: newId() });
      expect(again.error).toMatchObject({ code: '23505', constraint: 'cases_reference_key' });
    });
  });
});

describe('a visitor', () => {
  const upsert = "on conflict (tenant_id, id) do update set stage = 'DECLINED'";

  it('hands in an application and reads nothing of it back once that transaction is over', async () => {
    const { admin, app, leicester } = setting;
    const row = afresh(await aRow(admin, 'concord.cases', leicester.tenantId));
    await asPrincipal(app, principalOf(leicester, 'public'), async () => {
      expect(await insert(app, 'concord.cases', row)).toEqual({ rows: 1 });
    });
    await asPrincipal(app, principalOf(leicester, 'public'), async () => {
      expect((await app.query('select from concord.cases')).rowCount).toBe(0);
    });
  });

  it('overwrites no case that is hidden, whoever it belongs to', async () => {
    const { admin, app, leicester, northYorkshire } = setting;
    for (const { tenantId } of [leicester, northYorkshire]) {
      const hidden = await aRow(admin, 'concord.cases', tenantId);
      await asPrincipal(app, principalOf(leicester, 'public'), async () => {
        expect((await insert(app, 'concord.cases', hidden, upsert)).error).toHaveProperty('code', '42501');
      });
    }
  });

  it('is told by one client key what it was answered in that partnership alone', async () => {
    const { admin, leicester, northYorkshire } = setting;
    const { rows } = await admin.query<{ tenant_id: string; case_id: string }>(
      `select tenant_id, answer ->> 'caseId' as case_id from concord.client_keys where actor = 'public' order by created_at`,
    );
    expect(new Map(rows.map((row) => [row.tenant_id, row.case_id]))).toEqual(
      new Map([leicester, northYorkshire].map(({ tenantId, played }) => [tenantId, played.caseId])),
    );
  });
});
