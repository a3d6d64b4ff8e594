import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { projectFolder } from '#main/prepare.js';
import { HEADER, rowWith } from '../../jobs/imports/police-uk-csv.js';
import { scratchDatabase, type ScratchDatabase } from '../../support/scratch-database.js';
import { runCommand, scratchFolder, settingsOf, startCommand, type Ended } from './cli-process.js';

const fixture = join(projectFolder, 'test/jobs/imports/fixtures/area.csv');
const leicester = { partnership: 'leicester', agency: 'leicestershire-police', format: 'police-uk' };

let database: ScratchDatabase;
let client: pg.Client;
const folder = scratchFolder();

beforeAll(async () => {
  database = await scratchDatabase();
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
  folder.remove();
});

function lineOf(changes: Partial<typeof leicester> & { file: string; more?: readonly string[] }): string[] {
  const { partnership, agency, format, file, more = [] } = { ...leicester, ...changes };
  return ['import', '--partnership', partnership, '--agency', agency, '--format', format, ...more, file];
}

function run(changes: Parameters<typeof lineOf>[0], input?: string): Promise<Ended> {
  return runCommand(lineOf(changes), settingsOf(database, folder.path), input);
}

async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  return (await client.query<Record<string, unknown>>(sql)).rows;
}

async function countReports(): Promise<number> {
  const [row] = await rowsOf('select count(*)::int as n from concord.reports');
  return Number(row?.['n']);
}

function fileOf(name: string, rows: readonly string[]): string {
  const path = join(folder.path, name);
  writeFileSync(path, [HEADER, ...rows, ''].join('\n'));
  return path;
}

/*
 * The fixture by hand, eight rows: four of Leicester (three of them the same, so two different), one of Charnwood, one
 * burglary, one without a place, one of a month that does not exist.
 */
describe('concord import', () => {
  it('imports a file into a new database, names every row that it left out, and exits 1 for a bad row', async () => {
    const { code, stdout, stderr } = await run({ file: fixture });
    expect(code).toBe(1);
    expect(stdout).toContain('area.csv: 8 rows read');
    expect(stdout).toContain('4 added, 0 already there');
    expect(stdout).toContain('4 incidents, 2 different in content');
    expect(stdout).toContain('line 8: Month is "2025-13"');
    expect(stdout).toContain(
      'Nothing was lost: 4 added + 0 already there + 3 left out + 1 bad = 8 of 8 rows',
    );
    expect(stdout).toContain(
      'warning: 4 of the imported rows say that they were reported by Example Police, not by Leicestershire Police',
    );
    expect(stderr).toBe('');
    const [kept] = await rowsOf(
      'select bool_and(background) as background, array_agg(distinct district) as districts, count(*)::int as n from concord.reports',
    );
    expect(kept).toEqual({ background: true, districts: ['Leicester'], n: 4 });
  });

  it('adds nothing on a second run', async () => {
    const { stdout } = await run({ file: fixture });
    expect(stdout).toContain('0 added, 4 already there');
    expect(await countReports()).toBe(4);
  });

  it('keeps a row for each run and an audit entry for each batch, without what the rows say', async () => {
    const runs = await rowsOf(
      'select id, file_name, format, ended_at is not null as ended, summary from concord.import_runs order by started_at',
    );
    expect(runs.map(({ file_name, format, ended }) => [file_name, format, ended])).toEqual([
      ['area.csv', 'police-uk', true],
      ['area.csv', 'police-uk', true],
    ]);
    expect(runs[0]?.['summary']).toMatchObject({
      rows: 8,
      added: 4,
      distinctRows: 2,
      badCount: 1,
      badLines: [8],
      leftOut: { otherCrimeType: { Burglary: 1 }, otherDistrict: { Charnwood: 1 } },
    });
    const audit = await rowsOf(
      'select actor, action, kind, subject_type, subject_ids from concord.audit_entries order by at',
    );
    expect(audit).toEqual(
      runs.map(({ id }) => ({
        actor: 'operator',
        action: 'REPORTS_IMPORTED',
        kind: 'COLLECTION',
        subject_type: 'IMPORT_RUN',
        subject_ids: [id],
      })),
    );
    expect(await rowsOf('select from concord.events')).toEqual([]);
  });

  it('takes districts that were replaced since for the area that they are in now', async () => {
    const { code, stdout } = await run(
      { partnership: 'north-yorkshire', agency: 'north-yorkshire-police', file: '-' },
      [HEADER, rowWith({ 'LSOA name': 'Ryedale 002B' }), rowWith({ 'LSOA name': 'York 003C' })].join('\n'),
    );
    expect(code).toBe(0);
    expect(stdout).toContain('standard input: 2 rows read');
    expect(stdout).toContain('1 added');
    expect(stdout).toContain('York 1');
  });

  it('warns of no force when the rows are of the agency itself', async () => {
    const row = rowWith({ 'Reported by': 'Leicestershire Police' });
    const { code, stdout } = await run({ file: '-' }, [HEADER, row].join('\n'));
    expect(code).toBe(0);
    expect(stdout).not.toContain('warning');
  });

  it('does not believe a month that has not come yet', async () => {
    const { code, stdout } = await run({ file: '-' }, [HEADER, rowWith({ Month: '2099-01' })].join('\n'));
    expect(code).toBe(1);
    expect(stdout).toContain('line 2: Month is "2099-01"');
  });

  it.each([
    [
      { partnership: 'atlantis', file: fixture },
      'There is no partnership "atlantis": expected one of leicester, north',
    ],
    [
      { agency: 'north-yorkshire-police', file: fixture },
      '"north-yorkshire-police" is no agency of leicester: expected one of leicester-city-council, ',
    ],
    [{ format: 'xlsx', file: fixture }, 'There is no format "xlsx": expected police-uk.'],
    [
      { file: '/nowhere/at-all.csv' },
      'The file /nowhere/at-all.csv cannot be read: there is none of that name.',
    ],
    [{ file: projectFolder }, 'cannot be read: it is a folder.'],
  ])('refuses %j with exit code 1 and what was expected', async (changes, says) => {
    const before = await countReports();
    const { code, stdout, stderr } = await run(changes);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(says);
    expect(await countReports()).toBe(before);
  });

  it('keeps the rows before one too many, and says how many they are', async () => {
    const rows = ['Aa', 'Bb', 'Cc'].map((place) => rowWith({ Location: `On or near ${place} Street` }));
    const file = fileOf('three.csv', rows);
    const { code, stdout, stderr } = await run({ file, more: ['--max-rows', '2'] });
    expect(code).toBe(1);
    expect(stdout).toContain('2 added');
    expect(stderr).toContain('The file is refused. Row 3 (line 4) is one too many');
    const [refused] = await rowsOf(
      "select summary -> 'refused' as refused from concord.import_runs order by started_at desc limit 1",
    );
    expect(refused?.['refused']).toEqual({ code: 'TOO_MANY_ROWS', line: 4 });
  });

  it('imports nothing of a file with another header', async () => {
    const file = join(folder.path, 'other.csv');
    writeFileSync(file, readFileSync(fixture, 'utf8').replace('LSOA name', 'Area'));
    const before = await countReports();
    const { code, stderr } = await run({ file });
    expect(code).toBe(1);
    expect(stderr).toContain('The header (line 1) lacks the column "LSOA name"');
    expect(await countReports()).toBe(before);
  });

  it('says so when the database cannot be reached', async () => {
    const settings = settingsOf(database, folder.path);
    const nowhere = { ...settings, DATABASE_URL: 'postgres://concord_migrator:x@127.0.0.1:1/concord' };
    const { code, stderr } = await runCommand(lineOf({ file: fixture }), nowhere);
    expect(code).toBe(1);
    expect(stderr).toContain('ECONNREFUSED');
  });
});

describe('an import that is killed', () => {
  const own = scratchFolder();
  let other: ScratchDatabase;
  let watching: pg.Client;

  beforeAll(async () => {
    mkdirSync(own.path, { recursive: true });
    other = await scratchDatabase();
    watching = new pg.Client({ connectionString: other.adminUrl });
    await watching.connect();
  });

  afterAll(async () => {
    await watching.end();
    await other.drop();
    own.remove();
  });

  const numberOf = async (sql: string): Promise<number> => {
    const { rows } = await watching.query<{ n: number }>(sql);
    return rows[0]?.n ?? 0;
  };
  const reports = 'select count(*)::int as n from concord.reports';

  /** Asks until it is so; the tables are there once the command has migrated. */
  async function until(isSo: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 25_000;
    while (!(await isSo().catch(() => false))) {
      if (Date.now() > deadline) throw new Error('It never was so.');
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  it('leaves whole batches, shows the interruption, and adds the rest and nothing twice when run again', async () => {
    // 1,700 rows, of which each tenth is the same as the first: batches of 500, 500, 500 and 200.
    const rows = Array.from({ length: 1_700 }, (_, index) =>
      rowWith(index % 10 === 0 ? {} : { Location: `On or near Street ${String(index)}` }),
    );
    const settings = settingsOf(other, own.path);
    const { child, ended } = startCommand(lineOf({ file: '-' }), settings);
    child.stdin.on('error', () => undefined);
    // The third batch never becomes full, because the pipe stays open until the process is killed.
    child.stdin.write([HEADER, ...rows.slice(0, 1_300), ''].join('\n'));
    await until(async () => (await numberOf(reports)) >= 1_000);
    child.kill('SIGKILL');
    expect((await ended).code).toBeNull();
    expect(await numberOf(reports)).toBe(1_000);
    expect(await numberOf('select count(*)::int as n from concord.import_runs where ended_at is null')).toBe(
      1,
    );

    const again = await runCommand(lineOf({ file: '-' }), settings, [HEADER, ...rows].join('\n'));
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('700 added, 1,000 already there');
    expect(await numberOf(reports)).toBe(1_700);
    const third = await runCommand(lineOf({ file: '-' }), settings, [HEADER, ...rows].join('\n'));
    expect(third.stdout).toContain('0 added, 1,700 already there');
    expect(await numberOf('select count(*)::int as n from concord.import_runs where ended_at is null')).toBe(
      1,
    );
  });

  it('ends in order when it is asked to stop, and says how to go on', async () => {
    const settings = settingsOf(other, own.path);
    const { child, ended } = startCommand(lineOf({ file: '-' }), settings);
    child.stdin.on('error', () => undefined);
    const rows = Array.from({ length: 600 }, (_, index) =>
      rowWith({ Location: `On or near Lane ${String(index)}` }),
    );
    child.stdin.write([HEADER, ...rows, ''].join('\n'));
    await until(async () => (await numberOf(reports)) >= 2_200);
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toContain('500 reports were in batches that are saved. Run the same command again');
    expect(await numberOf(reports)).toBe(2_200);
  });
});
