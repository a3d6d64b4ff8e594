import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot, passes, serverAccount } from '#platform/database/account.js';
import { prepareBinaries } from '#platform/database/binaries.js';

describe('the programs of the embedded database', () => {
  let parent: string;
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'concord-test-'));
    parent = mkdtempSync(join(tmpdir(), 'concord-test-'));
    for (const folder of [home, parent]) chmodSync(folder, 0o755);
    writePackage(parent);
  });

  afterEach(() => {
    chmodSync(join(parent, 'native', 'lib'), 0o755);
    for (const folder of [home, parent]) rmSync(folder, { recursive: true });
  });

  it('are those of the platform package, and ready to run', () => {
    const account = serverAccount(join(home, 'data'));

    const { initdb, postgres, major } = prepareBinaries(home, account);

    expect(major).toBe(18);
    for (const program of [initdb, postgres]) expect(passes(account, '-x', program)).toBe(true);
  });

  it('get the links between libraries that an install script would have made, once', () => {
    prepareBinaries(home, undefined, parent);
    const { postgres, major } = prepareBinaries(home, undefined, parent);

    expect({ postgres, major }).toEqual({ postgres: join(parent, 'native', 'bin', 'postgres'), major: 18 });
    expect(readlinkSync(join(parent, 'native', 'lib', 'library.so'))).toBe('library.so.1.2');
    expect(readFileSync(join(parent, 'native', 'lib', 'library.so.1'), 'utf8')).toBe('library');
  });

  it('are copied, with their links, when the package is closed to the one who runs them', () => {
    const account = serverAccount(join(home, 'data'));
    chmodSync(isRoot() ? parent : join(parent, 'native', 'lib'), isRoot() ? 0o700 : 0o555);

    const { postgres } = prepareBinaries(home, account, parent);
    const again = prepareBinaries(home, account, parent);

    expect(postgres).toBe(join(home, 'postgresql-18.9.9', 'native', 'bin', 'postgres'));
    expect(again.postgres).toBe(postgres);
    expect(passes(account, '-x', postgres)).toBe(true);
    expect(passes(account, '-r', join(home, 'postgresql-18.9.9', 'native', 'lib', 'library.so'))).toBe(true);
  });
});

function writePackage(folder: string): void {
  for (const name of ['bin', 'lib', 'share']) mkdirSync(join(folder, 'native', name), { recursive: true });
  for (const name of ['initdb', 'postgres'])
    writeFileSync(join(folder, 'native', 'bin', name), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(folder, 'native', 'lib', 'library.so.1.2'), 'library');
  const links = ['library.so', 'library.so.1'].map((name) => ({
    source: 'native/lib/library.so.1.2',
    target: `native/lib/${name}`,
  }));
  writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '18.9.9' }));
}
