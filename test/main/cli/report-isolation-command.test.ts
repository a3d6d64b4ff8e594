// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { twoPartnerships } from '../../persistence/isolation/two-partnerships.js';
import { adminSql } from '../../support/case-record.js';
import { scratchDatabase, type ScratchDatabase } from '../../support/scratch-database.js';
import { runCommand, scratchFolder, settingsOf, type Ended } from './cli-process.js';

describe('concord report isolation', () => {
  const folder = scratchFolder();
  const file = join(folder.path, 'report.md');
  let database: ScratchDatabase;

  beforeAll(async () => {
    database = (await twoPartnerships()).database;
  });
  afterAll(async () => {
    await database.drop();
    folder.remove();
  });

  const run = (on: ScratchDatabase, ...line: string[]): Promise<Ended> =>
    runCommand(['report', 'isolation', ...line], settingsOf(on, folder.path));

  async function rowsOf(on: ScratchDatabase): Promise<string> {
    const [row] = await adminSql<{ digest: string }>(
      { database: on },
      `select md5(string_agg(schemaname || relname || n_live_tup::text, '' order by relname)) as digest
       from (select schemaname, relname, (xpath('/row/c/text()', query_to_xml(
         format('select count(*) as c from %I.%I', schemaname, relname), false, true, '')))[1]::text as n_live_tup
         from pg_stat_user_tables where schemaname in ('concord', 'directory')) t`,
    );
    return row?.digest ?? '';
  }

  async function inCopyWith(sql: string, work: (copy: ScratchDatabase) => Promise<void>): Promise<void> {
    const copy = await scratchDatabase(database);
    try {
      await adminSql({ database: copy }, sql);
      await work(copy);
    } finally {
      await copy.drop();
    }
  }

  it('writes what was checked in plain words, every table for both roles, and exits 0 having changed nothing', async () => {
    const before = await rowsOf(database);
    const { code, stdout, stderr } = await run(database, '--out', file);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^\d+ tables were looked at as 2 roles and 2 partnerships: no row of another partnership could be read or written\.\n/,
    );
    expect(await rowsOf(database)).toBe(before);
    const text = readFileSync(file, 'utf8');
    for (const heading of ['What was checked', 'What this does not prove', 'Result', 'The tables'])
      expect(text).toContain(`\n## ${heading}\n`);
    expect(text).toContain('Safer Leicester Partnership; ');
    const [newest] = await adminSql<{ name: string }>(
      { database },
      'select name from directory.migrations order by id desc limit 1',
    );
    expect(text).toContain(`whose schema is at ${newest?.name ?? 'none'}.`);
    expect(text).toMatch(
      /\| case_people \| Victims.* \| concord_app \| yes \| yes \| yes \| leicester 1, north-yorkshire 1 \| 0 \| refused by the wall \| refused by the wall \|/,
    );
    expect(text).toMatch(
      /\| audit_subjects \| .* \| concord_app \| yes \| yes \| yes \| – \| 0 \| no right to it \| no right to it \|/,
    );
    expect(text).toMatch(/\| Query\.case \| id \|/);
    for (const [, test = ''] of text.matchAll(/`(test\/[^`]+)`/g))
      expect([test, existsSync(test)]).toEqual([test, true]);
  });

  it('gives the same as a table for a spreadsheet, on standard output alone', async () => {
    const { code, stdout, stderr } = await run(database, '--out', '-', '--format', 'csv');
    expect(code).toBe(0);
    expect(stderr).toMatch(/no row of another partnership could be read or written\.\n$/);
    const rows = parse<Record<string, string>>(stdout, { columns: true });
    expect(new Set(rows.map((row) => row['rows_of_others_seen']))).toEqual(new Set(['0']));
    const tables = await adminSql({ database }, `select from pg_tables where schemaname = 'concord'`);
    expect(rows).toHaveLength(tables.length * 2 * 2);
  });

  it.each([
    [
      'row-level security is off',
      'alter table concord.clocks disable row level security',
      [
        'concord.clocks: row-level security is not enabled and forced.',
        'concord.clocks: concord_app sees rows of other partnerships, signed in as leicester, north-yorkshire.',
        'concord.clocks: concord_app may read it with no partnership set.',
        'concord.clocks: concord_app may write rows into other partnerships',
      ],
    ],
    [
      'the wall is wide open',
      'alter policy tenant_wall on concord.reports using (true) with check (true)',
      [
        'concord.reports: the wall between partnerships is missing or other than it should be.',
        'concord.reports: concord_app sees rows of other partnerships',
      ],
    ],
    [
      'a key does not lead with the partnership',
      'create unique index leak on concord.cases (reference)',
      ['concord.cases: a key does not lead with the partnership.'],
    ],
    [
      'a role reads the people who sign in',
      'grant select on directory.users to concord_app',
      ['directory.users: concord_app may reach it directly'],
    ],
  ])('exits 1 and names the table where %s', async (_what, sql, findings) => {
    await inCopyWith(sql, async (copy) => {
      const { code, stdout, stderr } = await run(copy, '--out', file);
      expect(code).toBe(1);
      for (const finding of findings) expect(stderr).toContain(finding);
      expect(stdout).toMatch(/: \d+ findings\.\n/);
      const text = readFileSync(file, 'utf8');
      for (const finding of findings) expect(text).toContain(`- ${finding}`);
      expect(text).toContain('Do not rely on the separation');
    });
  });

  it('looks through no table: what others have costs it nothing', async () => {
    await inCopyWith(
      `insert into concord.reports (tenant_id, id, agency_id, reference, source, category, occurred_month, place,
         hate_perceived, created_at)
       select r.tenant_id, gen_random_uuid(), r.agency_id, 'many ' || n, 'POLICE_UK', 'ASB', '2025-01', 'Street', false, now()
       from (select distinct on (tenant_id) * from concord.reports) r, generate_series(1, 20000) n;
       analyze concord.reports`,
      async (copy) => {
        const reads = async () => {
          const [row] = await adminSql<{ read: string }>(
            { database: copy },
            `select pg_stat_force_next_flush(), (seq_tup_read + coalesce(idx_tup_fetch, 0))::text as read
             from pg_stat_user_tables where relname = 'reports'`,
          );
          return Number(row?.read);
        };
        const before = await reads();
        const { code, stdout } = await run(copy, '--out', '-', '--format', 'csv');
        expect(code).toBe(0);
        expect(stdout).toContain('"more than 1,000"');
        // Two partnerships, each counting at most 1,001 of 40,000 rows.
        expect((await reads()) - before).toBeLessThan(5_000);
      },
    );
  });

  it('exits 2 for a format that there is none of', async () => {
    const { code, stderr } = await run(database, '--format', 'pdf');
    expect(code).toBe(2);
    expect(stderr).toContain('--format is "pdf": expected md or csv.');
  });
});
