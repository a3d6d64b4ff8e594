import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverAccount } from '#platform/database/account.js';
import { answers, freePort } from './debian-cluster.js';

/** PgBouncer in transaction mode: whoever begins a transaction gets any of a few connections to the server. */
export class Pooler {
  private constructor(
    private readonly folder: string,
    private readonly process: ChildProcess,
    private readonly port: number,
  ) {}

  /** In front of the server of an address, with so many connections to it for each database and role. */
  static async start(url: string, { logins, size }: PoolerSettings): Promise<Pooler> {
    const folder = mkdtempSync(join(tmpdir(), 'concord-pooler-'));
    chmodSync(folder, 0o755);
    const port = await freePort();
    const { hostname, port: serverPort } = new URL(url);
    const users = Object.entries(logins).map(([name, password]) => `"${name}" "${password}"`);
    writeFileSync(join(folder, 'users'), users.join('\n'));
    const settings = {
      listen_addr: '127.0.0.1',
      listen_port: port,
      unix_socket_dir: '',
      auth_type: 'scram-sha-256',
      auth_file: join(folder, 'users'),
      pool_mode: 'transaction',
      default_pool_size: size,
      max_client_conn: 500,
      ignore_startup_parameters: 'extra_float_digits',
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${String(value)}`);
    const file = join(folder, 'pooler.ini');
    const server = `* = host=${hostname} port=${serverPort}`;
    writeFileSync(file, ['[databases]', server, '[pgbouncer]', ...lines].join('\n'));
    const running = spawn('/usr/sbin/pgbouncer', ['-q', file], {
      ...serverAccount(folder),
      cwd: '/',
      stdio: 'ignore',
    });
    const pooler = new Pooler(folder, running, port);
    await answers(pooler.inFront(url));
    return pooler;
  }

  /** The address of the same database and role, through the pooler. */
  inFront(url: string): string {
    const through = new URL(url);
    through.hostname = '127.0.0.1';
    through.port = String(this.port);
    return through.href;
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface PoolerSettings {
  /** Passwords by role. */
  readonly logins: Readonly<Record<string, string>>;
  readonly size: number;
}
