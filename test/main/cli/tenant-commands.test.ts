import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tenantsFolder } from '#main/prepare.js';
import { scratchDatabase, type ScratchDatabase } from '../../support/scratch-database.js';
import { runCommand, scratchFolder, settingsOf, type Ended } from './cli-process.js';

describe('concord tenant', () => {
  const folder = scratchFolder();
  const files = join(folder.path, 'tenants');
  let database: ScratchDatabase;

  const run = (...line: string[]): Promise<Ended> =>
    runCommand(['tenant', ...line, '--folder', files], settingsOf(database, folder.path));

  beforeAll(async () => {
    cpSync(tenantsFolder, files, { recursive: true });
    database = await scratchDatabase();
  });

  afterAll(async () => {
    await database.drop();
    folder.remove();
  });

  it('adds an absent partnership, refuses to change a present one, and lists where each stands', async () => {
    const added = await run('apply', '--partnership', 'leicester');
    expect([added.code, added.stderr]).toEqual([0, '']);
    expect(added.stdout).toBe('Safer Leicester Partnership (leicester) was added.\n');
    const again = await run('apply', '--partnership', 'leicester');
    expect([again.code, again.stdout]).toEqual([1, '']);
    expect(again.stderr).toContain('leicester is in the database already.');
    expect(again.stderr).toContain('nothing was done');
    const listed = await run('list');
    expect(listed.stdout.split('\n').map((line) => line.split('\t'))).toEqual([
      ['leicester', 'Safer Leicester Partnership', 'in files and database'],
      ['north-yorkshire', 'North Yorkshire Community Safety Partnership', 'in files'],
      [''],
    ]);
  });

  it('names the known partnerships when there are no files of one', async () => {
    const { code, stderr } = await run('apply', '--partnership', 'atlantis');
    expect(code).toBe(1);
    expect(stderr).toContain(
      'no files of a partnership "atlantis": expected one of leicester, north-yorkshire',
    );
  });

  it('names what must be, what should be and what is a note, and exits 0', async () => {
    const { code, stdout, stderr } = await run('lint');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('leicester: the files can be used; but\n  must: policy.yaml: ');
    expect(stdout).toMatch(
      / {2}must: policy\.yaml: appeals: .* \(ASB, Crime and Policing Act 2014, Schedule 4\)\n/,
    );
    expect(stdout).toContain('north-yorkshire: the files can be used');
    const one = await run('lint', '--partnership', 'leicester');
    expect(one.stdout).not.toContain('north-yorkshire');
  });

  it('holds a folder with nothing but a policy against the Act', async () => {
    const draft = join(folder.path, 'draft');
    cpSync(join(files, 'leicester', 'policy.yaml'), join(draft, 'policy.yaml'));
    const { code, stdout } = await run('lint', '--partnership', draft);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^draft: the files can be used; but\n {2}must: policy\.yaml: /);
    expect(stdout).not.toContain('partnership.yaml');
  });

  it('exits 1 with file, line and reason when files cannot be used', async () => {
    const file = join(files, 'leicester', 'partnership.yaml');
    const sound = readFileSync(file, 'utf8');
    writeFileSync(file, sound.replace('referencePrefix: LEI', 'referencePrefix: L'));
    const { code, stderr } = await run('lint');
    writeFileSync(file, sound);
    expect(code).toBe(1);
    expect(stderr).toContain(`${file}:3: referencePrefix: expected two to four capital letters`);
  });

  it('says so when there is no such folder', async () => {
    rmSync(join(folder.path, 'none'), { recursive: true, force: true });
    const { code, stderr } = await runCommand(['tenant', 'lint', '--folder', join(folder.path, 'none')], {});
    expect(code).toBe(1);
    expect(stderr).not.toBe('');
  });
});
