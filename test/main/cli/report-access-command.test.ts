import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { accessTo } from '#main/commands/report/access/operation-access.js';
import { permissions } from '#domain/sharing/permissions.js';
import { readRoles } from '#tenancy/read-roles.js';
import { tenantsFolder } from '#main/prepare.js';
import { scratchFolder } from './cli-process.js';
import { runHere } from './run-here.js';

const folder = scratchFolder();
afterAll(() => {
  folder.remove();
});

const run = (...line: string[]) => runHere(['report', 'access', ...line], { DATA_DIR: folder.path });

/** The rows under a heading, cell by cell; the first holds the heads. */
function tableUnder(text: string, heading: string): string[][] {
  const [, after = ''] = text.split(`\n${heading}\n`);
  const lines = after.split(/\n#/)[0]?.split('\n') ?? [];
  return lines
    .filter((line) => line.startsWith('| ') && !line.startsWith('| --- '))
    .map((line) => line.slice(2, -2).split(' | '));
}

/** What stands in the column of a viewer, by field. */
function columnOf(table: readonly (readonly string[])[], head: string): Record<string, string> {
  const [heads = [], ...rows] = table;
  const column = heads.indexOf(head);
  if (column < 0) throw new Error(`No column ${head} among ${heads.join('; ')}.`);
  return Object.fromEntries(rows.map((row) => [(row[0] ?? '').replaceAll('`', ''), row[column] ?? '']));
}

function fieldsThatAre(what: 'shown' | 'withheld', column: Readonly<Record<string, string>>): string[] {
  return Object.keys(column).filter((field) => column[field] === what);
}

describe('concord report access', () => {
  let text: string;

  beforeAll(async () => {
    const file = join(folder.path, 'access.md');
    const { code, stdout, stderr } = await run('--out', file);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`The report is in ${file}.`);
    text = readFileSync(file, 'utf8');
  });

  it('says of every operation what it does and which role may run it, as the guards of the server do', async () => {
    const { code, stdout } = await run('--out', '-', '--format', 'csv');
    expect(code).toBe(0);
    const rows = parse<Record<string, string>>(stdout, { columns: true });
    const matrix = parse<Record<string, string>>(
      readFileSync(new URL('../../../docs/security/access-matrix.csv', import.meta.url), 'utf8'),
      { columns: true },
    );
    expect(rows.map((row) => row['operation']).sort()).toEqual(matrix.map((row) => row['operation']).sort());
    const asMatrix = (verdict = '') => (verdict === 'no' ? 'FORBIDDEN' : 'let in');
    for (const row of rows) {
      expect([row['operation'], row['description']]).toEqual([row['operation'], expect.stringMatching(/\w/)]);
      const held = matrix.find(({ operation }) => operation === row['operation']);
      const roles = Object.keys(row).filter((role) => held?.[role] !== undefined && role !== 'operation');
      expect(roles).toHaveLength(10);
      for (const role of roles)
        expect([row['operation'], role, asMatrix(row[role])]).toEqual([
          row['operation'],
          role,
          held?.[role] === 'FORBIDDEN' ? 'FORBIDDEN' : 'let in',
        ]);
      expect([row['operation'], row['without_account']]).toEqual([
        row['operation'],
        held?.['public'] === 'UNAUTHENTICATED' ? 'no' : 'public',
      ]);
    }
  });

  it('tells what is done for the own agency from what is done for all, and what needs no account', async () => {
    const { stdout } = await run('--out', '-', '--format', 'csv');
    const rows = parse<Record<string, string>>(stdout, { columns: true });
    const verdict = (operation: string, role: string) =>
      rows.find((row) => row['operation'] === operation)?.[role];
    expect(verdict('Mutation.shareReport', 'agency_officer')).toBe('own agency');
    expect(verdict('Mutation.shareReport', 'coordinator')).toBe('no');
    expect(verdict('Query.cases', 'coordinator')).toBe('yes');
    expect(verdict('Query.cases', 'agency_officer')).toBe('own agency');
    expect(verdict('Mutation.applyForReview', 'coordinator')).toBe('public');
  });

  it('follows the roles of the deployment, one of its own too', () => {
    const guard = {
      type: 'Query',
      name: 'cases',
      description: 'Cases.',
      access: ['cases.read_all'],
    } as const;
    const own = { name: 'night_clerk', words: 'night clerk', purpose: 'Looks on.' };
    const roles = [...readRoles(tenantsFolder), { ...own, permissions: ['cases.read_all'] } as const];
    expect(accessTo(guard, roles).verdicts.at(-1)).toBe('yes');
    expect(accessTo(guard, [{ ...own, permissions: [] }]).verdicts).toEqual(['no']);
  });

  it('gives every permission in words with the roles that hold it', () => {
    const rows = tableUnder(text, '## The permissions').slice(1);
    expect(rows.map(([name]) => name)).toEqual(permissions.map((permission) => `\`${permission}\``));
    expect(rows.find(([name]) => name === '`agreements.withdraw`')).toEqual([
      '`agreements.withdraw`',
      'End a sharing agreement for everybody.',
      'no',
      'administrator',
    ]);
  });

  it('shows a report whole to its agency, without who is in it as content, and not at all below', () => {
    const table = tableUnder(text, '### What a report says');
    const [, ...rows] = table;
    expect(rows.length).toBeGreaterThan(20);
    expect(fieldsThatAre('withheld', columnOf(table, 'Its own agency'))).toEqual([]);
    expect(fieldsThatAre('withheld', columnOf(table, 'Opened: IDENTITIES'))).toEqual([]);
    const ofContent = fieldsThatAre('withheld', columnOf(table, 'Opened: CONTENT'));
    expect(ofContent.sort()).toEqual(['affected', 'household', 'reporterName']);
    for (const viewer of [
      'Opened: ATTESTED',
      'Opened: LOCATOR',
      'Whoever leads, without a grant',
      'Another agency, without a grant',
    ])
      expect([viewer, fieldsThatAre('shown', columnOf(table, viewer))]).toEqual([viewer, []]);
  });

  it('shows of a linked report its dates once it is attested, and nothing to another agency without a grant', () => {
    const table = tableUnder(text, '### That a report was put to a case');
    const withheld = (viewer: string) => fieldsThatAre('withheld', columnOf(table, viewer)).sort();
    const attested = ['category', 'occurredOn', 'report', 'reportedOn'];
    expect(withheld('Opened: LOCATOR')).toEqual(attested);
    expect(withheld('Whoever leads, without a grant')).toEqual(attested);
    expect(withheld('Opened: ATTESTED')).toEqual(['report']);
    expect(withheld('Opened: CONTENT')).toEqual([]);
    expect(fieldsThatAre('shown', columnOf(table, 'Another agency, without a grant'))).toEqual([]);
  });

  it('keeps from agencies how people are reached, and who else complained', () => {
    const table = tableUnder(text, '### People');
    const withheld = (viewer: string) => fieldsThatAre('withheld', columnOf(table, viewer)).sort();
    const reached = ['address', 'email', 'household', 'phone', 'safeContact'];
    const agency = 'Agency that was asked, or panel member, of ';
    expect(withheld('Whoever leads, of everybody')).toEqual([]);
    expect(withheld(`${agency}a victim`)).toEqual(reached);
    expect(withheld(`${agency}another complainant`)).toEqual([...reached, 'name'].sort());
  });

  it('keeps from agencies the notes and labels of incidents', () => {
    const table = tableUnder(text, '### Incidents');
    expect(fieldsThatAre('withheld', columnOf(table, 'Whoever leads'))).toEqual([]);
    const ofAgency = columnOf(table, 'Agency that was asked, or panel member');
    expect(fieldsThatAre('withheld', ofAgency).sort()).toEqual(
      ['matchNote', 'personComplainedOf', 'placeLabel', 'problem'].sort(),
    );
  });

  it('refuses a format that there is none of, and says when the file cannot be written', async () => {
    const refused = await run('--format', 'pdf');
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('--format is "pdf": expected md or csv.'),
    ]);
    const unwritten = await run('--out', join(folder.path, 'no', 'such', 'folder.md'));
    expect([unwritten.code, unwritten.stderr]).toEqual([1, expect.stringContaining('cannot be written: ')]);
  });
});
