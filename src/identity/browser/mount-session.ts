import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { BrowserSessions } from './browser-sessions.js';
import type { Cookies } from './cookies.js';
import { answerTrouble, headerOf, isCrossSite, isFromPage, sendOn, type PageOrigins } from './requests.js';
import { troubles } from './sign-in-pages.js';

/** A refusal in the shape that clients of the GraphQL entrance know. */
export interface SessionProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export interface SessionSettings {
  readonly origins: PageOrigins;
  readonly sessions: BrowserSessions;
  readonly cookies: Cookies;
  readonly sendProblem: (response: Response, problem: SessionProblem) => void;
  readonly problems: Readonly<Record<'notSignedIn' | 'notFromPage', SessionProblem>>;
  /** Counts a session that is none to whence it came; true when there were too many and that was said. */
  readonly failed: (request: Request, response: Response) => Promise<boolean>;
}

/** `GET /session` tells a page who is signed in and what to prove itself by; `POST /sign-out` ends the session. */
export function mountSession(app: Express, settings: SessionSettings): void {
  const form = express.urlencoded({ extended: false, limit: '1kb', inflate: false });
  app.get('/session', letOtherPagesRead(settings), tellSession(settings));
  app.options('/session', letOtherPagesRead(settings));
  app.options('/sign-out', letOtherPagesRead(settings));
  app.post('/sign-out', letOtherPagesRead(settings), form, signOut(settings));
}

/** Pages of listed origins may use a session as ours do; nobody else's page learns anything. */
function letOtherPagesRead({ origins }: SessionSettings): RequestHandler {
  return (request, response, next) => {
    const origin = headerOf(request, 'origin') ?? '';
    response.set({ 'cache-control': 'no-store', vary: 'Origin' });
    if (origins.allowed.includes(origin))
      response.set({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': 'concord-csrf',
        'access-control-max-age': '600',
      });
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  };
}

function tellSession(settings: SessionSettings): RequestHandler {
  const { origins, sessions, cookies, sendProblem, problems } = settings;
  return async (request, response) => {
    // Whoever opens the address by hand sends no Origin, nor does a page of ours that only reads.
    const isStranger = request.headers.origin !== undefined && !isFromPage(request, origins);
    if (isStranger || isCrossSite(request)) {
      sendProblem(response, problems.notFromPage);
      return;
    }
    const secret = cookies.secretIn(request.headers.cookie);
    const owner = secret === undefined ? undefined : await sessions.ownerOf(secret);
    if (secret === undefined || !owner) {
      if (secret !== undefined && (await settings.failed(request, response))) return;
      if (secret !== undefined) response.append('set-cookie', cookies.clear('session'));
      sendProblem(response, problems.notSignedIn);
      return;
    }
    response.json({
      name: owner.partnerships[0]?.displayName ?? null,
      partnerships: owner.partnerships.map(({ slug, name }) => ({ slug, name })),
      csrf: cookies.proofOf(secret),
      expiresAt: owner.endsAt.toString(),
    });
  };
}

/** A page that asks by script is told where to go; a form is sent there. */
function signOut(settings: SessionSettings): RequestHandler {
  const { origins, sessions, cookies, sendProblem, problems } = settings;
  return async (request, response) => {
    const byScript = headerOf(request, 'concord-csrf');
    const secret = cookies.secretIn(request.headers.cookie);
    const proof = byScript ?? fieldOf(request, 'csrf');
    if (!isFromPage(request, origins) || (secret !== undefined && !cookies.isProof(secret, proof))) {
      if (byScript === undefined) answerTrouble(response, troubles.otherSite);
      else sendProblem(response, problems.notFromPage);
      return;
    }
    const leave = secret === undefined ? undefined : await sessions.signOut(secret);
    const continueAt = leave?.href ?? '/';
    response.append('set-cookie', cookies.clear('session'));
    if (byScript === undefined) sendOn(response, continueAt);
    else response.json({ continueAt });
  };
}

function fieldOf({ body }: Request, name: string): string | undefined {
  const value = ((body ?? {}) as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}
