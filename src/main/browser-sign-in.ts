import { join } from 'node:path';
import type { Express, Request } from 'express';
import type { DataSource } from 'typeorm';
import type { Clock } from '#casework/ports.js';
import type { SignInPorts } from '#casework/sign-in.js';
import type { Arrival } from '#graphql/guard/client-address.js';
import type { Guard } from '#graphql/guard/guard.js';
import type { Origins } from '#graphql/server/origins.js';
import { sendProblem, sendRefusal } from '#graphql/server/problem.js';
import { notFromPage } from '#graphql/server/session-request.js';
import { BrowserSessions } from '#identity/browser/browser-sessions.js';
import { Cookies } from '#identity/browser/cookies.js';
import { mountSession } from '#identity/browser/mount-session.js';
import { mountSignIn } from '#identity/browser/mount-sign-in.js';
import { ProviderClient } from '#identity/browser/provider-client.js';
import { isSecure } from '#identity/loopback.js';
import { BrowserSessionStore } from '#persistence/browser-session.store.js';
import type { Directory } from '#persistence/directory.js';
import { newId } from '#platform/ids.js';
import type { Logger } from '#platform/logger.js';

/** What an installation may say of the sessions of browsers. */
export interface SessionLimits {
  /** The folder of the files with secrets of clients at providers; `client-secrets` in the data folder unless told. */
  readonly clientSecretsDir?: string | undefined;
  /** A session ends when nobody has done anything in it for so long; 30 unless told. */
  readonly sessionIdleMinutes?: number;
  /** And so long after it began in any case; 12 unless told. */
  readonly sessionHours?: number;
}

export interface BrowserSettings extends SessionLimits {
  readonly dataDir: string;
  readonly secretKey: Buffer;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly production: boolean;
}

/** The parts by which browsers sign in, before anything is mounted. */
export interface BrowserParts {
  readonly store: BrowserSessionStore;
  readonly provider: ProviderClient;
  readonly sessions: BrowserSessions;
  readonly cookies: Cookies;
}

export function browserParts(
  settings: BrowserSettings,
  {
    dataSource,
    origin,
    verifyToken,
    memberships,
  }: {
    dataSource: DataSource;
    origin: string;
    verifyToken: SignInPorts['verifyToken'];
    memberships: SignInPorts['listMemberships'];
  },
): BrowserParts {
  const { dataDir, secretKey, clock, logger, sessionIdleMinutes = 30, sessionHours = 12 } = settings;
  const { clientSecretsDir = join(dataDir, 'client-secrets') } = settings;
  const store = new BrowserSessionStore(dataSource);
  const provider = new ProviderClient({ origin, clientSecretsDir });
  const sessions = new BrowserSessions({
    ...{ store, provider, verifyToken, secretKey, clock, newId, logger },
    welcome: memberships,
    idleMinutes: sessionIdleMinutes,
    hours: sessionHours,
  });
  return { store, provider, sessions, cookies: new Cookies({ origin, secretKey }) };
}

interface Surroundings {
  readonly parts: BrowserParts;
  readonly directory: Pick<Directory, 'findPartnership'>;
  readonly origins: Origins;
  readonly guard: Pick<Guard, 'signInFailed'>;
  readonly addressOf: (arrival: Arrival) => string;
}

/** Whether browsers can sign in here at all: a cookie that keeps a session must not travel in the clear. */
export function signsBrowsersIn(origin: string): boolean {
  return isSecure(new URL(origin));
}

/** Mounts `/sign-in`, `/session` and `/sign-out`. */
export function mountBrowserSignIn(app: Express, settings: BrowserSettings, around: Surroundings): void {
  const { parts, directory, origins, guard, addressOf } = around;
  if (!signsBrowsersIn(origins.own)) {
    settings.logger.warn('browsers cannot sign in: PUBLIC_URL is neither https nor on this machine');
    return;
  }
  const failed = (request: Request) => guard.signInFailed(addressOf(arrivalOf(request)));
  mountSignIn(app, {
    ...settings,
    ...parts,
    origin: origins.own,
    findPartnership: (slug) => directory.findPartnership(slug),
    failedTooOften: async (request) => (await failed(request)) !== undefined,
  });
  mountSession(app, {
    ...parts,
    origins,
    sendProblem,
    problems: { notSignedIn, notFromPage },
    failed: async (request, response) => {
      const refusal = await failed(request);
      if (refusal) sendRefusal(response, refusal);
      return refusal !== undefined;
    },
  });
}

const notSignedIn = {
  status: 401,
  code: 'UNAUTHENTICATED',
  message: 'Nobody is signed in here, or the session has ended. Sign in again.',
};

function arrivalOf({ socket, headers }: Request): Arrival {
  const forwarded = headers['x-forwarded-for'];
  return {
    remoteAddress: socket.remoteAddress,
    forwardedFor: Array.isArray(forwarded) ? forwarded.join(',') : forwarded,
  };
}
