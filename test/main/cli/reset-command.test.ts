import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '#platform/database/open-database.js';
import { createLogger } from '#platform/logger.js';
import { runCommand, scratchFolder } from './cli-process.js';

describe('concord reset', () => {
  const folder = scratchFolder();
  const settings = { DATA_DIR: folder.path };
  afterAll(() => {
    folder.remove();
  });

  it('says that there is nothing to delete where no database was ever started', async () => {
    const { code, stdout } = await runCommand(['reset'], settings);
    expect(code).toBe(0);
    expect(stdout).toBe(`There is no embedded database in ${folder.path}: nothing was deleted.\n`);
  });

  it('never touches an outside database', async () => {
    const outside = { ...settings, DATABASE_URL: 'postgres://concord_migrator:x@127.0.0.1:1/concord' };
    const { code, stderr } = await runCommand(['reset'], outside);
    expect(code).toBe(1);
    expect(stderr).toContain('DATABASE_URL is set: reset deletes the embedded database only');
  });

  it('refuses while another process holds the database, naming it, and deletes it afterwards', async () => {
    const logger = createLogger({ logLevel: 'silent' });
    const opened = await openDatabase({ dataDir: folder.path, fast: true, logger });
    const refused = await runCommand(['reset'], settings);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`is held by process ${String(process.pid)}`);
    expect(refused.stderr).toContain('Nothing was deleted.');
    await opened.stop();
    expect(existsSync(join(folder.path, 'database'))).toBe(true);

    const { code, stdout } = await runCommand(['reset'], settings);
    expect(code).toBe(0);
    expect(stdout).toContain(`The embedded database was deleted: ${join(folder.path, 'database')}`);
    expect(existsSync(join(folder.path, 'database'))).toBe(false);
  });
});
