import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import express from 'express';

import type { DemoPerson } from '#identity/demo-people.js';
import {
  createDevelopmentProvider,
  type DevelopmentProvider,
  type DevelopmentProviderSettings,
} from '#identity/development-provider.js';

import { temporaryFolder } from './temporary-folder.js';

export const AUDIENCE = 'urn:concord:api';

export const PEOPLE: readonly DemoPerson[] = [
  {
    subject: 'ada.coordinator',
    name: 'Ada <Invented> & Co',
    memberships: [{ partnership: 'leicester', roles: ['coordinator', 'chair'] }],
  },
  {
    subject: 'ben.officer',
    name: 'Ben Invented',
    memberships: [
      { partnership: 'leicester', agency: 'leicestershire-police', roles: ['agency_officer'] },
      { partnership: 'north-yorkshire', agency: 'leicestershire-police', roles: ['agency_officer'] },
    ],
  },
];

/** A server on a loopback port whose address is known before what it serves is made. */
export async function startServer(serve: (origin: string) => RequestListener): Promise<RunningServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  const origin = `http://localhost:${String(port)}`;
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  try {
    server.on('request', serve(origin));
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, port, stop };
}

export interface RunningServer {
  readonly origin: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  const { port }: AddressInfo = address;
  return port;
}

export interface RunningProvider extends RunningServer {
  readonly issuer: string;
  readonly keyFile: string;
  readonly faults: readonly Error[];
}

/** The development provider below /identity of an Express application, as the server mounts it. */
export async function startProvider(
  changes: Partial<DevelopmentProviderSettings> = {},
): Promise<RunningProvider> {
  const folder = temporaryFolder();
  const faults: Error[] = [];
  const keyFile = changes.keyFile ?? join(folder.path, 'keys', 'identity.json');
  const running = await startServer((origin) => {
    const provider: DevelopmentProvider = createDevelopmentProvider({
      issuer: `${origin}/identity`,
      audience: AUDIENCE,
      people: PEOPLE,
      secretKey: Buffer.alloc(32, 7),
      keyFile,
      production: false,
      onFault: (fault) => faults.push(fault),
      ...changes,
    });
    return express().use('/identity', provider.handler);
  });
  const stop = async (): Promise<void> => {
    await running.stop();
    folder.remove();
  };
  return { ...running, issuer: `${running.origin}/identity`, keyFile, faults, stop };
}

/** This machine's clock in epoch seconds. */
export const realNow = (): number => Math.floor(Date.now() / 1_000);
