import { setTimeout as pause } from 'node:timers/promises';
import type { AppSettings } from '#main/app.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { TcpProxy } from '../../support/tcp-proxy.js';

/** A whole server that reaches its database, and listens to it, through a proxy. */
export interface AppBehindProxy extends TestApp {
  readonly proxy: TcpProxy;
}

/** The address of the server on which scratch databases are made; every one of them is reached through one proxy. */
export function databaseServer(): string {
  const url = process.env['CONCORD_TEST_ADMIN_URL'];
  if (url === undefined) throw new Error('The run has started a database server.');
  return url;
}

export async function startBehindProxy(settings: Partial<AppSettings> = {}): Promise<AppBehindProxy> {
  const proxy = await TcpProxy.before(databaseServer());
  const app = await startTestApp({ ...settings, reach: (url) => proxy.through(url) });
  return {
    ...app,
    proxy,
    stop: async () => {
      proxy.heal();
      await app.stop();
      await proxy.close();
    },
  };
}

/** Asks again every few milliseconds until it holds; fails after a minute, far more than anything here takes. */
export async function cameAbout(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`It never came about: ${what}.`);
    await pause(20);
  }
}
