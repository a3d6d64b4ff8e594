import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express, RequestHandler } from 'express';
import helmet from 'helmet';
import type { DataSource } from 'typeorm';
import { sendProblem } from '#graphql/server/problem.js';

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

/** Listens and answers with the server and the origin under which it is reached. */
export async function listen(
  app: Express,
  { port, host, publicUrl }: Address,
): Promise<{ server: Server; origin: string }> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 }, app);
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

async function databaseState(dataSource: DataSource): Promise<'ready' | 'database unreachable'> {
  try {
    await dataSource.query('select 1');
    return 'ready';
  } catch {
    return 'database unreachable';
  }
}
