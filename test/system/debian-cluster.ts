import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { serverAccount } from '#platform/database/account.js';

/** Where Debian keeps the programs of PostgreSQL 15, the oldest that is supported. */
export const programs = '/usr/lib/postgresql/15/bin';

const password = 'only-of-this-test';

/** A PostgreSQL of the Debian package, with a data folder of its own. */
export class DebianCluster {
  private constructor(
    private readonly folder: string,
    private readonly server: ChildProcess,
    readonly adminUrl: string,
  ) {}

  static async start(): Promise<DebianCluster> {
    const folder = mkdtempSync(join(tmpdir(), 'concord-system-'));
    chmodSync(folder, 0o755);
    const data = join(folder, 'data');
    const account = serverAccount(data);
    mkdirSync(data);
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, password);
    if (account) for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid);
    const own = { ...account, cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } };
    execFileSync(
      join(programs, 'initdb'),
      [
        '-D',
        data,
        '-U',
        'postgres',
        '--pwfile',
        passwordFile,
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        '--locale=C',
      ],
      { ...own, stdio: 'ignore' },
    );
    const port = await freePort();
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'timezone=UTC'];
    const server = spawn(
      join(programs, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...own, stdio: 'ignore' },
    );
    const adminUrl = `postgres://postgres:${password}@127.0.0.1:${String(port)}/postgres`;
    await answers(adminUrl);
    return new DebianCluster(folder, server, adminUrl);
  }

  async remove(): Promise<void> {
    const ended = once(this.server, 'exit');
    this.server.kill('SIGINT');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Settles when the server accepts connections; fails after half a minute. */
export async function answers(url: string): Promise<void> {
  const end = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resume) => setTimeout(resume, 100));
    }
  }
}

/** A port of this machine that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
