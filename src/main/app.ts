import type { Server } from 'node:http';
import express, { type Express } from 'express';
import type { DataSource } from 'typeorm';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import type { LogReader } from '#casework/live-ports.js';
import type { Clock } from '#casework/ports.js';
import type { SignInPorts } from '#casework/sign-in.js';
import { buildSchema } from '#graphql/build-schema.js';
import { mountGraphql } from '#graphql/server/http.js';
import type { OpenReads } from '#graphql/server/operation-scope.js';
import { answerFaults, sendProblem } from '#graphql/server/problem.js';
import { mountWebSocket, type WebSocketSettings } from '#graphql/server/websocket.js';
import { caseFeed, type FeedSettings } from '#live/case-feed.js';
import { WakeUps, type WakeUpSettings } from '#live/wake-ups.js';
import { refusePowerfulRole } from '#persistence/check-role.js';
import { createDataSource } from '#persistence/data-source.js';
import { Directory } from '#persistence/directory.js';
import { logReader } from '#persistence/log-reader.js';
import { ReadSession } from '#persistence/read-session.js';
import { readsOver } from '#persistence/reads.js';
import type { Logger } from '#platform/logger.js';
import { createMetrics, type Metrics } from '#platform/metrics.js';
import type { DatabaseAddresses } from './database.js';
import { mountDevelopmentIdentity } from './development-identity.js';
import { mountFrontPage } from './front-page.js';
import { firstOfAll, listen, mountHealth, type Address, type Readiness } from './http-basics.js';
import { isStillMember, KnownIssuers, signInPorts } from './issuers.js';
import { createCasework, ids } from './wiring.js';

export interface AppSettings extends Address {
  readonly database: Pick<DatabaseAddresses, 'migratorUrl' | 'appUrl' | 'listenUrl'>;
  readonly dataDir: string;
  readonly secretKey: Buffer;
  readonly clock: Clock;
  readonly holidays: BankHolidays;
  readonly production: boolean;
  readonly logger: Logger;
  /** Other times for tests of live updates. */
  readonly live?: Pick<FeedSettings, 'heartbeatMs' | 'membershipCheckMs'> &
    Pick<WakeUpSettings, 'pollMs'> &
    Pick<WebSocketSettings, 'pingMs'>;
  /** Where to count; one's own unless given. */
  readonly metrics?: Metrics;
}

export interface RunningApp {
  readonly origin: string;
  /** Wakes those who follow a partnership's log, after a commit of another part of this process. */
  readonly grown: (tenantId: string) => void;
  /** Refuses new work, finishes what is in flight, ends streams with a reason, then lets go of the database. */
  stop(): Promise<void>;
}

/** The server: HTTP and WebSocket entrances of every partnership, health, and in development the identity provider. */
export async function startApp(settings: AppSettings): Promise<RunningApp> {
  const base = await openBase(settings);
  const { app, readiness, dataSource, issuers } = base;
  const stopping = new AbortController();
  const wakeUps = await startWakeUps(settings, base, stopping.signal);
  const { apollo, sockets } = await mountEntrances(settings, { ...base, wakeUps, stopping: stopping.signal });
  app.use((_request, response) => {
    sendProblem(response, { status: 404, code: 'NOT_FOUND', message: 'There is nothing at this address.' });
  });
  app.use(answerFaults(settings.logger));
  readiness.started = true;
  const stop = async () => {
    readiness.stopping = true;
    stopping.abort();
    await sockets.stop();
    await apollo.stop();
    issuers.stop();
    await wakeUps.stop();
    await dataSource.destroy();
  };
  const grown = (tenantId: string) => {
    wakeUps.grown(tenantId);
  };
  return { origin: base.origin, grown, stop };
}

/** What stands before any partnership: the pool, an address that answers, who may sign in. */
interface Base {
  readonly app: Express;
  readonly readiness: Readiness;
  readonly dataSource: DataSource;
  readonly httpServer: Server;
  readonly origin: string;
  readonly directory: Directory;
  readonly issuers: KnownIssuers;
  readonly log: LogReader;
}

async function openBase(settings: AppSettings): Promise<Base> {
  const { database, logger, clock, production } = settings;
  const dataSource = await connect(database.appUrl);
  const readiness: Readiness = { started: false, stopping: false };
  const app = express().disable('x-powered-by').use(firstOfAll(readiness));
  mountHealth(app, readiness, dataSource);
  const { server: httpServer, origin } = await listen(app, settings);
  const directory = new Directory(dataSource);
  const issuers = new KnownIssuers(directory, logger, production);
  try {
    await provideIdentity(app, { settings, directory, origin });
  } catch (error) {
    httpServer.close();
    await dataSource.destroy();
    throw error;
  }
  await issuers.start();
  mountFrontPage(app, { directory, origin });
  const log = logReader({ dataSource, clock, ids });
  return { app, readiness, dataSource, httpServer, origin, directory, issuers, log };
}

async function startWakeUps(
  { database, logger, live }: AppSettings,
  { log }: Base,
  stopping: AbortSignal,
): Promise<WakeUps> {
  const wakeUps = new WakeUps({ url: database.listenUrl, log, logger, stopping, ...live });
  await wakeUps.start();
  return wakeUps;
}

async function mountEntrances(
  settings: AppSettings,
  parts: Base & { readonly wakeUps: WakeUps; readonly stopping: AbortSignal },
) {
  const { app, httpServer, origin, directory, issuers, dataSource, log, wakeUps, stopping } = parts;
  const ports = signInPorts({ directory, issuers, clock: settings.clock });
  const common = await commonSettings({ settings, dataSource, wakeUps, ports });
  const apollo = await mountGraphql(app, { ...common, httpServer, production: settings.production });
  const feedFor = feedsOver({ settings, log, wakeUps, ports, stopping });
  const sockets = mountWebSocket({ ...common, ...settings.live, httpServer, origins: [origin], feedFor });
  return { apollo, sockets };
}

async function connect(url: string): Promise<DataSource> {
  const dataSource = await createDataSource({ url, applicationName: 'concord server' }).initialize();
  await refusePowerfulRole(dataSource, 'DATABASE_APP_URL');
  return dataSource;
}

interface Parts {
  readonly settings: AppSettings;
  readonly dataSource: DataSource;
  readonly wakeUps: WakeUps;
  readonly ports: SignInPorts;
}

/** With no issuer named by any tenant, people sign in at the development provider; production refuses to go without. */
async function provideIdentity(
  app: Express,
  { settings, directory, origin }: { settings: AppSettings; directory: Directory; origin: string },
): Promise<void> {
  const named = (await directory.listIssuers()).filter((issuer) => !issuer.development);
  if (named.length > 0) return;
  await mountDevelopmentIdentity(app, { ...settings, migratorUrl: settings.database.migratorUrl, origin });
}

async function commonSettings({ settings, dataSource, wakeUps, ports }: Parts) {
  const { clock, secretKey, logger } = settings;
  const openReads: OpenReads = (principal) => {
    const session = new ReadSession(principal, { dataSource, clock, ids });
    return { reads: readsOver(session), finish: () => session.finish(), abandon: () => session.abandon() };
  };
  return {
    schema: await buildSchema(),
    signInPorts: ports,
    logger,
    metrics: settings.metrics ?? createMetrics({ processMetrics: true }),
    secretKey,
    casework: createCasework({
      ...settings,
      dataSource,
      onAppended: (tenantId) => {
        wakeUps.grown(tenantId);
      },
    }),
    openReads,
  };
}

function feedsOver({
  settings: { clock, live },
  log,
  wakeUps,
  ports,
  stopping,
}: Omit<Parts, 'dataSource'> & Pick<FeedSettings, 'log' | 'stopping'>): WebSocketSettings['feedFor'] {
  const feed: FeedSettings = { log, wakeUps, clock, stopping, ...live };
  return (principal, subject) =>
    caseFeed(feed, {
      principal,
      expiresAt: subject.expiresAt,
      stillMember: () => isStillMember(ports, subject, principal),
    });
}
