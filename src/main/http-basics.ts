import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express, RequestHandler } from 'express';
import helmet from 'helmet';
import type { DataSource } from 'typeorm';
import { sendProblem } from '#graphql/server/problem.js';
import { askPool } from '#persistence/ask-pool.js';

/** Whether the server takes work: not before everything is mounted, and not once it stops. */
export interface Readiness {
  started: boolean;
  stopping: boolean;
}

export interface Address {
  readonly port: number;
  readonly host: string;
  readonly publicUrl?: string | undefined;
}

/** A client that sends its request slowly is cut off: Node looks every second, not every half minute as by itself. */
const httpLimits = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8_192,
  keepAliveTimeout: 65_000,
};

/** Listens and answers with the server and the origin under which it is reached. */
export async function listen(
  app: Express,
  { port, host, publicUrl }: Address,
): Promise<{ server: Server; origin: string }> {
  const server = createServer(httpLimits, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`PORT ${String(port)} is in use: stop what uses it or set PORT.`)
          : error,
      );
    });
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { server, origin: publicUrl ?? `http://localhost:${String(bound)}` };
}

/** Gives every request its correlation id and the headers that no answer goes without; refuses work when not ready. */
export function firstOfAll(readiness: Readiness): RequestHandler[] {
  return [
    (_request, response, next) => {
      response.locals['correlationId'] = randomUUID();
      response.set('concord-correlation-id', String(response.locals['correlationId']));
      next();
    },
    helmet({
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
      strictTransportSecurity: false,
    }),
    (request, response, next) => {
      if (readiness.started || request.path === '/live' || request.path === '/ready') next();
      else
        sendProblem(response.set('retry-after', '1'), {
          status: 503,
          code: 'UNAVAILABLE',
          message: 'The server is starting.',
        });
    },
  ];
}

/** `/live`: the process answers. `/ready`: it also reaches its database and takes work. */
export function mountHealth(app: Express, readiness: Readiness, dataSource: DataSource): void {
  app.get('/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  app.get('/ready', async (_request, response) => {
    const state = readiness.stopping
      ? 'stopping'
      : readiness.started
        ? await databaseState(dataSource)
        : 'starting';
    response.status(state === 'ready' ? 200 : 503).json({ status: state });
  });
}

/** The pool may have no connection to give for a while: whoever waits longer than this is better sent elsewhere. */
const readyWithinMs = 1_000;

/** One at a time: whoever asks while one runs is told its result, so that askers cannot use up the pool. */
const checks = new WeakMap<DataSource, Promise<DatabaseState>>();

function check(dataSource: DataSource): Promise<DatabaseState> {
  return askPool(dataSource, 'select 1', [])
    .then(
      () => 'ready' as const,
      () => 'database unreachable' as const,
    )
    .finally(() => checks.delete(dataSource));
}

type DatabaseState = 'ready' | 'database unreachable';

async function databaseState(dataSource: DataSource): Promise<DatabaseState> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<'database unreachable'>((resolve) => {
    timer = setTimeout(resolve, readyWithinMs, 'database unreachable');
  });
  checks.set(dataSource, checks.get(dataSource) ?? check(dataSource));
  const asked = checks.get(dataSource) ?? tooLong;
  try {
    return await Promise.race([asked, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
