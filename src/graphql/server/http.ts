import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
  type Router,
} from 'express';
import { signIn, type SignedIn, type SignInPorts } from '#casework/sign-in.js';
import type { Principal } from '#casework/principal.js';
import { presentError } from '../present-error.js';
import { createApollo, type ApolloSettings } from './apollo.js';
import { openScope, type OperationScope, type ScopeSettings } from './operation-scope.js';
import { correlationIdOf, sendProblem } from './problem.js';

export interface HttpSettings extends ApolloSettings, ScopeSettings {
  readonly signInPorts: SignInPorts;
}

/** Largest request body; a document with its variables is far smaller. */
const bodyLimit = '64kb';

/** `POST /<partnership>/graphql`: sign-in first, then Apollo, executed compiled. */
export async function mountGraphql(
  app: Express,
  settings: HttpSettings,
): Promise<ApolloServer<OperationScope>> {
  const apollo = createApollo(settings);
  await apollo.start();
  const router: Router = express.Router({ mergeParams: true });
  router.use((request, response, next) => {
    if (request.method === 'POST') next();
    else
      sendProblem(response.set('allow', 'POST'), {
        status: 405,
        code: 'METHOD_NOT_ALLOWED',
        message: 'Send a POST request.',
      });
  });
  router.use(authenticate(settings), refuseOtherTypes);
  router.use(express.json({ limit: bodyLimit, inflate: false }), answerBodyProblem);
  router.use(
    expressMiddleware(apollo, {
      // The principal was set by `authenticate`, before the body was read.
      context: ({ res }) =>
        Promise.resolve(
          openScope(settings, {
            principal: res.locals['principal'] as Principal,
            correlationId: correlationIdOf(res),
          }),
        ),
    }),
  );
  app.all('/:partnership/graphql', router);
  return apollo;
}

function authenticate({ signInPorts, logger }: HttpSettings) {
  return async (request: Request, response: Response, next: () => void) => {
    try {
      const signedIn = await signIn(signInPorts, {
        slug: String(request.params['partnership']),
        authorization: request.headers.authorization,
        membershipId: headerOf(request, 'concord-membership'),
      });
      if (signedIn.kind === 'public' || signedIn.kind === 'member') {
        response.locals['principal'] = { ...signedIn.principal, correlationId: correlationIdOf(response) };
        next();
      } else {
        sendProblem(response, problemOf(signedIn));
      }
    } catch (error) {
      const presented = presentError(error, { correlationId: correlationIdOf(response), logger });
      const unavailable = presented.extensions['code'] === 'UNAVAILABLE';
      sendProblem(response, {
        status: unavailable ? 503 : 500,
        code: unavailable ? 'UNAVAILABLE' : 'INTERNAL',
        message: presented.message,
      });
    }
  };
}

function problemOf(signedIn: Exclude<SignedIn, { kind: 'public' | 'member' }>) {
  switch (signedIn.kind) {
    case 'unknown_partnership':
      return {
        status: 404,
        code: 'UNKNOWN_PARTNERSHIP',
        message: 'There is no such partnership, or you are no member of it.',
      };
    case 'bad_token':
      return { status: 401, code: 'UNAUTHENTICATED', message: 'The token is not valid here. Sign in again.' };
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
const tooLarge = {
  status: 413,
  code: 'REQUEST_TOO_LARGE',
  message: `The request is too large: expected at most ${bodyLimit}.`,
};
const notJson = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The request is not JSON: expected {"query": …, "variables": …}.',
};

/** What express says of a body that cannot be read, as GraphQL clients expect it. */
const answerBodyProblem: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  const status = error.status ?? 500;
  if (status >= 500) next(error);
  else sendProblem(response, status === 413 ? tooLarge : status === 415 ? otherType : notJson);
};
