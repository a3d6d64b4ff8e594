import {
  None,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';

import { CookieJar } from './cookie-jar.js';
import { isLoopback } from './loopback.js';
import { saidBy } from './said-by.js';

const CLIENT = 'concord-command-line';
/** Never listened on: the sign-in ends when the provider sends the browser there. */
const REDIRECT = 'http://127.0.0.1/callback';
const MOST_STEPS = 12;

export interface SignInRequest {
  /** The development provider's address. */
  readonly issuer: string;
  /** The demo person to act as. */
  readonly subject: string;
  /** The service that the access token is for. */
  readonly audience: string;
}

export interface SignedIn {
  readonly accessToken: string;
  /** Epoch seconds of this machine's clock. */
  readonly expiresAt: number;
  readonly refreshToken?: string;
}

/** A sign-in that did not succeed; the message says at which step, and holds no token. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
}

/**
 * Signs a demo person in at the development identity provider, as a browser and the command line's client would
 * together: authorization code flow with PKCE, the sign-in form included. Throws {@link SignInFailed}.
 */
export async function signInAs({ issuer, subject, audience }: SignInRequest): Promise<SignedIn> {
  const configuration = await discover(issuer);
  const verifier = randomPKCECodeVerifier();
  const state = randomState();
  const nonce = randomNonce();
  const start = buildAuthorizationUrl(configuration, {
    redirect_uri: REDIRECT,
    scope: 'openid profile offline_access concord',
    resource: audience,
    prompt: 'login consent',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const callback = await actAsBrowser({ start, subject, issuer });
  const checks = {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  };
  const tokens = await step(issuer, 'its token endpoint refused', () =>
    authorizationCodeGrant(configuration, callback, checks, { resource: audience }),
  );
  return {
    accessToken: tokens.access_token,
    expiresAt: Math.floor(Date.now() / 1_000) + (tokens.expiresIn() ?? 0),
    ...(tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }),
  };
}

function discover(issuer: string): Promise<Configuration> {
  const address = new URL(issuer);
  const execute = isLoopback(address) ? [allowInsecureRequests] : [];
  return step(issuer, 'it could not be reached', () =>
    discovery(address, CLIENT, undefined, None(), { execute }),
  );
}

async function step<T>(issuer: string, failure: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new SignInFailed(`Signing in at ${issuer} failed: ${failure} (${saidBy(error)}).`);
  }
}

interface BrowserTask {
  readonly start: URL;
  readonly subject: string;
  readonly issuer: string;
}

/** Follows redirects, sends the form on the one page on the way, and returns where the browser would end. */
async function actAsBrowser({ start, subject, issuer }: BrowserTask): Promise<URL> {
  const jar = new CookieJar();
  let address = start;
  let form: URLSearchParams | undefined;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const answer = await step(issuer, 'the connection broke', () => request(address, jar, form));
    const location = answer.headers.get('location');
    if (location !== null) {
      address = new URL(location, address);
      form = undefined;
      if (address.href.startsWith(REDIRECT)) return withoutError(address, issuer);
      if (address.origin !== start.origin) throw new SignInFailed(`${issuer} leads to ${address.origin}.`);
    } else if (answer.status === 200 && form === undefined) {
      form = new URLSearchParams({ person: subject });
    } else if (answer.status === 400 && form !== undefined) {
      throw new SignInFailed(`${issuer} knows no demo person called "${subject}".`);
    } else {
      throw new SignInFailed(`${issuer} answered ${String(answer.status)} at ${address.pathname}.`);
    }
  }
  throw new SignInFailed(`${issuer} redirects without end.`);
}

function withoutError(callback: URL, issuer: string): URL {
  const error = callback.searchParams.get('error');
  if (error === null) return callback;
  throw new SignInFailed(
    `${issuer} refused: ${callback.searchParams.get('error_description') ?? 'no reason given'} (${error}).`,
  );
}

async function request(address: URL, jar: CookieJar, form: URLSearchParams | undefined): Promise<Response> {
  const answer = await fetch(address, {
    redirect: 'manual',
    headers: { cookie: jar.headerFor(address) },
    ...(form === undefined ? {} : { method: 'POST', body: form }),
  });
  jar.keep(answer);
  await answer.arrayBuffer();
  return answer;
}
