import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from '#migrations/index.js';
import { linkReport } from '#casework/link-report.js';
import type { Casework } from '#casework/ports.js';
import type { Principal } from '#casework/principal.js';
import { recordReport } from '#casework/record-report.js';
import { createCasework } from '#main/wiring.js';
import { createDataSource } from '#persistence/data-source.js';
import { migrate, migratorDataSource } from '#persistence/migrate.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { newId } from '#platform/ids.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { scratchDatabase } from '../support/scratch-database.js';
import { aReport, openCase, valueOf } from './isolation/play-case.js';
import { openSetting, type Setting } from './isolation/setting.js';
import { aRow, asPrincipal, attempt, connect, insertion, listTables, refusal } from './isolation/tables.js';
import { clock, ids } from './isolation/two-partnerships.js';

let setting: Setting;
let source: DataSource;
let casework: Casework;
beforeAll(async () => {
  setting = await openSetting();
  const url = setting.database.appUrl;
  source = await createDataSource({ url, applicationName: 'linking', poolSize: 6 }).initialize();
  const { holidays } = readTenants('tenants');
  casework = createCasework({ dataSource: source, clock, holidays, secretKey: randomBytes(32) });
}, 60_000);
afterAll(async () => {
  await source.destroy();
  await setting.end();
});

/** Whether a report is there for somebody of the partnership. */
async function reads(principal: Principal, reportId: string): Promise<boolean> {
  const { app } = setting;
  const text = 'select from concord.reports where id = $1';
  return asPrincipal(app, principal, async () => (await app.query(text, [reportId])).rowCount === 1);
}

async function isMarked(client: pg.ClientBase, reportId: string): Promise<boolean | undefined> {
  const { rows } = await client.query<{ linked: boolean }>(
    'select linked from concord.reports where id = $1',
    [reportId],
  );
  return rows[0]?.linked;
}

async function record(): Promise<string> {
  const clientKey = newId();
  const outcome = await recordReport(casework, setting.leicester.officer, {
    ...aReport,
    clientKey,
    reference: clientKey,
  });
  return valueOf(outcome).reportId;
}

const openOne = async () => {
  const unitOfWork = new UnitOfWork({ dataSource: source, clock, ids });
  return (await openCase({ casework, unitOfWork }, setting.leicester, newId())).caseId;
};
const link = (caseId: string, reportId: string) =>
  linkReport(casework, setting.leicester.officer, { caseId, reportId });

describe('a report', () => {
  it('is marked by its first link, and from then on the coordinator reads it', async () => {
    const { admin, leicester } = setting;
    const caseId = await openOne();
    const [linked, other] = [await record(), await record()];
    expect(await reads(leicester.officer, linked)).toBe(true);
    expect(await reads(leicester.coordinator, linked)).toBe(false);
    valueOf(await link(caseId, linked));
    expect([await isMarked(admin, linked), await isMarked(admin, other)]).toEqual([true, false]);
    expect(await reads(leicester.coordinator, linked)).toBe(true);
    expect(await reads(leicester.coordinator, other)).toBe(false);
    for (const outsider of [leicester.chair, setting.northYorkshire.coordinator])
      expect(await reads(outsider, linked)).toBe(false);
  });

  it('is not marked by a link that is refused or taken back', async () => {
    const { admin, app, leicester } = setting;
    const [caseId, reportId] = [await openOne(), await record()];
    const row = {
      ...(await aRow(admin, 'concord.report_links', leicester.tenantId)),
      case_id: caseId,
      report_id: reportId,
    };
    const [links] = (await listTables(app)).filter(({ name }) => name === 'concord.report_links');
    if (!links) throw new Error('There is a table of links.');
    await asPrincipal(app, leicester.officer, async () => {
      expect(await attempt(app, insertion(links), [row])).toEqual({ rows: 1 });
      await app.query(insertion(links), [row]);
    });
    expect(await isMarked(admin, reportId)).toBe(false);
    expect(await reads(leicester.coordinator, reportId)).toBe(false);
  });

  it('may be linked to many cases at once, by many reports at once, and nobody fails', async () => {
    const cases = [await openOne(), await openOne(), await openOne()];
    const reports = [await record(), await record()];
    const forth = cases.flatMap((caseId) => reports.map((reportId) => link(caseId, reportId)));
    for (const outcome of await Promise.all(forth)) expect(outcome.ok).toBe(true);
    for (const reportId of reports) expect(await isMarked(setting.admin, reportId)).toBe(true);
    const { rows } = await setting.admin.query<{ n: number }>(
      'select count(*)::int as n from concord.report_links where report_id = any ($1)',
      [reports],
    );
    expect(rows).toEqual([{ n: 6 }]);
  });
});

describe('the mark of a report', () => {
  it('cannot be changed by anybody whom the server acts for', async () => {
    const { app, leicester } = setting;
    const reportId = await record();
    for (const principal of [leicester.officer, leicester.coordinator, leicester.chair])
      await asPrincipal(app, principal, async () => {
        const change = 'update concord.reports set linked = true where id = $1';
        expect(await refusal(app, change, [reportId])).toHaveProperty('code', '42501');
      });
  });

  it('is not brought along by a new report: nobody opens a report but by putting it to a case', async () => {
    const { admin, app, leicester } = setting;
    const [reports] = (await listTables(app)).filter(({ name }) => name === 'concord.reports');
    if (!reports) throw new Error('There is a table of reports.');
    const before = await aRow(admin, 'concord.reports', leicester.tenantId);
    const row = { ...before, id: newId(), reference: 'marked', linked: false };
    await asPrincipal(app, leicester.officer, async () => {
      expect(await attempt(app, insertion(reports), [row])).toEqual({ rows: 1 });
      const marked = await refusal(app, insertion(reports), [{ ...row, linked: true }]);
      expect(marked).toHaveProperty('code', '42501');
    });
  });

  it('is what the coordinator’s right hangs on: unmarked, a linked report is not read', async () => {
    const { admin, leicester } = setting;
    const [caseId, reportId] = [await openOne(), await record()];
    await admin.query('alter table concord.report_links disable trigger marks_reports');
    valueOf(await link(caseId, reportId));
    await admin.query('alter table concord.report_links enable trigger marks_reports');
    expect(await isMarked(admin, reportId)).toBe(false);
    expect(await reads(leicester.coordinator, reportId)).toBe(false);
  });
});

describe('the migration that adds the mark', () => {
  const addsMark = migrations.findIndex(({ name }) => name.startsWith('LinkedReports'));

  /** Rows of the filled partnerships, put into a database of before as a restore does. */
  async function copyRows(admin: pg.Client, table: string): Promise<Record<string, unknown>[]> {
    const [there] = (await listTables(admin)).filter(({ name }) => name === table);
    if (!there) throw new Error(`There is a table ${table}.`);
    const { rows } = await setting.admin.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${table} t`,
    );
    for (const { row } of rows) await admin.query(insertion(there), [row]);
    return rows.map(({ row }) => row);
  }

  it('marks what was linked before it, in every partnership, and nothing else', async () => {
    const database = await scratchDatabase();
    const before = await migratorDataSource(database.migratorUrl)
      .setOptions({ migrations: migrations.slice(0, addsMark) })
      .initialize();
    await before.runMigrations();
    await before.destroy();
    const admin = await connect(database.adminUrl);
    try {
      // Keys to tables that stay empty are not looked at.
      await admin.query('set session_replication_role = replica');
      const reports = await copyRows(admin, 'concord.reports');
      const links = await copyRows(admin, 'concord.report_links');
      await migrate(database.migratorUrl);
      const { rows } = await admin.query<{ id: string; linked: boolean; tenant_id: string }>(
        'select id, linked, tenant_id from concord.reports',
      );
      const linked = new Set(links.map((row) => row['report_id']));
      expect(rows.map(({ id, linked: mark }) => [id, mark]).sort()).toEqual(
        reports.map(({ id }) => [id, linked.has(id)]).sort(),
      );
      expect(new Set(rows.map(({ linked: mark }) => mark))).toEqual(new Set([true, false]));
      const ofMarked = rows.filter((row) => row.linked).map((row) => row.tenant_id);
      expect(new Set(ofMarked)).toEqual(
        new Set([setting.leicester.tenantId, setting.northYorkshire.tenantId]),
      );
    } finally {
      await admin.end();
      await database.drop();
    }
  });
});
