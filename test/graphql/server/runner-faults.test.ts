import express from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Casework } from '#casework/ports.js';
import { buildSchema } from '#graphql/build-schema.js';
import { Guard } from '#graphql/guard/guard.js';
import { mountGraphql } from '#graphql/server/http.js';
import type { OpenReads } from '#graphql/server/operation-scope.js';
import { firstOfAll } from '#main/http-basics.js';
import { tenantsFolder } from '#main/prepare.js';
import { ids } from '#main/wiring.js';
import { createDataSource } from '#persistence/data-source.js';
import { KeptDirectories } from '#persistence/kept-directories.js';
import { ReadSession } from '#persistence/read-session.js';
import { readsOver } from '#persistence/reads.js';
import { defaultLimits } from '#platform/limits.js';
import { createLogger } from '#platform/logger.js';
import { createMetrics } from '#platform/metrics.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { mondayMorning, post } from '../../support/running-app.js';
import { TestClock } from '../../support/test-clock.js';

const clock = new TestClock(mondayMorning);

/** Use cases that nobody calls here. */
const casework: Casework = {
  inTransaction: () => Promise.reject(new Error('not expected')),
  clock,
  ids,
  secrets: { applicantSecret: () => '', digest: () => '' },
  holidays: readTenants(tenantsFolder).holidays,
};

/** Reads of a database that no test asks anything. */
const openReads: OpenReads = (principal) => {
  const dataSource = createDataSource({ url: 'postgres://nobody@127.0.0.1:1/none', applicationName: 'none' });
  const session = new ReadSession(principal, { dataSource, clock, ids, directories: new KeptDirectories() });
  return { reads: readsOver(session), finish: () => session.finish(), abandon: () => session.abandon() };
};

describe('what nobody expected, between the guard and the execution of an operation', () => {
  const lines: string[] = [];
  /** Each operation opens its reads as the test says. */
  let opening: OpenReads = openReads;
  let origin: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const app = express().use(firstOfAll({ started: true, stopping: false }));
    const httpServer = createServer(app);
    const schema = await buildSchema();
    const metrics = createMetrics({ processMetrics: false });
    const limits = { ...defaultLimits, operationsPerUser: 1 };
    const apollo = await mountGraphql(app, {
      schema,
      guard: new Guard({ schema, limits, metrics, production: true }),
      production: true,
      metrics,
      logger: createLogger({ logLevel: 'trace' }, { write: (line: string) => lines.push(line) }),
      httpServer,
      casework,
      caseworkWithin: () => casework,
      openReads: (...given) => opening(...given),
      secretKey: Buffer.alloc(32),
      signInPorts: {
        findPartnership: (slug) => Promise.resolve({ tenantId: ids.newId(), slug, name: slug }),
        listGapsBeforeGoLive: () => Promise.resolve([]),
        listMemberships: () => Promise.resolve([]),
        verifyToken: () => Promise.resolve(undefined),
        findSession: () => Promise.resolve(undefined),
        forgetMemberships: () => undefined,
      },
      origins: { own: 'http://localhost', allowed: [] },
      cookies: { secretIn: () => undefined, isProof: () => false },
      addressOf: () => '127.0.0.1',
    });
    await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${String((httpServer.address() as AddressInfo).port)}`;
    stop = () => apollo.stop();
  });
  afterAll(() => stop());
  beforeEach(() => {
    lines.length = 0;
    opening = openReads;
  });

  const ask = (query = '{ __typename }') => post(`${origin}/leicester/graphql`, { body: { query } });

  // The control of all below: the same request, with nothing that breaks.
  it('is not there as a rule: an operation is answered, and nothing is logged', async () => {
    expect(await ask()).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    expect(lines).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['an error', new TypeError('no reads for tenant 4711')],
    ['a text', 'no reads for tenant 4711'],
    ['nothing at all', undefined],
  ])('is masked, and logged under the correlation id of its request: %s', async (_, thrown) => {
    opening = () => {
      throw thrown;
    };
    const { status, headers, data, errors } = await ask();
    const correlationId = headers.get('concord-correlation-id') ?? '';
    expect(correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(status).toBe(500);
    expect(data ?? null).toBeNull();
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side. It was recorded under the correlation id.',
        extensions: { code: 'INTERNAL', correlationId },
      },
    ]);
    expect(JSON.stringify(errors)).not.toContain('4711');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      correlationId,
      msg: 'an operation failed',
    });
  });

  it('is told in the log by its name and place', async () => {
    opening = () => {
      throw new TypeError('no reads');
    };
    await ask();
    const { err } = JSON.parse(lines[0] ?? '') as { err: object };
    expect(JSON.stringify(err)).toContain('TypeError');
    expect(JSON.stringify(err)).toContain('runner-faults.test');
  });

  it('gives its place back: as many failures as one likes leave room for the next', async () => {
    for (let count = 0; count < 3; count += 1) {
      opening = () => {
        throw new Error('broken');
      };
      expect((await ask()).status).toBe(500);
      opening = openReads;
      expect((await ask()).status).toBe(200);
    }
  });
});
