import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type AppSettings } from '#main/app.js';
import { apiAudience } from '#main/development-identity.js';
import { prepareDatabase, tenantsFolder } from '#main/prepare.js';
import { signInAs } from '#identity/sign-in.js';
import type { Limits } from '#platform/limits.js';
import { createLogger } from '#platform/logger.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { scratchDatabase, type ScratchDatabase } from './scratch-database.js';
import { TestClock } from './test-clock.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors?: readonly { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
}

/** A whole server on a database of its own, reached as its clients reach it. */
export interface TestApp {
  readonly origin: string;
  readonly clock: TestClock;
  readonly database: ScratchDatabase;
  readonly secretKey: Buffer;
  /** Signs a demo person in through OpenID Connect, once. */
  token(subject: string): Promise<string>;
  /** Asks a partnership; `as` is a demo person's subject, left out for the public. */
  ask(partnership: string, query: string, options?: AskOptions): Promise<Answer>;
  stop(): Promise<void>;
}

export interface AskOptions {
  readonly as?: string;
  readonly variables?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

/** A Monday morning in March 2026, before any bank holiday of the spring. */
export const mondayMorning = '2026-03-02T10:00:00Z';

/** One machine asks here for everybody, faster than people do: rates are what a suite says, every other limit is as usual. */
export const unhurried: Partial<Limits> = {
  userRate: 1e9,
  userBurst: 1e9,
  addressRate: 1e9,
  addressBurst: 1e9,
  partnershipRate: 1e9,
  partnershipBurst: 1e9,
  applicationsPerAddress: 1e9,
  socketsAwaitingPerAddress: 1e9,
};

const silent = createLogger({ logLevel: 'silent' });

export interface TestAppOptions extends Partial<AppSettings> {
  readonly startAt?: string;
  /** How the running server reaches its database, where that is not straight: what its address becomes. */
  readonly reach?: (url: string) => string;
  /** Whether that is a pooler that hands connections on between transactions: statements are not kept, and LISTEN goes past it. */
  readonly pooled?: boolean;
}

export async function startTestApp(overrides: TestAppOptions = {}): Promise<TestApp> {
  const { startAt = mondayMorning, reach = (url) => url, pooled = false, ...given } = overrides;
  const database = await scratchDatabase();
  await prepareDatabase(database.migratorUrl, silent);
  const dataDir = mkdtempSync(join(tmpdir(), 'concord-app-'));
  const clock = new TestClock(startAt);
  const secretKey = randomBytes(32);
  const app = await startApp({
    ...settingsOf({ database, reach, pooled }, { dataDir, clock, secretKey }),
    ...given,
    limits: { ...unhurried, ...given.limits },
  });
  const token = tokens(app.origin, clock);
  return {
    origin: app.origin,
    clock,
    database,
    secretKey,
    token,
    ask: async (partnership, query, options = {}) => {
      const authorization =
        options.as === undefined ? {} : { authorization: `Bearer ${await token(options.as)}` };
      return post(`${app.origin}/${partnership}/graphql`, {
        body: { query, variables: options.variables ?? {} },
        headers: { ...authorization, ...options.headers },
      });
    },
    stop: async () => {
      await app.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function settingsOf(
  { database, reach, pooled }: { database: ScratchDatabase; reach: (url: string) => string; pooled: boolean },
  own: Pick<AppSettings, 'dataDir' | 'clock' | 'secretKey'>,
): AppSettings {
  return {
    ...own,
    database: {
      migratorUrl: database.migratorUrl,
      appUrl: reach(database.appUrl),
      listenUrl: pooled ? database.appUrl : reach(database.appUrl),
      prepares: !pooled,
    },
    port: 0,
    host: '127.0.0.1',
    holidays: readTenants(tenantsFolder).holidays,
    production: false,
    logger: process.env['TEST_LOG'] === undefined ? silent : createLogger({ logLevel: 'debug' }),
  };
}

/** Tokens by person; one that the test's clock has outlived is fetched again. */
function tokens(origin: string, clock: TestClock): (subject: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return async (subject) => {
    const found = await known.get(subject);
    if (found !== undefined && expiryOf(found) * 1_000 > clock.now().epochMilliseconds) return found;
    const fresh = signInAs({ issuer: `${origin}/identity`, subject, audience: apiAudience }).then(
      (signedIn) => signedIn.accessToken,
    );
    known.set(subject, fresh);
    return fresh;
  };
}

/** The `exp` of a token, by the clock of whoever issued it. */
export function expiryOf(token: string): number {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    exp: number;
  };
  return claims.exp;
}

export async function post(
  url: string,
  { body, headers = {} }: { body: unknown; headers?: Record<string, string> },
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = (await response.json()) as Pick<Answer, 'data' | 'errors'>;
  return { status: response.status, headers: response.headers, ...answer };
}
