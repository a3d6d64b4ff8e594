import type { ApolloServer } from '@apollo/server';
import type { Express, Request, Response } from 'express';
import type { ListWork } from '#casework/my-work.js';
import { signInEverywhere, type EverywherePorts, type PlaceOfWork } from '#casework/sign-in-everywhere.js';
import { Guard } from '../guard/guard.js';
import { presentError } from '../present-error.js';
import { answerWith } from '../server/answer.js';
import { createApollo, type ApolloSettings } from '../server/apollo.js';
import { addressOf, entrance, type EntranceSettings } from '../server/entrance.js';
import { correlationIdOf, sendProblem, sendRefusal, type HttpProblem } from '../server/problem.js';
import { broughtByRequest } from '../server/session-request.js';
import { buildMeSchema } from './me-schema.js';
import { MeRunner, type MeRequest } from './me-runner.js';

export interface MeSettings extends Omit<ApolloSettings, 'schema'>, EntranceSettings {
  readonly guard: Guard;
  readonly everywherePorts: EverywherePorts;
  readonly listWork: ListWork;
}

/**
 * `POST /me/graphql`: what is somebody's own in all partnerships that know them. It stands before the partnerships' own
 * entrances, and refuses what they refuse in the same order.
 */
export async function mountMe(app: Express, settings: MeSettings): Promise<ApolloServer<MeRequest>> {
  const schema = buildMeSchema();
  const { guard: partnershipGuard, metrics, production, logger, listWork, origins } = settings;
  const guard = new Guard({ schema, limits: partnershipGuard.limits, metrics, production });
  const runner = new MeRunner({ schema, guard, partnershipGuard, logger, listWork, origin: origins.own });
  const own = { ...settings, schema, guard };
  const apollo = createApollo(own, runner);
  await apollo.start();
  const router = entrance(own, admit(own));
  router.use(
    answerWith(apollo, (response) => ({
      // Set by `takePlace`, and by `admit`.
      admission: response.locals['admission'] as MeRequest['admission'],
      places: response.locals['places'] as readonly PlaceOfWork[],
      correlationId: correlationIdOf(response),
    })),
  );
  app.all('/me/graphql', router);
  return apollo;
}

/** Signs in whoever asks, and takes a point of theirs: they are counted under the first of their memberships. */
function admit(settings: MeSettings) {
  const { guard, logger, everywherePorts } = settings;
  return async (request: Request, response: Response, next: () => void) => {
    try {
      const address = addressOf(request, settings);
      const brought = broughtByRequest(request.headers, settings);
      if ('code' in brought) {
        sendProblem(response, brought);
        return;
      }
      const signedIn = await signInEverywhere(everywherePorts, brought);
      const places = signedIn.kind === 'person' ? signedIn.places : [];
      const principal = places.flatMap(({ memberships }) => memberships)[0];
      if (!principal) {
        const tooOften = await settings.guard.signInFailed(address);
        if (tooOften) sendRefusal(response, tooOften);
        else sendProblem(response, problemOf(signedIn.kind));
        return;
      }
      const admission = await guard.admit({ principal, address });
      if (!('caller' in admission)) {
        sendRefusal(response, admission);
        return;
      }
      Object.assign(response.locals, { admission, places });
      next();
    } catch (error) {
      sendRefusal(response, presentError(error, { correlationId: correlationIdOf(response), logger }));
    }
  };
}

function problemOf(kind: 'person' | 'nowhere' | 'bad_token'): HttpProblem {
  return kind === 'bad_token'
    ? { status: 401, code: 'UNAUTHENTICATED', message: 'The token is not valid here. Sign in again.' }
    : {
        status: 404,
        code: 'UNKNOWN_PARTNERSHIP',
        message: 'You can act in no partnership here with this sign-in.',
      };
}
