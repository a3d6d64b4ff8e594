// cspell:ignore regclass relnamespace nspname relkind
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { asAdmin, ensureDatabase, ensureRoles, withDatabase } from '#persistence/bootstrap.js';
import { twoPartnerships, type TwoPartnerships } from '../persistence/isolation/two-partnerships.js';
import { brokenPromises } from '../faults/database/kept-promises.js';
import { DebianCluster, programs } from './debian-cluster.js';

const word = () => randomBytes(12).toString('hex');
const passwords = { migrator: word(), app: word(), worker: word() };

let first: DebianCluster;
let second: DebianCluster;
let both: TwoPartnerships;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'concord-dump-'));
  first = await DebianCluster.start();
  second = await DebianCluster.start();
  for (const { adminUrl } of [first, second]) await ensureRoles(adminUrl, passwords);
  process.env['CONCORD_TEST_ADMIN_URL'] = first.adminUrl;
  process.env['CONCORD_TEST_ROLE_PASSWORDS'] = JSON.stringify(passwords);
  both = await twoPartnerships();
}, 120_000);
afterAll(async () => {
  await both.database.drop();
  await first.remove();
  await second.remove();
  rmSync(folder, { recursive: true, force: true });
});

const dumpAs = (url: string, file: string, ...more: string[]) =>
  spawnSync(join(programs, 'pg_dump'), ['-Fc', '-f', join(folder, file), ...more, url], { encoding: 'utf8' });

/** The rows of every table, by its name. */
async function rowsOf(url: string): Promise<Record<string, number>> {
  return asAdmin(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
       where nspname in ('concord', 'directory') and relkind = 'r' order by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${name}`);
      counts[name] = rows[0]?.n ?? -1;
    }
    return counts;
  });
}

describe('a dump', () => {
  it('F24 by the owner fails loudly, as row-level security holds for the owner too; by who may bypass it, it is whole', async () => {
    const refused = dumpAs(both.database.migratorUrl, 'owner.dump', '--role=concord_owner');
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toMatch(/row-level security|tenant context missing/);
    const backup = withDatabase(first.adminUrl, both.database.name);
    expect(dumpAs(backup, 'backup.dump', '--role=concord_backup')).toMatchObject({ status: 0, stderr: '' });
  });

  it('F18 restored to a new server holds every row, and its logs go on where they ended', async () => {
    await ensureDatabase(second.adminUrl, 'restored');
    const url = withDatabase(second.adminUrl, 'restored');
    await asAdmin(url, (client) =>
      client.query('drop schema concord; drop schema directory; drop schema graphile_worker'),
    );
    execFileSync(join(programs, 'pg_restore'), ['--exit-on-error', '-d', url, join(folder, 'backup.dump')]);
    expect(await rowsOf(url)).toEqual(await rowsOf(both.database.adminUrl));
    const { tenantId, played } = both.leicester;
    const restored = new pg.Client({ connectionString: url });
    await restored.connect();
    const before = await restored.query<{ last: string }>(
      'select max(position) as last from concord.events where tenant_id = $1',
      [tenantId],
    );
    await restored.query('begin; set local role concord_app');
    await restored.query(
      `select set_config('concord.tenant_id', $1, true), set_config('concord.permissions', 'cases.lead', true)`,
      [tenantId],
    );
    const appended = await restored.query<{ at: string }>('select concord.append_events($1::jsonb) as at', [
      JSON.stringify([
        {
          id: played.caseId,
          at: '2026-03-02T10:00:00Z',
          type: 'CLOCK_EXTENDED',
          stage: 'GATHERING',
          caseId: played.caseId,
          caseVersion: 99,
          agencyIds: [],
        },
      ]),
    ]);
    await restored.query('rollback');
    await restored.end();
    expect(Number(appended.rows[0]?.at)).toBe(Number(before.rows[0]?.last) + 1);
    expect(await brokenPromises({ database: { ...both.database, adminUrl: url } })).toEqual([]);
  });
});
