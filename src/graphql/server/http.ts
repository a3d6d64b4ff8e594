import type { ApolloServer } from '@apollo/server';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { GraphQLError } from 'graphql';
import type { BrowserCookies } from '#casework/browser-session-ports.js';
import type { Member } from '#casework/principal.js';
import { signIn, type SignedIn, type SignInPorts, type TokenSubject } from '#casework/sign-in.js';
import { gapsInWords } from '#domain/partnership/go-live.js';
import type { Arrival } from '../guard/client-address.js';
import type { Admission } from '../guard/guard.js';
import { inWords } from '../guard/refusals.js';
import { presentError } from '../present-error.js';
import { answerWith } from './answer.js';
import { assuranceInWords } from './assurance-in-words.js';
import { createApollo, type ApolloSettings } from './apollo.js';
import { chargeNotSignedIn, type NotSignedIn } from './charge-not-signed-in.js';
import { answerPreflight, refuseOtherOrigins, type Origins } from './origins.js';
import { correlationIdOf, sendProblem, sendRefusal } from './problem.js';
import type { RequestContext } from './request-runner.js';
import { broughtByRequest, type Brought } from './session-request.js';

/** What was remembered of somebody in a partnership proved wrong: they are to be looked up again. */
export type ForgetMemberships = (slug: string, subject: TokenSubject) => void;

export interface HttpSettings extends ApolloSettings {
  readonly signInPorts: SignInPorts & { readonly forgetMemberships: ForgetMemberships };
  readonly origins: Origins;
  readonly cookies: BrowserCookies;
  /** Where a request came from, as far as it can be believed. */
  readonly addressOf: (arrival: Arrival) => string;
}

/**
 * `POST /<partnership>/graphql`: what is wrong with the request itself is refused first, then whoever may not sign in,
 * then who asks too much; only then the body is read and given to Apollo.
 */
export async function mountGraphql(
  app: Express,
  settings: HttpSettings,
): Promise<ApolloServer<RequestContext>> {
  const apollo = createApollo(settings);
  await apollo.start();
  const { guard, origins } = settings;
  const { bodyBytes } = guard.limits;
  const router: Router = express.Router({ mergeParams: true });
  router.use(
    keepNothing,
    answerPreflight(origins),
    refuseOtherMethods,
    refuseOtherOrigins(origins),
    refuseOtherTypes,
  );
  router.use(admit(settings));
  router.use(express.json({ limit: bodyBytes, inflate: false }), answerBodyProblem(settings));
  router.use(takePlace(settings));
  router.use(
    answerWith(apollo, (response) => ({
      // Set by `takePlace`.
      admission: response.locals['admission'] as RequestContext['admission'],
      // Set by `admit` for members.
      renew: response.locals['renew'] as RequestContext['renew'],
      correlationId: correlationIdOf(response),
    })),
  );
  app.all('/:partnership/graphql', router);
  return apollo;
}

/** Answers and refusals alike are for whoever asked, and for no cache on the way. */
const keepNothing: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};

const refuseOtherMethods: RequestHandler = (request, response, next) => {
  if (request.method === 'POST') next();
  else
    sendProblem(response.set('allow', 'POST'), {
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      message: 'Send a POST request.',
    });
};

/** Signs in whoever asks, and takes the first point of their rate. */
function admit(settings: HttpSettings) {
  const { guard, logger } = settings;
  return async (request: Request, response: Response, next: () => void) => {
    try {
      const address = addressOf(request, settings);
      const brought = broughtByRequest(request.headers, settings);
      if ('code' in brought) {
        sendProblem(response, brought);
        return;
      }
      const signedIn = await signInFrom(request, settings, brought);
      if (signedIn.kind !== 'public' && signedIn.kind !== 'member') {
        await refuseSignIn(response, settings, { signedIn, address });
        return;
      }
      const principal = { ...signedIn.principal, correlationId: correlationIdOf(response) };
      const admission = await guard.admit({ principal, address });
      if (!('caller' in admission)) {
        sendRefusal(response, admission);
        return;
      }
      response.locals['admission'] = admission;
      if (signedIn.kind === 'member')
        response.locals['renew'] = () => signInAnew(request, response, { settings, brought, ...signedIn });
      next();
    } catch (error) {
      sendRefusal(response, presentError(error, { correlationId: correlationIdOf(response), logger }));
    }
  };
}

/** Who asks as the database knows it now; a refusal where they are no member any more. */
async function signInAnew(
  request: Request,
  response: Response,
  { settings, brought, subject }: { settings: HttpSettings; brought: Brought; subject: TokenSubject },
): Promise<Member | GraphQLError> {
  settings.signInPorts.forgetMemberships(String(request.params['partnership']), subject);
  const signedIn = await signInFrom(request, settings, brought);
  if (signedIn.kind === 'member') return { ...signedIn.principal, correlationId: correlationIdOf(response) };
  if (signedIn.kind === 'public') throw new Error('A request keeps its token.');
  const { status, message, code, extensions } = problemOf(signedIn);
  return new GraphQLError(message, { extensions: { code, http: { status }, ...extensions } });
}

/** Finds a read request its place among what runs, which is free again when the request is over. */
function takePlace({ guard }: HttpSettings): RequestHandler {
  return (request, response, next) => {
    // A request without a length has no body at all.
    const body = (request.body ?? {}) as { query?: unknown };
    if (body.query === undefined && !Array.isArray(body)) {
      sendProblem(response, notGraphql);
      return;
    }
    const placed = guard.place(response.locals['admission'] as Admission);
    if (!('slot' in placed)) {
      sendRefusal(response, placed);
      return;
    }
    whenOver(response, () => {
      placed.slot.release();
    });
    response.locals['admission'] = placed;
    next();
  };
}

function signInFrom(request: Request, { signInPorts }: HttpSettings, brought: Brought): Promise<SignedIn> {
  return signIn(signInPorts, {
    slug: String(request.params['partnership']),
    ...brought,
    membershipId: headerOf(request, 'concord-membership'),
  });
}

async function refuseSignIn(
  response: Response,
  { guard }: HttpSettings,
  { signedIn, address }: { signedIn: NotSignedIn; address: string },
): Promise<void> {
  const tooOften = await chargeNotSignedIn(guard, signedIn, address);
  if (tooOften) sendRefusal(response, tooOften);
  else sendProblem(response, problemOf(signedIn));
}

/** Once, also when the client has already gone. */
function whenOver(response: Response, free: () => void): void {
  if (response.closed || response.destroyed) free();
  else response.once('close', free);
}

function addressOf(request: Request, settings: HttpSettings): string {
  return settings.addressOf({
    remoteAddress: request.socket.remoteAddress,
    forwardedFor: headerOf(request, 'x-forwarded-for'),
  });
}

function problemOf(signedIn: NotSignedIn) {
  switch (signedIn.kind) {
    case 'unknown_partnership':
      return {
        status: 404,
        code: 'UNKNOWN_PARTNERSHIP',
        message: 'There is no such partnership, or you are no member of it.',
      };
    case 'not_live':
      return {
        status: 503,
        code: 'PARTNERSHIP_NOT_LIVE',
        message: `This partnership is not served yet. It does not say: ${gapsInWords(signedIn.gaps)}.`,
        extensions: { missing: signedIn.gaps.map(({ key }) => key) },
      };
    case 'bad_token':
      return { status: 401, code: 'UNAUTHENTICATED', message: 'The token is not valid here. Sign in again.' };
    case 'assurance_too_low':
      return {
        status: 401,
        code: 'ASSURANCE_TOO_LOW',
        message: assuranceInWords(signedIn.required),
        extensions: { required: signedIn.required },
      };
    case 'choose_membership':
      return {
        status: 400,
        code: 'MEMBERSHIP_REQUIRED',
        message: 'You have several memberships here: send one in the header Concord-Membership.',
        extensions: {
          memberships: signedIn.memberships.map(({ membershipId, roles }) => ({ membershipId, roles })),
        },
      };
  }
}

function headerOf(request: Request, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** In other encodings of JSON a text could look different to whoever checks it on the way. */
const jsonInUtf8 = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

function refuseOtherTypes(request: Request, response: Response, next: () => void): void {
  if (jsonInUtf8.test(headerOf(request, 'content-type') ?? '')) next();
  else sendProblem(response, otherType);
}

const otherType = {
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message:
    'The request is of a type or encoding that is not accepted: expected application/json in plain UTF-8.',
};
const notGraphql = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The request has no document: expected {"query": …, "variables": …}.',
};
const notJson = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The request is not JSON: expected {"query": …, "variables": …}.',
};

/** What express says of a body that cannot be read, as GraphQL clients expect it. */
function answerBodyProblem({ guard }: HttpSettings): ErrorRequestHandler {
  const { bodyBytes } = guard.limits;
  return (error: { status?: number }, _request, response, next) => {
    const status = error.status ?? 500;
    if (status >= 500) {
      next(error);
    } else if (status === 413) {
      guard.countRefusal('BODY');
      sendProblem(response, tooLarge(bodyBytes));
    } else {
      sendProblem(response, status === 415 ? otherType : notJson);
    }
  };
}

function tooLarge(bodyBytes: number) {
  return {
    status: 413,
    code: 'REQUEST_TOO_LARGE',
    message: `The request is too large: expected at most ${inWords(bodyBytes)} bytes.`,
    extensions: { limit: 'BODY' },
  };
}
