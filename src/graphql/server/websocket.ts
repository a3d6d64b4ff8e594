import { GraphQLError } from 'graphql';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer, type Server as Protocol } from 'graphql-ws';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { signIn, type SignInPorts } from '#casework/sign-in.js';
import type { Logger } from '#platform/logger.js';
import { presentError } from '../present-error.js';
import { SocketLink, type ProtocolExtra } from './socket-link.js';
import { prepareSubscription, type SubscriptionSettings } from './subscription.js';

export interface WebSocketSettings extends SubscriptionSettings {
  readonly signInPorts: SignInPorts;
  readonly logger: Logger;
  readonly httpServer: Server;
  /** Origins whose pages may connect; programs send none. */
  readonly origins: readonly string[];
  /** How often a socket is pinged; 12,000 ms unless told. */
  readonly pingMs?: number;
}

const path = /^\/(?<slug>[a-z][a-z0-9-]{1,62})\/graphql(?:\?|$)/;
const largestMessage = 16 * 1_024;
const operationsPerSocket = 10;
const signInWithinMs = 3_000;

/** "Try again later", which graphql-ws does not name. */
const tryAgainLater = 1013;
const goingAway = 1001;

/** `ws://host/<partnership>/graphql`, for subscriptions only. */
export function mountWebSocket(settings: WebSocketSettings): { stop(): Promise<void> } {
  const { httpServer, logger, pingMs = 12_000 } = settings;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
    handleProtocols: () => GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  const protocol = speak(settings);
  const links = new Set<SocketLink>();
  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const slug = path.exec(request.url ?? '')?.groups?.['slug'];
    const refusal = refuseUpgrade(request, settings);
    if (slug === undefined || refusal !== undefined) {
      refuse(stream, refusal ?? '404 Not Found');
      return;
    }
    server.handleUpgrade(request, stream, head, (socket) => {
      const link = new SocketLink(socket, slug);
      links.add(link);
      socket.once('close', () => links.delete(link));
      link.attach({ protocol, logger, pingMs });
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

function refuseUpgrade(request: IncomingMessage, { origins }: WebSocketSettings): string | undefined {
  const { origin } = request.headers;
  if (origin !== undefined && !origins.includes(origin)) return '403 Forbidden';
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
  const { logger, metrics } = settings;
  const present = (error: unknown, correlationId: string) => {
    const { extensions, ...presented } = presentError(error, { correlationId, logger }).toJSON();
    const { http: _onlyOverHttp, ...shown } = extensions ?? {};
    return { ...presented, extensions: shown };
  };
  return makeServer<Record<string, unknown>, ProtocolExtra>({
    connectionInitWaitTimeout: signInWithinMs,
    onConnect: ({ extra, connectionParams }) => signInSocket(settings, extra.link, connectionParams ?? {}),
    onSubscribe: ({ extra, subscriptions }, _id, payload) =>
      Object.keys(subscriptions).length > operationsPerSocket
        ? [tooMany()]
        : prepareSubscription(settings, extra.link, payload),
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
    onComplete: ({ extra }) => {
      extra.link.operationEnded();
      metrics.openSubscriptions.dec();
    },
  });
}

function tooMany(): GraphQLError {
  return new GraphQLError(
    `This socket already carries ${String(operationsPerSocket)} subscriptions, the most that it may.`,
    { extensions: { code: 'OPERATION_NOT_ALLOWED', limit: 'SUBSCRIPTIONS_PER_SOCKET' } },
  );
}

/** Whether a connection may go on; otherwise it was closed with why. */
async function signInSocket(
  { signInPorts, casework, logger }: WebSocketSettings,
  link: SocketLink,
  { authorization, membership }: Record<string, unknown>,
): Promise<boolean> {
  try {
    const signedIn = await signIn(signInPorts, {
      slug: link.slug,
      authorization: typeof authorization === 'string' ? authorization : '',
      membershipId: typeof membership === 'string' ? membership : undefined,
    });
    if (signedIn.kind === 'member') {
      link.member = signedIn;
      link.expireIn(untilExpiry(signedIn.subject.expiresAt, casework.clock.now().epochMilliseconds));
      return true;
    }
    link.close(
      CloseCode.Forbidden,
      signedIn.kind === 'choose_membership' ? 'Several memberships: send one as "membership"' : 'Forbidden',
    );
  } catch (error) {
    presentError(error, { correlationId: randomUUID(), logger });
    link.close(tryAgainLater, 'Not available');
  }
  return false;
}

const longestTimerMs = 2 ** 31 - 1;

function untilExpiry(expiresAt: number, now: number): number {
  return Math.min(longestTimerMs, Math.max(0, expiresAt * 1_000 - now));
}
