import express, { type Express, type RequestHandler } from 'express';
import { z } from 'zod';
import { sendProblem, type HttpProblem } from '#graphql/server/problem.js';
import type { DemoPerson } from '#identity/demo-people.js';
import { isLoopbackAddress } from '#identity/loopback.js';
import { signInAs } from '#identity/sign-in.js';
import type { Directory } from '#persistence/directory.js';
import { apiAudience } from '../development-identity.js';
import { findPartnershipHere, unknownPartnership } from './find-partnership-here.js';
import { listPeopleHere } from './list-people-here.js';

export interface TokenSettings {
  readonly origin: string;
  readonly directory: Pick<Directory, 'findPartnership'>;
  readonly people: readonly DemoPerson[];
}

const Wish = z.object({ person: z.string().max(255) });

/**
 * `POST /<partnership>/graphiql/token {"person": …}` signs a demo person of the partnership in and answers with their access
 * token. For our own page on this machine only: whoever may call it can be anybody.
 */
export function mountTokens(app: Express, { origin, directory, people }: TokenSettings): void {
  app.post(
    '/:partnership/graphiql/token',
    refuseStrangers(origin),
    express.json({ limit: '1kb', inflate: false }),
    async (request, response) => {
      const partnership = await findPartnershipHere(directory, request);
      const wish = Wish.safeParse(request.body);
      if (!partnership || !wish.success) {
        sendProblem(response, partnership ? noPerson : unknownPartnership);
        return;
      }
      const here = listPeopleHere(people, partnership.slug);
      const person = here.find(({ subject }) => subject === wish.data.person);
      if (!person) {
        sendProblem(response, notHere);
        return;
      }
      const issuer = `${origin}/identity`;
      const { accessToken, expiresAt } = await signInAs({
        issuer,
        subject: person.subject,
        audience: apiAudience,
      });
      response.set('cache-control', 'no-store').json({ accessToken, expiresAt });
    },
  );
}

const jsonInUtf8 = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/** Other machines, other names of this one, other pages, and what a page may send without being asked first. */
function refuseStrangers(origin: string): RequestHandler {
  const { host } = new URL(origin);
  return ({ socket, headers }, response, next) => {
    if (!isLoopbackAddress(socket.remoteAddress)) sendProblem(response, otherMachine);
    else if (headers.host !== host || headers.origin !== origin) sendProblem(response, otherOrigin);
    else if (!jsonInUtf8.test(headers['content-type'] ?? '')) sendProblem(response, otherType);
    else next();
  };
}

const otherMachine: HttpProblem = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'Demo people are signed in on this machine only.',
};
const otherOrigin: HttpProblem = {
  status: 403,
  code: 'ORIGIN_NOT_ALLOWED',
  message: 'Demo people are signed in for the page of this server only.',
};
const otherType: HttpProblem = {
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message: 'The request is of a type that is not accepted: expected application/json in plain UTF-8.',
};
const noPerson: HttpProblem = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The request names nobody: expected {"person": …}.',
};
const notHere: HttpProblem = {
  status: 404,
  code: 'NOT_FOUND',
  message: 'No demo person of this name is a member here. See `npm run concord -- identity people`.',
};
