import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { AuthorizationResponseError } from 'openid-client';
import type { SessionStore, SignInPlace } from '#casework/browser-session-ports.js';
import type { Clock } from '#casework/ports.js';
import type { PartnershipAddress } from '#casework/sign-in.js';
import { answerPage } from '#identity/page.js';
import type { Logger } from '#platform/logger.js';
import type { BrowserSessions } from './browser-sessions.js';
import type { Cookies } from './cookies.js';
import { openPending, sealPending, signInSeconds, type PendingSignIn } from './pending-sign-in.js';
import type { ProviderClient } from './provider-client.js';
import { answerTrouble, isFromPage, sendOn, textOf } from './requests.js';
import { returnPath } from './return-path.js';
import { choicePage, keyOfPlace, troubles } from './sign-in-pages.js';

export interface SignInSettings {
  readonly origin: string;
  readonly production: boolean;
  readonly secretKey: Buffer;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly store: Pick<SessionStore, 'listSignIns'>;
  readonly provider: ProviderClient;
  readonly sessions: BrowserSessions;
  readonly cookies: Cookies;
  readonly findPartnership: (slug: string) => Promise<PartnershipAddress | undefined>;
  /** Counts a sign-in that failed to whence it came; true when there were too many. */
  readonly failedTooOften: (request: Request) => Promise<boolean>;
}

/**
 * `/sign-in`: the authorisation code flow, in which the browser carries a code and this server gets the tokens.
 * @source RFC 9700, 2.1
 */
export function mountSignIn(app: Express, settings: SignInSettings): void {
  const form = express.urlencoded({ extended: false, limit: '4kb', inflate: false });
  app.get('/sign-in', choose(settings));
  app.post('/sign-in', form, start(settings));
  app.get('/sign-in/callback', finish(settings));
}

/** Where somebody wants to sign in, and whence they came. */
interface Wish {
  readonly partnership: PartnershipAddress;
  readonly places: readonly SignInPlace[];
  readonly returnTo: string;
}

function choose(settings: SignInSettings): RequestHandler {
  return async (request, response) => {
    const wish = await readWish(settings, request.query);
    const [place, ...others] = wish?.places ?? [];
    if (!wish || !place) answerTrouble(response, troubles.nowhere);
    else if (others.length === 0) await sendToProvider(response, settings, { ...wish, place });
    else answerPage(response, { status: 200, page: choicePage(wish), formLeadsTo: 'https:' });
  };
}

function start(settings: SignInSettings): RequestHandler {
  const origins = { own: settings.origin, allowed: [] };
  return async (request, response) => {
    if (!isFromPage(request, origins)) {
      answerTrouble(response, troubles.otherSite);
      return;
    }
    const fields = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const wish = await readWish(settings, fields);
    const place = wish?.places.find((each) => keyOfPlace(each) === fields['provider']);
    if (wish && place) await sendToProvider(response, settings, { ...wish, place });
    else answerTrouble(response, troubles.nowhere);
  };
}

const slugForm = /^[a-z][a-z0-9-]{1,62}$/;

async function readWish(
  settings: SignInSettings,
  given: Readonly<Record<string, unknown>>,
): Promise<Wish | undefined> {
  const slug = textOf(given['partnership']);
  const partnership = slugForm.test(slug) ? await settings.findPartnership(slug) : undefined;
  if (!partnership) return undefined;
  const places = await listPlaces(settings, slug);
  return { partnership, places, returnTo: returnPath(given['return']) };
}

/** Of the development identity providers that a database may know from earlier starts, the one that runs here. */
async function listPlaces({ store, origin, production }: SignInSettings, slug: string) {
  const places = await store.listSignIns(slug);
  return places.filter(
    ({ development, issuer }) => !development || (!production && issuer === `${origin}/identity`),
  );
}

async function sendToProvider(
  response: Response,
  { provider, cookies, secretKey, clock, logger }: SignInSettings,
  { partnership, place, returnTo }: Omit<Wish, 'places'> & { readonly place: SignInPlace },
): Promise<void> {
  try {
    const { address, challenge } = await provider.begin(place);
    const { issuer, clientId } = place;
    const expiresAt = secondsOf(clock) + signInSeconds;
    const pending = { partnership: partnership.slug, issuer, clientId, returnTo, ...challenge, expiresAt };
    response.append('set-cookie', cookies.write('sign_in', sealPending(secretKey, pending), signInSeconds));
    sendOn(response, address.href);
  } catch (error) {
    logger.error({ err: error, issuer: place.issuer }, 'a sign-in could not begin');
    answerTrouble(response, troubles.unreachable, partnership.slug);
  }
}

function finish(settings: SignInSettings): RequestHandler {
  const { cookies, secretKey, clock, sessions } = settings;
  return async (request, response) => {
    // One sign-in has one answer, whatever comes of it.
    response.append('set-cookie', cookies.clear('sign_in'));
    const sealed = cookies.read('sign_in', request.headers.cookie) ?? '';
    const pending = openPending(secretKey, sealed, secondsOf(clock));
    const outcome = pending ? await complete(request, settings, pending) : 'ended';
    if (typeof outcome === 'string') {
      const tooOften = await settings.failedTooOften(request);
      answerTrouble(response, troubles[tooOften ? 'tooOften' : outcome], pending?.partnership);
      return;
    }
    const before = cookies.secretIn(request.headers.cookie);
    if (before !== undefined && before !== '') await sessions.replace(before);
    response.append('set-cookie', cookies.write('session', outcome.secret));
    sendOn(response, pending?.returnTo ?? '/');
  };
}

/** Makes the answer that the browser brings into a session. */
async function complete(
  request: Request,
  settings: SignInSettings,
  pending: PendingSignIn,
): Promise<{ secret: string } | keyof typeof troubles> {
  const { origin, provider, sessions, logger } = settings;
  const places = await listPlaces(settings, pending.partnership);
  const place = places.find((each) => keyOfPlace(each) === keyOfPlace({ ...pending, development: false }));
  if (!place) return 'nowhere';
  try {
    const tokens = await provider.finish(place, pending, new URL(request.originalUrl, origin));
    const begun = await sessions.begin(pending, tokens);
    if (typeof begun !== 'string') return begun;
    if (begun === 'used_before') return 'ended';
    logger.error({ issuer: place.issuer }, "a provider's access token is not for this service");
    return 'notOurs';
  } catch (error) {
    logger.info({ err: error, issuer: place.issuer }, 'a sign-in was not finished');
    return error instanceof AuthorizationResponseError ? 'refused' : 'ended';
  }
}

function secondsOf(clock: Clock): number {
  return Math.floor(clock.now().epochMilliseconds / 1_000);
}
