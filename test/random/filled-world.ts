import type { GraphQLSchema } from 'graphql';
import { buildSchema } from '#graphql/build-schema.js';
import { readDemoPeople } from '#identity/demo-people.js';
import { readRoles } from '#tenancy/read-roles.js';
import { createLogger } from '#platform/logger.js';
import { createMetrics, type Metrics } from '#platform/metrics.js';
import { AnswersSeen, canary } from '../access/answers-seen.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { openCases } from './canary-cases.js';
import { readKnown, type PartnershipPlan } from './known-values.js';
import type { World } from './random-request.js';
import { readWall, type Wall } from './slips.js';

/** A server with cases in two partnerships, in each of which every free text holds that partnership's own canary. */
export interface FilledWorld {
  readonly app: TestApp;
  readonly schema: GraphQLSchema;
  readonly metrics: Metrics;
  readonly plans: readonly [PartnershipPlan, PartnershipPlan];
  /** What the server logged, everything from `trace` up. */
  readonly seen: AnswersSeen;
  /** What requests can be made of now. */
  readonly look: () => Promise<World>;
  /** What each partnership may not be told now. */
  readonly wall: () => Promise<Wall>;
}

/** High enough that no number of requests is refused for its rate; the limits on one document stay as they are. */
const withoutRates = {
  limits: {
    userRate: 1_000_000,
    userBurst: 1_000_000_000,
    addressRate: 1_000_000,
    addressBurst: 1_000_000_000,
    partnershipRate: 1_000_000,
    partnershipBurst: 1_000_000_000,
    operationsPerUser: 100,
    operationsPerPartnership: 100,
    messagesPer10s: 100_000,
    subscriptionsPerSocket: 100,
    socketsPerUser: 100,
  },
};

/** By slug: the word that every free text holds, and the telephone number of everybody there. */
export const canaries: Readonly<Record<string, { readonly word: string; readonly phone: string }>> = {
  leicester: { word: 'Tambourine', phone: '0116 496 0741' },
  'north-yorkshire': { word: canary, phone: '01632 960852' },
};

const demoPeople = readDemoPeople('tenants/demo-people.yaml', readRoles('tenants'));

export async function startFilledWorld(): Promise<FilledWorld> {
  const seen = new AnswersSeen();
  const metrics = createMetrics({ processMetrics: true });
  const logger = createLogger({ logLevel: 'trace' }, seen.logDestination);
  const app = await startTestApp({ ...withoutRates, logger, metrics, live: { heartbeatMs: 300 } });
  const plans = [await fill(app, 'leicester'), await fill(app, 'north-yorkshire')] as const;
  await openConnections(app);
  const schema = await buildSchema();
  return {
    app,
    schema,
    metrics,
    plans,
    seen,
    look: async () => ({
      schema,
      partnerships: [await readKnown(app, plans[0]), await readKnown(app, plans[1])],
    }),
    wall: () =>
      readWall(
        app,
        Object.fromEntries(Object.entries(canaries).map(([slug, { word, phone }]) => [slug, [word, phone]])),
      ),
  };
}

/**
 * Lets the server open as many connections to the database as it may have. Where many tests share a machine that can take
 * longer than a request is let wait, and how it is refused then is no matter of random requests.
 */
async function openConnections(app: TestApp): Promise<void> {
  for (let round = 0; round < 2; round += 1)
    await Promise.all(
      Array.from({ length: 16 }, () =>
        app.ask('leicester', '{ cases(first: 1) { nodes { id } } }', { as: 'priya.coordinator' }),
      ),
    );
}

async function fill(app: TestApp, slug: string): Promise<PartnershipPlan> {
  const people = demoPeople.flatMap(({ subject, memberships }) =>
    memberships.filter(({ partnership }) => partnership === slug).map(({ roles }) => ({ subject, roles })),
  );
  const { word, phone } = canaries[slug] ?? { word: '', phone: '' };
  return { slug, canary: word, phone, people, secrets: await openCases(app, { slug, word, phone }) };
}

/** Everybody's subject and full name. */
export const namesOfPeople = demoPeople.flatMap(({ subject, name }) => [subject, name]);
