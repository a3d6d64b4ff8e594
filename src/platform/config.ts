import { join, resolve } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import {
  limitSettings,
  limitsFrom,
  listed,
  trustedProxiesSetting,
  type TrustedProxies,
} from './config-limits.js';
import { combinationProblems } from './config-combinations.js';
import { ConfigurationFault } from './configuration-fault.js';
import { parseUrl } from './parse-url.js';
import type { Limits } from './limits.js';
import { shownValue } from './shown-value.js';

const environments = ['development', 'test', 'production'] as const;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type Environment = (typeof environments)[number];
export type LogLevel = (typeof logLevels)[number];

/** Everything that an installation may set, checked and with its defaults filled in. */
export interface Config {
  readonly environment: Environment;
  /** 0 asks the system for a free port; `publicUrl` must then be given or corrected by the caller. */
  readonly port: number;
  readonly host: string;
  /** The origin under which the public reaches this installation, without a slash at its end. */
  readonly publicUrl: string;
  /** The migrator's connection; undefined means the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly databaseAppUrl: string | undefined;
  readonly databaseWorkerUrl: string | undefined;
  /** A direct connection for LISTEN, when a pooler stands between. */
  readonly databaseListenUrl: string | undefined;
  /** Whether connections keep statements parsed and planned; off behind a pooler that hands them on between transactions. */
  readonly preparedStatements: boolean;
  /** Absolute path of the folder for everything kept between starts. */
  readonly dataDir: string;
  readonly secretKeyFile: string | undefined;
  /** Absolute path of the folder of the files with secrets of clients at identity providers. */
  readonly clientSecretsDir: string;
  /** How long the session of a browser lasts in which nothing is done; in minutes, and never beyond `sessionHours`. */
  readonly sessionIdleMinutes: number;
  /** How long the session of a browser lasts whatever is done in it. */
  readonly sessionHours: number;
  /** The instant at which the clock stands still; undefined means the system's clock. */
  readonly fixedNow: Temporal.Instant | undefined;
  readonly logLevel: LogLevel;
  /** Origins beside `publicUrl` whose pages may ask this installation. */
  readonly allowedOrigins: readonly string[];
  /** The proxies whose word is taken for where a request came from. */
  readonly trustedProxies: TrustedProxies;
  /** Where to show metrics, on 127.0.0.1; undefined shows none. */
  readonly metricsPort: number | undefined;
  readonly limits: Limits;
}

const postgresUrl = z
  .string()
  .refine(isPostgresUrl, 'a URL such as postgres://user:password@host:5432/database')
  .optional();

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/, 'a whole number from 0 to 65535')
  .transform(Number)
  .refine((port) => port <= 65_535, 'a whole number from 0 to 65535');

function wholeUpTo(most: number) {
  const expected = `a whole number from 1 to ${String(most)}`;
  return z
    .string()
    .regex(/^[1-9]\d{0,4}$/, expected)
    .transform(Number)
    .refine((value) => value <= most, expected);
}

const settings = z.object({
  NODE_ENV: z.enum(environments, `one of ${environments.join(', ')}`).default('development'),
  PORT: portNumber.default(4000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, 'a host name or an IP address to listen on')
    .default('127.0.0.1'),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'an origin such as https://reviews.example.org, without a path')
    .optional(),
  DATABASE_URL: postgresUrl,
  DATABASE_APP_URL: postgresUrl,
  DATABASE_WORKER_URL: postgresUrl,
  DATABASE_LISTEN_URL: postgresUrl,
  DATABASE_PREPARED_STATEMENTS: z.enum(['on', 'off'], 'on or off').default('on'),
  DATA_DIR: z.string().default('.concord'),
  SECRET_KEY_FILE: z.string().optional(),
  CLIENT_SECRETS_DIR: z.string().optional(),
  SESSION_IDLE_MINUTES: wholeUpTo(1_440).default(30),
  SESSION_HOURS: wholeUpTo(24).default(12),
  CONCORD_NOW: z
    .string()
    .refine(isInstant, 'an instant such as 2026-04-02T09:00:00Z')
    .transform((text) => Temporal.Instant.from(text))
    .optional(),
  LOG_LEVEL: z.enum(logLevels, `one of ${logLevels.join(', ')}`).optional(),
  ALLOWED_ORIGINS: z
    .string()
    .transform(listed)
    .refine(
      (origins) => origins.every(isOrigin),
      'origins such as https://www.example.org, with commas between',
    )
    .default([]),
  TRUSTED_PROXIES: trustedProxiesSetting,
  METRICS_PORT: portNumber.optional(),
  ...limitSettings,
});

/**
 * Reads the settings from an environment; an empty value counts as not set.
 * Throws `ConfigurationFault` listing every wrong setting at once.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = givenSettings(env);
  const parsed = settings.safeParse(given);
  const invalid = (parsed.error?.issues ?? []).map((issue) => {
    const setting = String(issue.path[0]);
    return { setting, shown: shownValue(setting, given[setting]), expected: issue.message };
  });
  const problems = [...invalid, ...combinationProblems(given)];
  if (!parsed.success || problems.length > 0) throw new ConfigurationFault(problems);
  return toConfig(parsed.data);
}

function toConfig(data: z.infer<typeof settings>): Config {
  return {
    environment: data.NODE_ENV,
    port: data.PORT,
    host: data.HOST,
    publicUrl: new URL(data.PUBLIC_URL ?? `http://localhost:${data.PORT}`).origin,
    databaseUrl: data.DATABASE_URL,
    databaseAppUrl: data.DATABASE_APP_URL,
    databaseWorkerUrl: data.DATABASE_WORKER_URL,
    databaseListenUrl: data.DATABASE_LISTEN_URL,
    preparedStatements: data.DATABASE_PREPARED_STATEMENTS === 'on',
    dataDir: resolve(data.DATA_DIR),
    secretKeyFile: data.SECRET_KEY_FILE === undefined ? undefined : resolve(data.SECRET_KEY_FILE),
    clientSecretsDir: resolve(data.CLIENT_SECRETS_DIR ?? join(data.DATA_DIR, 'client-secrets')),
    sessionIdleMinutes: data.SESSION_IDLE_MINUTES,
    sessionHours: data.SESSION_HOURS,
    fixedNow: data.CONCORD_NOW,
    logLevel: data.LOG_LEVEL ?? (data.NODE_ENV === 'test' ? 'warn' : 'info'),
    allowedOrigins: data.ALLOWED_ORIGINS.map((origin) => new URL(origin).origin),
    trustedProxies: data.TRUSTED_PROXIES,
    metricsPort: data.METRICS_PORT,
    limits: limitsFrom(data),
  };
}

function givenSettings(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(settings.shape)) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  return given;
}

function isPostgresUrl(text: string): boolean {
  const url = parseUrl(text);
  if (url === undefined || !['postgres:', 'postgresql:'].includes(url.protocol)) return false;
  return url.hostname !== '' || url.searchParams.has('host');
}

function isOrigin(text: string): boolean {
  const url = parseUrl(text);
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return false;
  return url.href === `${url.origin}/`;
}

function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
}
