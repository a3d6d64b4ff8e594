import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tenantsFolder } from '#main/prepare.js';
import { scratchDatabase, type ScratchDatabase } from '../../support/scratch-database.js';
import { runCommand, scratchFolder, settingsOf, type Ended } from './cli-process.js';
import { runHere } from './run-here.js';

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

  it('adds an absent partnership whole, finds it as its files say, and lists where each stands', async () => {
    const added = await run('apply', 'leicester');
    expect([added.code, added.stderr]).toEqual([0, '']);
    expect(added.stdout).toMatch(
      /^Safer Leicester Partnership \(leicester\) was added\.\nIn production it is not served until it says: .*\(dataComplaints\)\.\n$/,
    );
    const again = await run('apply', 'leicester');
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(again.stdout).toContain('Safer Leicester Partnership (leicester) is as its files say.');
    const listed = await run('list');
    expect(listed.stdout.split('\n').map((line) => line.split('\t'))).toEqual([
      ['leicester', 'Safer Leicester Partnership', 'in files and database'],
      ['north-yorkshire', 'North Yorkshire Community Safety Partnership', 'in files'],
      [''],
    ]);
  });

  it('names the known partnerships when there are no files of one', async () => {
    const { code, stderr } = await run('apply', 'atlantis');
    expect(code).toBe(1);
    expect(stderr).toContain(
      'no files of a partnership "atlantis": expected one of leicester, north-yorkshire',
    );
  });

  it('shows what differs and changes it with --yes alone, proposing rules and not applying them', async () => {
    const partnership = join(files, 'leicester', 'partnership.yaml');
    const sound = readFileSync(partnership, 'utf8');
    writeFileSync(partnership, sound.replace('name: PA Housing', 'name: Accent Homes'));
    const later = join(files, 'leicester', 'policy-2090-01-01.yaml');
    const policy = readFileSync(join(files, 'leicester', 'policy.yaml'), 'utf8');
    writeFileSync(later, `inForceFrom: 2090-01-01\n${policy.replace('atLeast: 3', 'atLeast: 2')}`);
    const looked = await run('apply', 'leicester');
    expect([looked.code, looked.stderr]).toEqual([0, '']);
    expect(looked.stdout).toContain('agencies[pa-housing].name: "PA Housing" -> "Accent Homes"');
    expect(looked.stdout).toContain('would be proposed to two people of the partnership, not applied');
    expect(looked.stdout).toContain('was 3 and becomes 2.');
    expect(looked.stdout).toContain('Nothing was changed. Add --yes to apply it.');
    const json = JSON.parse((await run('apply', 'leicester', '--json')).stdout) as Record<string, unknown>;
    expect(json).toMatchObject({
      slug: 'leicester',
      isNew: false,
      written: false,
      differences: [{ path: 'agencies[pa-housing].name', before: 'PA Housing', after: 'Accent Homes' }],
      policies: [{ stands: 'identical' }, { inForceFrom: '2090-01-01', stands: 'proposed' }],
    });
    const changed = await run('apply', 'leicester', '--yes');
    expect([changed.code, changed.stderr]).toEqual([0, '']);
    expect(changed.stdout).toContain('was proposed: it comes into force once two people of the partnership');
    const settled = await run('apply', 'leicester', '--yes');
    expect(settled.stdout).toContain('is as its files say');
    expect(settled.stdout).toContain('is proposed already, and waits for approval');
    writeFileSync(partnership, sound);
    rmSync(later);
  });

  it('applies nothing of files that cannot be used, or be applied, and exits 1', async () => {
    const partnership = join(files, 'leicester', 'partnership.yaml');
    const sound = readFileSync(partnership, 'utf8');
    writeFileSync(partnership, sound.replace('name: PA Housing', 'nam: Accent Homes'));
    const broken = await run('apply', 'leicester', '--yes');
    expect([broken.code, broken.stdout]).toEqual([1, '']);
    expect(broken.stderr).toContain(`${partnership}:`);
    writeFileSync(partnership, sound);
    const later = join(files, 'leicester', 'policy-2020-01-01.yaml');
    const policy = readFileSync(join(files, 'leicester', 'policy.yaml'), 'utf8');
    writeFileSync(later, `inForceFrom: 2020-01-01\n${policy}`);
    const late = await run('apply', 'leicester', '--yes');
    rmSync(later);
    expect([late.code, late.stdout]).toEqual([1, '']);
    expect(late.stderr).toContain(
      'in force from 2020-01-01 is new or has changed, and its day does not lie after today',
    );
    expect(late.stderr).toContain('Nothing was changed.');
  });

  it('names what must be, what should be and what is a note, and exits 0', async () => {
    const { code, stdout, stderr } = await run('lint');
    expect([code, stderr]).toEqual([0, '']);
    const policy = join(files, 'leicester', 'policy.yaml');
    expect(stdout).toContain(`leicester: the files can be used; but\n  must: ${policy}:`);
    expect(stdout).toMatch(
      / {2}must: \S+policy\.yaml:\d+: appeals: .* \(ASB, Crime and Policing Act 2014, Schedule 4\)\n/,
    );
    expect(stdout).toContain('north-yorkshire: the files can be used');
    expect(stdout).toMatch(
      /\n {2}In production it is not served until it says: what happens to personal data \(privacyNotice\); /,
    );
    const one = await run('lint', 'leicester');
    expect(one.stdout).not.toContain('north-yorkshire');
    const asJson = JSON.parse((await run('lint', 'leicester', '--json')).stdout) as {
      partnerships: { partnership: string; findings: Record<string, string>[] }[];
    };
    expect(asJson.partnerships.map(({ partnership }) => partnership)).toEqual(['leicester']);
    expect(Object.keys(asJson.partnerships[0]?.findings[0] ?? {}).sort()).toEqual([
      'file',
      'key',
      'line',
      'message',
      'path',
      'rests',
      'rule',
      'severity',
    ]);
  });

  it('lints a folder that holds nothing but a policy', async () => {
    const own = join(folder.path, 'own');
    mkdirSync(own, { recursive: true });
    cpSync(join(files, 'leicester', 'policy.yaml'), join(own, 'policy.yaml'));
    const { code, stdout } = await runHere(['tenant', 'lint', './own'], { INIT_CWD: folder.path });
    expect(code).toBe(0);
    expect(stdout).toContain('own: the files can be used; but\n');
    // A file is named from where somebody is.
    expect(stdout).toMatch(/^ {2}must: own\/policy\.yaml:\d+: threshold/m);
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
