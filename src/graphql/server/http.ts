import type { ApolloServer } from '@apollo/server';
import type { Express, Request, Response } from 'express';
import { GraphQLError } from 'graphql';
import type { Member } from '#casework/principal.js';
import { signIn, type SignedIn, type SignInPorts, type TokenSubject } from '#casework/sign-in.js';
import { gapsInWords } from '#domain/partnership/go-live.js';
import { presentError } from '../present-error.js';
import { answerWith } from './answer.js';
import { assuranceInWords } from './assurance-in-words.js';
import { createApollo, type ApolloSettings } from './apollo.js';
import { chargeNotSignedIn, type NotSignedIn } from './charge-not-signed-in.js';
import { addressOf, entrance, headerOf, type EntranceSettings } from './entrance.js';
import { correlationIdOf, sendProblem, sendRefusal } from './problem.js';
import { RequestRunner, type RequestContext } from './request-runner.js';
import { broughtByRequest, type Brought } from './session-request.js';

/** What was remembered of somebody in a partnership proved wrong: they are to be looked up again. */
export type ForgetMemberships = (slug: string, subject: TokenSubject) => void;

export interface HttpSettings extends ApolloSettings, EntranceSettings {
  readonly guard: ApolloSettings['guard'];
  readonly signInPorts: SignInPorts & { readonly forgetMemberships: ForgetMemberships };
}

/**
 * `POST /<partnership>/graphql`: what is wrong with the request itself is refused first, then whoever may not sign in,
 * then who asks too much; only then the body is read and given to Apollo.
 */
export async function mountGraphql(
  app: Express,
  settings: HttpSettings,
): Promise<ApolloServer<RequestContext>> {
  const apollo = createApollo(settings, new RequestRunner(settings));
  await apollo.start();
  const router = entrance(settings, admit(settings));
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
