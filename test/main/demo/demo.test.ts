import pg from 'pg';
import { Narrator } from '#main/demo/narrator.js';
import { playDemo } from '#main/demo/play-demo.js';
import { projectFolder, tenantsFolder } from '#main/prepare.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { mondayMorning, startTestApp, type TestApp } from '../../support/running-app.js';
import { runCommand, scratchFolder, settingsOf } from '../cli/cli-process.js';

const { holidays } = readTenants(tenantsFolder);

let app: TestApp;
let client: pg.Client;

beforeAll(async () => {
  app = await startTestApp();
  client = new pg.Client({ connectionString: app.database.adminUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await app.stop();
});

/** Plays in this process, by the clock of the server or by another. */
async function play(now = () => app.clock.now().epochMilliseconds) {
  const lines: string[] = [];
  const narrator = new Narrator((line) => lines.push(line));
  const isBankHoliday = (day: string) => holidays.dates.has(day);
  await playDemo({ origin: app.origin, narrator, now, isBankHoliday, run: 'test' });
  return {
    differences: narrator.differences,
    checks: narrator.checks,
    text: lines.join('\n').replace(/\s+/g, ' '),
  };
}

describe('the demo', () => {
  it('imports a police file, finds everything as it should be, and shows what each client saw', async () => {
    const folder = scratchFolder();
    const file = `${projectFolder}/test/jobs/imports/fixtures/area.csv`;
    const { code, stdout, stderr } = await runCommand(['demo', '--url', app.origin, '--reports', file], {
      ...settingsOf(app.database, folder.path),
      CONCORD_NOW: mondayMorning,
    });
    folder.remove();
    expect([code, stderr]).toEqual([0, '']);
    const told = stdout.replace(/\s+/g, ' ');
    for (const words of [
      'area.csv: 8 rows read',
      'Nothing was lost: 4 added + 0 already there + 3 left out + 1 bad',
      'today is Monday 2 March 2026',
      '1 working day after Monday 2 March 2026: Tuesday 3 March 2026',
      '14 days after Monday 2 March 2026, day 0 not counted: Monday 16 March 2026',
      'Priya saw APPLICATION_RECEIVED, version 1',
      'Priya and Dev saw INFORMATION_REQUESTED, version 3',
      'searched, and answered that they hold NOTHING',
      'MET: You complained to the council',
      'was refused: The case has changed since you read it: it is at version 14.',
      '28 days after Monday 2 March 2026, day 0 not counted: Monday 30 March 2026',
      '8 weeks after Monday 2 March 2026, day 0 not counted: Monday 27 April 2026',
      'NEEDS JUDGEMENT: Three incidents that caused you harassment',
      'Broadacres Housing Association still owes an answer',
      'DECLINED: Washing is no anti-social behaviour.',
      'NOT MET: Three incidents that caused you harassment',
      'Bethan, council saw nothing of LEI-',
    ])
      expect(told).toContain(words);
    expect(stdout).toMatch(/Everything was as it should be: 1\d\d checks\.\n$/);
  });

  /*
   * By hand. 2 April 2026 is the Thursday before Good Friday: Friday, Saturday, Sunday and Easter Monday are passed over.
   * Christmas Eve 2026 is a Thursday: Christmas Day, Saturday, Sunday, and Monday 28 December for Boxing Day. On
   * 29 February 2028, a Tuesday, nothing is passed over.
   */
  it.each([
    ['2026-04-02T15:00:00Z', 'Tuesday 7 April 2026', 'Thursday 16 April 2026', 'Thursday 28 May 2026'],
    [
      '2026-12-24T12:00:00Z',
      'Tuesday 29 December 2026',
      'Thursday 7 January 2027',
      'Thursday 18 February 2027',
    ],
    ['2028-02-29T08:00:00Z', 'Wednesday 1 March 2028', 'Tuesday 14 March 2028', 'Tuesday 25 April 2028'],
  ])('can be played at %s', async (now, acknowledged, decided, planned) => {
    app.clock.moveTo(now);
    const { differences, text } = await play();
    expect(differences).toEqual([]);
    for (const day of [acknowledged, decided, planned]) expect(text).toContain(`: ${day} `);
  });

  it('names a due day that the calendar does not make, and a dashboard that shows what it should not', async () => {
    const acknowledgeWithin = (days: number) =>
      `update concord.policy_versions set document = jsonb_set(document, '{timescales,0,within}', '{"workingDays": ${String(days)}}')
       where document -> 'timescales' -> 0 ->> 'id' = 'acknowledgement'`;
    const everybodyReads = (rule: string) => `alter policy followers_read on concord.events using (${rule})`;
    const { rows } = await client.query<{ rule: string }>(
      "select pg_get_expr(polqual, polrelid) as rule from pg_policy where polname = 'followers_read'",
    );
    await client.query(acknowledgeWithin(2));
    await client.query(everybodyReads('true'));
    const { differences } = await play();
    await client.query(acknowledgeWithin(1));
    await client.query(everybodyReads(rows[0]?.rule ?? ''));
    expect(differences).toContainEqual(expect.stringContaining('the first due days in Leicester: expected'));
    expect(differences).toContainEqual(expect.stringContaining('on the dashboard of Dev, council'));
  });

  it('exits 1 and says what was different when its day is another than the server has', async () => {
    const { code, stderr } = await runCommand(['demo', '--url', app.origin], {
      CONCORD_NOW: '2028-02-28T08:00:00Z',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('Not everything was as it should be');
    expect(stderr).toContain('- the day of receipt: expected "2028-02-28", got "2028-02-29"');
  });

  it('tells how to start a server where none answers', async () => {
    const { code, stderr } = await runCommand(['demo'], { PORT: '1' });
    expect(code).toBe(1);
    expect(stderr).toContain('No server answers on http://localhost:1. Start one with `npm start`');
  });
});
