import { GraphQLError, type ExecutionArgs } from 'graphql';
import {
  CloseCode,
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  makeServer,
  type Server as Protocol,
  type SubscribePayload,
} from 'graphql-ws';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { BrowserCookies } from '#casework/browser-session-ports.js';
import { signIn, type SignedIn, type SignInPorts } from '#casework/sign-in.js';
import type { Logger } from '#platform/logger.js';
import type { Arrival } from '../guard/client-address.js';
import { MessageRate } from '../guard/message-rate.js';
import { inWords } from '../guard/refusals.js';
import { presentError } from '../present-error.js';
import { chargeNotSignedIn } from './charge-not-signed-in.js';
import { mayAsk, type Origins } from './origins.js';
import { sessionOfSocket, type Brought } from './session-request.js';
import { SocketLink, tooMany, type ProtocolExtra } from './socket-link.js';
import { prepareSubscription, type SubscriptionSettings } from './subscription.js';

export interface WebSocketSettings extends SubscriptionSettings {
  readonly signInPorts: SignInPorts;
  readonly logger: Logger;
  readonly httpServer: Server;
  readonly origins: Origins;
  readonly cookies: BrowserCookies;
  /** Acts when this process ends a session; returns how to stop. */
  readonly whenSessionEnds: (sessionId: string, act: () => void) => () => void;
  /** Where a request came from, as far as it can be believed. */
  readonly addressOf: (arrival: Arrival) => string;
  /** How often a socket is pinged; 12,000 ms unless told. */
  readonly pingMs?: number;
}

const path = /^\/(?<slug>[a-z][a-z0-9-]{1,62})\/graphql(?:\?|$)/;

/** "Try again later", which graphql-ws does not name. */
const tryAgainLater = 1013;
const goingAway = 1001;

const noPlace = {
  SOCKETS_PER_PROCESS: '503 Service Unavailable',
  SOCKETS_AWAITING_PER_ADDRESS: '429 Too Many Requests',
} as const;

/** `ws://host/<partnership>/graphql`, for subscriptions only. */
export function mountWebSocket(settings: WebSocketSettings): { stop(): Promise<void> } {
  const { httpServer, guard } = settings;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: guard.limits.messageBytes,
    perMessageDeflate: false,
    handleProtocols: () => GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  const protocol = speak(settings);
  const links = new Set<SocketLink>();
  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const slug = path.exec(request.url ?? '')?.groups?.['slug'];
    const refusal = refuseUpgrade(request, settings);
    if (slug === undefined || refusal !== undefined) return refuse(stream, refusal ?? '404 Not Found');
    const address = addressOf(request, settings);
    const opened = guard.sockets.take(address);
    if (typeof opened === 'string') {
      guard.countRefusal(opened);
      return refuse(stream, noPlace[opened]);
    }
    stream.once('close', opened.closed);
    server.handleUpgrade(request, stream, head, (socket) => {
      const session = sessionOfSocket(request.headers, settings);
      const link = new SocketLink(socket, { slug, address, session, seated: opened.seated });
      links.add(link);
      link.whenClosed(() => links.delete(link));
      attach(link, protocol, settings);
    });
  };
  httpServer.on('upgrade', onUpgrade);
  return {
    stop: async () => {
      httpServer.off('upgrade', onUpgrade);
      await Promise.all([...links].map((link) => link.end(goingAway, 'The server is stopping')));
    },
  };
}

function attach(
  link: SocketLink,
  protocol: Protocol<ProtocolExtra>,
  { guard, logger, pingMs = 12_000 }: WebSocketSettings,
): void {
  const messages = new MessageRate(guard.limits.messagesPer10s);
  link.attach({
    protocol,
    logger,
    pingMs,
    messages,
    onRefused: (limit) => {
      guard.countRefusal(limit);
    },
  });
}

function addressOf({ socket, headers }: IncomingMessage, settings: WebSocketSettings): string {
  const forwarded = headers['x-forwarded-for'];
  return settings.addressOf({
    remoteAddress: socket.remoteAddress,
    forwardedFor: Array.isArray(forwarded) ? forwarded.join(',') : forwarded,
  });
}

function refuseUpgrade(request: IncomingMessage, { origins }: WebSocketSettings): string | undefined {
  const { origin } = request.headers;
  if (!mayAsk(origins, origin)) return '403 Forbidden';
  const offered = request.headers['sec-websocket-protocol'] ?? '';
  return offered.split(',').some((each) => each.trim() === GRAPHQL_TRANSPORT_WS_PROTOCOL)
    ? undefined
    : '400 Bad Request';
}

function refuse(stream: Duplex, status: string): void {
  // A client that is gone already must not end the process.
  stream.on('error', () => undefined);
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => stream.destroy());
}

function speak(settings: WebSocketSettings): Protocol<ProtocolExtra> {
  const { logger, metrics, guard } = settings;
  const present = (error: unknown, correlationId: string) => {
    const { extensions, ...presented } = presentError(error, { correlationId, logger }).toJSON();
    const { http: _onlyOverHttp, ...shown } = extensions ?? {};
    return { ...presented, extensions: shown };
  };
  return makeServer<Record<string, unknown>, ProtocolExtra>({
    connectionInitWaitTimeout: guard.limits.signInWithinMs,
    onConnect: ({ extra, connectionParams }) => signInSocket(settings, extra.link, connectionParams ?? {}),
    onSubscribe: ({ extra }, _id, payload) => placeSubscription(settings, extra.link, payload),
    onOperation: ({ extra }) => {
      extra.link.operationOpened();
      metrics.openSubscriptions.inc();
    },
    onNext: (...[, , , args, result]) => {
      if (!result.errors) return undefined;
      const { correlationId } = args.contextValue as { correlationId: string };
      return {
        data: result.data ?? null,
        errors: result.errors.map((error) => present(error, correlationId)),
      };
    },
    onError: (...[{ extra }, , , errors]) =>
      extra.link.closed ? undefined : errors.map((error) => present(error, randomUUID())),
    onComplete: ({ extra }, _id, payload) => {
      extra.link.feeds.free(payload);
      extra.link.operationEnded();
      metrics.openSubscriptions.dec();
    },
  });
}

/** What to run for a client's `subscribe`, which then has its place on the socket, or why not. */
async function placeSubscription(
  settings: WebSocketSettings,
  link: SocketLink,
  payload: SubscribePayload,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { guard } = settings;
  const { subscriptionsPerSocket: allowed } = guard.limits;
  if (!(await link.feeds.take(payload, allowed))) return [guard.refused(tooManySubscriptions(allowed))];
  let prepared: Awaited<ReturnType<typeof prepareSubscription>> = [];
  try {
    prepared = await prepareSubscription(settings, link, payload);
  } finally {
    if (!('schema' in prepared)) link.feeds.free(payload);
  }
  return prepared;
}

function tooManySubscriptions(allowed: number): GraphQLError {
  return new GraphQLError(
    `This socket carries ${inWords(allowed)} subscriptions: expected at most ${inWords(allowed)}.`,
    { extensions: { code: 'LIMIT_EXCEEDED', limit: 'SUBSCRIPTIONS_PER_SOCKET' } },
  );
}

/** Whether a connection may go on; otherwise it was closed with why. */
async function signInSocket(
  settings: WebSocketSettings,
  link: SocketLink,
  { authorization, membership }: Record<string, unknown>,
): Promise<boolean> {
  try {
    const signedIn = await signIn(settings.signInPorts, {
      slug: link.slug,
      ...broughtBy(link, authorization),
      membershipId: typeof membership === 'string' ? membership : undefined,
    });
    if (signedIn.kind === 'member') return seat(settings, link, signedIn);
    if (signedIn.kind === 'public') throw new Error('A socket without a token has an empty one.');
    const tooOften = await chargeNotSignedIn(settings.guard, signedIn, link.address);
    const chooses = signedIn.kind === 'choose_membership';
    if (tooOften)
      link.close(tooMany, 'memberships' in signedIn ? 'Too many requests' : 'Too many failed sign-ins');
    else if (signedIn.kind === 'not_live') link.close(tryAgainLater, 'Partnership not live');
    else if (signedIn.kind === 'assurance_too_low') link.close(CloseCode.Forbidden, 'Assurance too low');
    else if (chooses) link.close(CloseCode.Forbidden, 'Several memberships: send one as "membership"');
    else link.close(CloseCode.Forbidden, 'Forbidden');
  } catch (error) {
    presentError(error, { correlationId: randomUUID(), logger: settings.logger });
    link.close(tryAgainLater, 'Not available');
  }
  return false;
}

/** What the client itself sends goes before the session of its cookie. */
function broughtBy({ session }: SocketLink, authorization: unknown): Brought {
  if (typeof authorization === 'string') return { authorization };
  return authorization === undefined && session ? { session } : { authorization: '' };
}

/** Counts the socket to whoever signed in on it, until it closes. */
function seat(
  { guard, casework, whenSessionEnds }: WebSocketSettings,
  link: SocketLink,
  member: Extract<SignedIn, { kind: 'member' }>,
): boolean {
  // Whoever hung up meanwhile takes no place.
  if (link.closed) return false;
  const free = guard.sockets.takeFor(member.principal);
  if (typeof free === 'string') {
    guard.countRefusal(free);
    link.close(tooMany, 'Too many sockets');
    return false;
  }
  link.whenClosed(free);
  link.seat(member);
  const { sessionId } = member.subject;
  if (sessionId !== undefined)
    link.whenClosed(
      whenSessionEnds(sessionId, () => {
        link.close(CloseCode.Forbidden, 'Signed out');
      }),
    );
  link.expireIn(untilExpiry(member.subject.expiresAt, casework.clock.now().epochMilliseconds));
  return true;
}

const longestTimerMs = 2 ** 31 - 1;

function untilExpiry(expiresAt: number, now: number): number {
  return Math.min(longestTimerMs, Math.max(0, expiresAt * 1_000 - now));
}
