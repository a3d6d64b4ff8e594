import type { IncomingHttpHeaders } from 'node:http';
import type { BrowserCookies } from '#casework/browser-session-ports.js';
import type { Credentials } from '#casework/sign-in.js';
import { mayAsk, type Origins } from './origins.js';
import type { HttpProblem } from './problem.js';

/** What a request or a socket brings to sign in by. */
export type Brought = Pick<Credentials, 'authorization' | 'session'>;

interface Entrance {
  readonly origins: Origins;
  readonly cookies: BrowserCookies;
}

/** A page of another site makes a browser send its cookie, but not what only our pages know of the session. */
export const notFromPage = {
  status: 403,
  code: 'CSRF_REFUSED',
  message:
    'A request with the cookie of a session needs the Origin of a page that may ask, and in the header Concord-CSRF what GET /session tells.',
} as const satisfies HttpProblem;

/**
 * How an HTTP request wants to be signed in: by its Authorization header, whatever else it carries; else by the session of
 * its cookie, where it proves to come from a page that may ask.
 * @source OWASP Cross-Site Request Forgery Prevention: signed double submit, Origin, Fetch Metadata
 */
export function broughtByRequest(
  headers: IncomingHttpHeaders,
  { origins, cookies }: Entrance,
): Brought | typeof notFromPage {
  const { authorization } = headers;
  if (authorization !== undefined) return { authorization };
  const secret = cookies.secretIn(headers.cookie);
  if (secret === undefined) return {};
  const { 'sec-fetch-site': site, 'concord-csrf': proof } = headers;
  const isOurs = isPage(headers, origins) && site !== 'cross-site';
  if (!isOurs || typeof proof !== 'string' || !cookies.isProof(secret, proof)) return notFromPage;
  return { session: { secret, use: 'counts' } };
}

/**
 * The session of a socket's cookie. A page cannot send headers when it opens a socket, and any page can open one: the
 * Origin, which no page can choose, says whose it is. What opens a socket again and again keeps no session from ending.
 */
export function sessionOfSocket(
  headers: IncomingHttpHeaders,
  { origins, cookies }: Entrance,
): Brought['session'] {
  const secret = cookies.secretIn(headers.cookie);
  if (secret === undefined || !isPage(headers, origins)) return undefined;
  return { secret, use: 'does_not_count' };
}

function isPage({ origin }: IncomingHttpHeaders, origins: Origins): boolean {
  return origin !== undefined && mayAsk(origins, origin);
}
