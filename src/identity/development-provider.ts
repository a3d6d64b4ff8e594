import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ClientMetadata } from 'oidc-provider';
import { Provider } from 'oidc-provider/lib/provider.js';

import {
  CONCORD_SCOPE,
  developmentClients,
  developmentConfiguration,
} from '#identity/development/configuration.js';
import { createSignInStep } from '#identity/development/sign-in-step.js';
import { keptSigningKey } from '#identity/development/signing-key.js';

import type { DemoPerson } from './demo-people.js';
import { isLoopback, isLoopbackAddress } from './loopback.js';

export interface DevelopmentProviderSettings {
  /** The provider's own address, its path included: `http://localhost:4000/identity`. */
  readonly issuer: string;
  /** The resource indicator that access tokens are for; an absolute URI. */
  readonly audience: string;
  readonly people: readonly DemoPerson[];
  /** The installation's secret; cookies are signed with a key derived from it. */
  readonly secretKey: Buffer;
  /** Where the signing key is kept, so that tokens outlive a restart. */
  readonly keyFile: string;
  readonly production: boolean;
  /** Epoch seconds by which access tokens are dated, for a server with a fixed clock; the machine's when left out. */
  readonly now?: () => number;
  /** Told of every failure that is not the caller's. */
  readonly onFault?: (fault: Error) => void;
}

export interface DevelopmentProvider {
  /** Serves every path below the issuer's, mounted by Express or alone. Mount it before anything that reads bodies. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  readonly issuer: string;
  readonly audience: string;
  readonly clients: readonly string[];
}

/**
 * An OpenID Connect provider with invented people and no passwords, for development, demonstrations and tests.
 * Throws in production, and for an issuer that is not on this machine: reachable by strangers it would let anybody
 * in as anybody.
 */
export function createDevelopmentProvider(settings: DevelopmentProviderSettings): DevelopmentProvider {
  const { audience, people, secretKey, keyFile, production, now } = settings;
  const issuer = new URL(settings.issuer);
  refuseToServeStrangers(issuer, production);
  const signingKey = keptSigningKey(keyFile);
  const provider = new Provider(
    settings.issuer,
    developmentConfiguration({ issuer, audience, people, secretKey, signingKey, now }),
  );
  const onFault = settings.onFault ?? (() => undefined);
  provider.on('server_error', (_context, fault) => onFault(fault));
  // Koa would print it.
  provider.onerror = onFault;
  return {
    handler: handlerOf({ provider, settings, issuer, onFault }),
    issuer: settings.issuer,
    audience,
    clients: developmentClients(issuer).map(({ client_id }: ClientMetadata) => client_id),
  };
}

function refuseToServeStrangers(issuer: URL, production: boolean): void {
  const because = 'it signs anybody in without a password';
  if (production) {
    throw new Error(
      `The development identity provider does not run in production: ${because}. Configure an issuer.`,
    );
  }
  if (!isLoopback(issuer)) {
    throw new Error(
      `The development identity provider runs only on localhost, not on ${issuer.host}: ${because}. Configure an issuer.`,
    );
  }
}

interface HandlerParts {
  readonly provider: Provider;
  readonly settings: DevelopmentProviderSettings;
  readonly issuer: URL;
  readonly onFault: (fault: Error) => void;
}

/**
 * Express strips the mount path from `url` and keeps the whole in `originalUrl`; the library routes by `url` and
 * finds the mount path as what `originalUrl` has before it. Both are set here from the issuer's own path, which
 * makes the two agree however the handler is mounted.
 */
function handlerOf({ provider, settings, issuer, onFault }: HandlerParts): DevelopmentProvider['handler'] {
  const mountPath = issuer.pathname.replace(/\/$/, '');
  const serveProvider = provider.callback();
  const serveStep = createSignInStep({
    provider,
    people: settings.people,
    audience: settings.audience,
    scope: CONCORD_SCOPE,
  });

  return (request: IncomingMessage & { originalUrl?: string }, response) => {
    // Another name that leads to this machine is how a web page elsewhere would reach a provider without passwords.
    if (request.headers.host !== issuer.host) {
      return refuse(response, 421, `This identity provider answers as ${settings.issuer} only.`);
    }
    if (!isLoopbackAddress(request.socket.remoteAddress)) {
      return refuse(response, 403, 'This identity provider answers this machine only. Configure an issuer.');
    }
    const whole = request.originalUrl ?? request.url ?? '/';
    if (whole !== mountPath && !whole.startsWith(`${mountPath}/`)) {
      return refuse(response, 404, `This identity provider serves ${settings.issuer} only.`);
    }
    request.originalUrl = whole;
    request.url = whole.slice(mountPath.length) || '/';
    const serve = request.url.startsWith('/interaction/') ? serveStep : serveProvider;
    serve(request, response).catch((fault: unknown) => {
      onFault(fault instanceof Error ? fault : new Error('The identity provider failed.', { cause: fault }));
      refuse(response, 500, 'The identity provider failed.');
    });
  };
}

function refuse(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}
