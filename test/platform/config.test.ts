import { defaultLimits } from '#platform/limits.js';
import { resolve } from 'node:path';
import { readConfig } from '#platform/config.js';
import { ConfigurationFault } from '#platform/configuration-fault.js';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://migrator:hidden-word@db.example.org/concord',
  SECRET_KEY_FILE: '/run/secrets/concord',
  PUBLIC_URL: 'https://reviews.example.org',
};

describe('the configuration', () => {
  it('has a default for everything in development', () => {
    expect(readConfig({})).toEqual({
      allowedOrigins: [],
      limits: defaultLimits,
      metricsPort: undefined,
      preparedStatements: true,
      trustedProxies: 0,
      environment: 'development',
      port: 4000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:4000',
      databaseUrl: undefined,
      databaseAppUrl: undefined,
      databaseWorkerUrl: undefined,
      databaseListenUrl: undefined,
      dataDir: resolve('.concord'),
      secretKeyFile: undefined,
      clientSecretsDir: resolve('.concord/client-secrets'),
      sessionIdleMinutes: 30,
      sessionHours: 12,
      fixedNow: undefined,
      logLevel: 'info',
    });
  });

  it('takes every setting, without spaces around it, and derives the public address from the port', () => {
    const config = readConfig({
      NODE_ENV: 'test',
      PORT: ' 8080 ',
      HOST: '::',
      DATABASE_URL: 'postgresql:///concord?host=/run/postgresql',
      DATABASE_APP_URL: 'postgres://app@localhost/concord',
      DATA_DIR: '/srv/concord',
      CONCORD_NOW: '2026-04-02T10:00:00+01:00',
      SESSION_IDLE_MINUTES: '5',
      SESSION_HOURS: '8',
    });

    expect(config).toMatchObject({
      port: 8080,
      host: '::',
      publicUrl: 'http://localhost:8080',
      dataDir: '/srv/concord',
      clientSecretsDir: '/srv/concord/client-secrets',
      sessionIdleMinutes: 5,
      sessionHours: 8,
      logLevel: 'warn',
    });
    expect(config.fixedNow?.toString()).toBe('2026-04-02T09:00:00Z');
    expect(config.databaseAppUrl).toBe('postgres://app@localhost/concord');
  });

  it('takes an empty setting for one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', CONCORD_NOW: '' })).toEqual(readConfig({}));
  });

  it('accepts a complete production configuration', () => {
    expect(readConfig({ ...production, PUBLIC_URL: 'https://reviews.example.org/' }).publicUrl).toBe(
      'https://reviews.example.org',
    );
    expect(readConfig({ ...production, PUBLIC_URL: 'http://localhost:4000' }).environment).toBe('production');
  });

  it.each([
    ['PORT', { PORT: '70000' }, 'PORT is "70000": expected a whole number from 0 to 65535'],
    ['SESSION_HOURS', { SESSION_HOURS: '25' }, 'SESSION_HOURS is "25": expected a whole number from 1 to 24'],
    [
      'SESSION_IDLE_MINUTES',
      { SESSION_IDLE_MINUTES: '0' },
      'SESSION_IDLE_MINUTES is "0": expected a whole number from 1 to 1440',
    ],
    ['PORT', { PORT: '4000x' }, 'PORT is "4000x": expected a whole number from 0 to 65535'],
    ['HOST', { HOST: 'a b' }, 'HOST is "a b": expected a host name'],
    [
      'NODE_ENV',
      { NODE_ENV: 'staging' },
      'NODE_ENV is "staging": expected one of development, test, production',
    ],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud": expected one of fatal, error, warn'],
    ['PUBLIC_URL', { PUBLIC_URL: 'reviews.example.org' }, 'PUBLIC_URL: expected an origin'],
    [
      'PUBLIC_URL',
      { PUBLIC_URL: 'https://example.org/path' },
      'PUBLIC_URL is "https://example.org/path": expected an origin',
    ],
    [
      'PUBLIC_URL',
      { PUBLIC_URL: 'ftp://example.org' },
      'PUBLIC_URL is "ftp://example.org/": expected an origin',
    ],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://db/concord' }, 'expected a URL such as postgres://'],
    ['DATABASE_URL', { DATABASE_URL: 'localhost:5432' }, 'DATABASE_URL: expected a URL such as postgres://'],
    ['DATABASE_APP_URL', { DATABASE_APP_URL: 'postgres://a@b/c' }, 'expected DATABASE_URL to be set as well'],
    [
      'DATABASE_WORKER_URL',
      { DATABASE_WORKER_URL: 'postgres://a@b/c' },
      'expected DATABASE_URL to be set as well',
    ],
    [
      'DATABASE_LISTEN_URL',
      { DATABASE_LISTEN_URL: 'postgres://a@b/c' },
      'expected DATABASE_URL to be set as well',
    ],
    ['CONCORD_NOW', { CONCORD_NOW: '2026-04-02' }, 'CONCORD_NOW is "2026-04-02": expected an instant'],
    [
      'CONCORD_NOW',
      { ...production, CONCORD_NOW: '2026-04-02T09:00:00Z' },
      'expected not to be set in production',
    ],
    [
      'PUBLIC_URL',
      { ...production, PUBLIC_URL: 'http://reviews.example.org' },
      'expected https in production',
    ],
    ['PUBLIC_URL', { ...production, PUBLIC_URL: undefined }, 'PUBLIC_URL: expected to be set in production'],
    [
      'SECRET_KEY_FILE',
      { ...production, SECRET_KEY_FILE: '' },
      'SECRET_KEY_FILE: expected to be set in production',
    ],
    [
      'DATABASE_URL',
      { ...production, DATABASE_URL: undefined },
      'DATABASE_URL: expected to be set in production',
    ],
  ])('refuses a wrong %s (%j)', (setting, env, text) => {
    const fault = faultOf(env);

    expect(fault.problems.map((problem) => problem.setting)).toEqual([setting]);
    expect(fault.message).toContain(text);
  });

  it('names every wrong setting at once, those wrong together included', () => {
    const { problems } = faultOf({
      NODE_ENV: 'production',
      PORT: 'x',
      LOG_LEVEL: 'y',
      CONCORD_NOW: '2026-04-02T09:00:00Z',
    });

    expect(problems.map(({ setting }) => setting).sort()).toEqual([
      'CONCORD_NOW',
      'DATABASE_URL',
      'LOG_LEVEL',
      'PORT',
      'PUBLIC_URL',
      'SECRET_KEY_FILE',
    ]);
  });

  it('never shows a password, whatever else is wrong with the address', () => {
    for (const url of [
      'mysql://user:hidden-word@db/concord',
      'mysql://db/concord?password=hidden-word',
      'postgres:user:hidden-word',
      'user:hidden-word@db',
    ]) {
      expect(faultOf({ DATABASE_URL: url }).message).not.toContain('hidden-word');
    }
    expect(faultOf({ SECRET_KEY_FILE: 'hidden-word', PORT: 'x' }).message).not.toContain('hidden-word');
  });
});

function faultOf(env: Record<string, string | undefined>): ConfigurationFault {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationFault) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}
