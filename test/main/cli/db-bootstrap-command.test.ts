import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asAdmin } from '#persistence/bootstrap.js';
import { migrate } from '#persistence/migrate.js';
import { scratchDatabase, type ScratchDatabase } from '../../support/scratch-database.js';
import { runCommand, scratchFolder } from './cli-process.js';

/** The password in the address of a role. */
const passwordOf = (url: string) => decodeURIComponent(new URL(url).password);

describe('concord db bootstrap', () => {
  const folder = scratchFolder();
  const settings = { DATA_DIR: folder.path };
  const name = `concord_test_bootstrap_${String(process.pid)}`;
  let scratch: ScratchDatabase;

  beforeAll(async () => {
    scratch = await scratchDatabase();
    // The roles of the server are those of every other test: their passwords must stay.
    const passwords = {
      migrator: passwordOf(scratch.migratorUrl),
      app: passwordOf(scratch.appUrl),
      worker: passwordOf(scratch.workerUrl),
    };
    writeFileSync(join(folder.path, 'database-roles.json'), JSON.stringify(passwords), { mode: 0o600 });
  });

  afterAll(async () => {
    await asAdmin(scratch.adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    await scratch.drop();
    folder.remove();
  });

  it('makes roles and database, twice over, and prints the settings that reach them', async () => {
    const line = ['db', 'bootstrap', '--admin-url', scratch.adminUrl, '--database', name];
    const first = await runCommand(line, settings);
    expect([first.code, first.stderr]).toEqual([0, '']);
    const second = await runCommand(line, settings);
    expect(second.stdout).toBe(first.stdout);
    const printed = Object.fromEntries(
      first.stdout
        .trim()
        .split('\n')
        .map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
    );
    expect(Object.keys(printed)).toEqual(['DATABASE_URL', 'DATABASE_APP_URL', 'DATABASE_WORKER_URL']);
    expect((await migrate(String(printed['DATABASE_URL']))).length).toBeGreaterThan(5);
    const asked = (url: string) =>
      asAdmin(url, async (client) => {
        const { rows } = await client.query<{ who: string; at: string }>(
          'select current_user as who, current_database() as at',
        );
        return rows;
      });
    expect(await asked(String(printed['DATABASE_APP_URL']))).toEqual([{ who: 'concord_app', at: name }]);
    expect(await asked(String(printed['DATABASE_WORKER_URL']))).toEqual([
      { who: 'concord_worker', at: name },
    ]);
  });

  it('keeps the passwords that it makes in the data folder, and shows none when the server is not reached', async () => {
    const other = scratchFolder();
    const url = 'postgres://postgres:open-sesame@127.0.0.1:1/postgres';
    const { code, stdout, stderr } = await runCommand(['db', 'bootstrap', '--admin-url', url], {
      DATA_DIR: other.path,
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('ECONNREFUSED');
    const file = join(other.path, 'database-roles.json');
    expect(existsSync(file)).toBe(true);
    const made = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    for (const secret of ['open-sesame', ...Object.values(made)])
      expect(stderr).not.toContain(String(secret));
    other.remove();
  });
});
