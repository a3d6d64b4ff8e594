import type { Server } from 'node:http';
import express, { type Express } from 'express';
import type { DataSource } from 'typeorm';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import type { LogReader } from '#casework/live-ports.js';
import type { ListWork } from '#casework/my-work.js';
import type { Clock, Ids } from '#casework/ports.js';
import type { SignInPorts, TokenSubject } from '#casework/sign-in.js';
import { buildSchema } from '#graphql/build-schema.js';
import { addressFinder } from '#graphql/guard/client-address.js';
import type { Deadline } from '#graphql/guard/deadline.js';
import { Guard } from '#graphql/guard/guard.js';
import { mountMe } from '#graphql/me/mount-me.js';
import { mountGraphql } from '#graphql/server/http.js';
import type { OpenReads } from '#graphql/server/operation-scope.js';
import { answerFaults, sendProblem } from '#graphql/server/problem.js';
import { mountWebSocket, type WebSocketSettings } from '#graphql/server/websocket.js';
import { caseFeed, type FeedSettings } from '#live/case-feed.js';
import { WakeUps, type WakeUpSettings } from '#live/wake-ups.js';
import { refusePowerfulRole } from '#persistence/check-role.js';
import { createDataSource } from '#persistence/data-source.js';
import { Directory } from '#persistence/directory.js';
import { KeptDirectories } from '#persistence/kept-directories.js';
import { logReader } from '#persistence/log-reader.js';
import { ReadSession, type ReadSessionSettings } from '#persistence/read-session.js';
import { readsOver } from '#persistence/reads.js';
import { listWork } from '#persistence/work-reads.js';
import type { TrustedProxies } from '#platform/config-limits.js';
import { defaultLimits, type Limits } from '#platform/limits.js';
import type { Logger } from '#platform/logger.js';
import { createMetrics, type Metrics } from '#platform/metrics.js';
import type { DatabaseAddresses } from './database.js';
import {
  browserParts,
  mountBrowserSignIn,
  signsBrowsersIn,
  type BrowserParts,
  type SessionLimits,
} from './browser-sign-in.js';
import { mountDevelopmentIdentity } from './development-identity.js';
import { mountFrontPage } from './front-page.js';
import { mountGraphiql } from './graphiql/mount-graphiql.js';
import { goLiveCheck, warnOfGapsBeforeGoLive } from './going-live.js';
import { firstOfAll, listen, mountHealth, type Address, type Readiness } from './http-basics.js';
import { isStillMember, KnownIssuers, membershipFinder, signInPorts, tokenJudge } from './issuers.js';
import { rememberMemberships } from './remembered-memberships.js';
import { createCasework, ids } from './wiring.js';

export interface AppSettings extends Address, SessionLimits {
  readonly database: Pick<DatabaseAddresses, 'migratorUrl' | 'appUrl' | 'listenUrl' | 'prepares'>;
  readonly dataDir: string;
  readonly secretKey: Buffer;
  readonly clock: Clock;
  /** Where ids and references come from; random ones unless told. */
  readonly ids?: Ids;
  readonly holidays: BankHolidays;
  readonly production: boolean;
  readonly logger: Logger;
  /** Other times for tests of live updates. */
  readonly live?: Pick<FeedSettings, 'heartbeatMs' | 'membershipCheckMs'> &
    Pick<WakeUpSettings, 'pollMs'> &
    Pick<WebSocketSettings, 'pingMs'>;
  /** Where to count; one's own unless given. */
  readonly metrics?: Metrics;
  /** Those that are not as usual. */
  readonly limits?: Partial<Limits>;
  /** Origins beside the server's own whose pages may ask. */
  readonly allowedOrigins?: readonly string[];
  /** The proxies whose word is taken for where a request came from; none unless told. */
  readonly trustedProxies?: TrustedProxies;
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
  const { servers, sockets } = await mountEntrances(settings, {
    ...base,
    wakeUps,
    stopping: stopping.signal,
  });
  app.use((_request, response) => {
    sendProblem(response, { status: 404, code: 'NOT_FOUND', message: 'There is nothing at this address.' });
  });
  app.use(answerFaults(settings.logger));
  readiness.started = true;
  const stop = async () => {
    readiness.stopping = true;
    stopping.abort();
    await sockets.stop();
    await Promise.all(servers.map((each) => each.stop()));
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
  readonly sessions: ReadSessionSettings;
}

async function openBase(settings: AppSettings): Promise<Base> {
  const { database, logger, clock, production } = settings;
  const dataSource = await connect(database);
  const readiness: Readiness = { started: false, stopping: false };
  const app = express().disable('x-powered-by').disable('etag').use(firstOfAll(readiness));
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
  await warnOfGapsBeforeGoLive(directory, settings);
  const sessions = { dataSource, clock, ids: settings.ids ?? ids, directories: new KeptDirectories() };
  const log = logReader(sessions);
  return { app, readiness, dataSource, httpServer, origin, directory, issuers, log, sessions };
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
  const { app, httpServer, origin, directory, issuers, dataSource, log, sessions, wakeUps, stopping } = parts;
  const memberships = membershipFinder({ directory, clock: settings.clock, ids: settings.ids ?? ids });
  const verifyToken = tokenJudge({ issuers, clock: settings.clock });
  const browsers = browserParts(settings, { dataSource, origin, verifyToken, memberships });
  const ports = signInPorts({
    ...{ directory, memberships, verifyToken, sessions: browsers.sessions },
    listGapsBeforeGoLive: goLiveCheck({ directory, production: settings.production }),
  });
  const common = await commonSettings({ settings, dataSource, sessions, wakeUps, ports, origin, browsers });
  mountBrowserSignIn(app, settings, { ...common, parts: browsers, directory });
  mountFrontPage(app, { ...browsers, directory, origin, signsIn: signsBrowsersIn(origin) });
  await mountGraphiql(app, { ...settings, directory, origin });
  const remembering = { ...common, signInPorts: rememberMemberships(ports, { trust: () => issuers.list() }) };
  const everywherePorts = {
    // As they are now: nobody asks here so often that it would have to be remembered.
    ...ports,
    listPartnershipsOf: (subject: TokenSubject) => browsers.store.listPartnershipsOf(subject),
  };
  const me = await mountMe(app, { ...common, httpServer, everywherePorts, listWork: workReader(sessions) });
  const apollo = await mountGraphql(app, { ...remembering, httpServer });
  const feedFor = feedsOver({ settings, log, wakeUps, ports, browsers, stopping });
  const sockets = mountWebSocket({ ...common, ...settings.live, httpServer, feedFor });
  return { servers: [me, apollo], sockets };
}

async function connect({ appUrl, prepares = true }: AppSettings['database']): Promise<DataSource> {
  const applicationName = 'concord server';
  const dataSource = await createDataSource({ url: appUrl, applicationName, prepares }).initialize();
  await refusePowerfulRole(dataSource, 'DATABASE_APP_URL');
  return dataSource;
}

interface Parts {
  readonly settings: AppSettings;
  readonly dataSource: DataSource;
  readonly sessions: ReadSessionSettings;
  readonly wakeUps: WakeUps;
  readonly ports: SignInPorts;
  readonly browsers: BrowserParts;
  readonly origin: string;
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

/** What both entrances work with; the guard above all, so that what is counted is counted over both. */
async function commonSettings({ settings, dataSource, sessions, wakeUps, ports, browsers, origin }: Parts) {
  const { secretKey, logger, production, allowedOrigins = [], trustedProxies = 0 } = settings;
  const schema = await buildSchema();
  const metrics = settings.metrics ?? createMetrics({ processMetrics: true });
  const limits = { ...defaultLimits, ...settings.limits };
  const casework = {
    ...settings,
    dataSource,
    onAppended: (tenantId: string) => {
      wakeUps.grown(tenantId);
    },
  };
  return {
    schema,
    guard: new Guard({ schema, limits, metrics, production }),
    production,
    signInPorts: ports,
    cookies: browsers.cookies,
    whenSessionEnds: (id: string, act: () => void) => browsers.sessions.whenEnded(id, act),
    logger,
    metrics,
    secretKey,
    origins: { own: origin, allowed: allowedOrigins },
    addressOf: addressFinder(trustedProxies),
    casework: createCasework(casework),
    caseworkWithin: (deadline: Deadline) => createCasework({ ...casework, time: deadline }),
    openReads: readsFrom(sessions),
  };
}

/** Each in a transaction of its own, confirmed as the member that it is read for. */
function workReader(usual: ReadSessionSettings): ListWork {
  return async (member, { first, transactionMs }) => {
    const session = new ReadSession(member, { ...usual, deadlineMs: transactionMs, confirmsMember: true });
    try {
      const page = await listWork(session.sql, member, first);
      await session.finish();
      return page;
    } catch (error) {
      await session.abandon();
      throw error;
    }
  };
}

function readsFrom(usual: ReadSessionSettings): OpenReads {
  return (principal, { deadline, confirmsMember }) => {
    const session = new ReadSession(principal, {
      ...usual,
      confirmsMember,
      // Asked when the first query opens the transaction, which may take what is left of the time.
      ...(deadline && { deadlineMs: () => deadline.transactionMs() }),
    });
    return { reads: readsOver(session), finish: () => session.finish(), abandon: () => session.abandon() };
  };
}

function feedsOver({
  settings: { clock, live },
  log,
  wakeUps,
  ports,
  browsers: { sessions },
  stopping,
}: Pick<Parts, 'settings' | 'wakeUps' | 'ports' | 'browsers'> &
  Pick<FeedSettings, 'log' | 'stopping'>): WebSocketSettings['feedFor'] {
  const feed: FeedSettings = { log, wakeUps, clock, stopping, ...live };
  return (principal, subject) =>
    caseFeed(feed, {
      principal,
      expiresAt: subject.expiresAt,
      stillMember: async () =>
        (subject.sessionId === undefined || (await sessions.isLive(subject.sessionId))) &&
        isStillMember(ports, subject, principal),
    });
}
