import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Clock } from '#casework/ports.js';
import { sendProblem } from '#graphql/server/problem.js';
import type { DemoPerson } from '#identity/demo-people.js';
import { isLoopbackAddress } from '#identity/loopback.js';
import type { Directory } from '#persistence/directory.js';
import type { Assets } from './assets.js';
import { exampleTabs } from './example-tabs.js';
import { findPartnershipHere, unknownPartnership } from './find-partnership-here.js';
import { contentSecurityPolicy, graphiqlPage } from './graphiql-page.js';
import { listPeopleHere } from './list-people-here.js';

export interface PageSettings {
  readonly origin: string;
  readonly directory: Pick<Directory, 'findPartnership'>;
  readonly clock: Clock;
  readonly people: readonly DemoPerson[];
  readonly load: () => Promise<Assets | undefined>;
}

/** Answers a browser with the page of its partnership; lets every other request go on. */
export function answerPage({ origin, directory, clock, people, load }: PageSettings): RequestHandler {
  return async (request, response, next) => {
    if (!wantsPage(request)) {
      next();
      return;
    }
    const partnership = await findPartnershipHere(directory, request);
    if (!partnership) {
      sendProblem(response, unknownPartnership);
      return;
    }
    // Under another name of this machine the page could neither sign in nor follow: those check the origin.
    if (request.headers.host !== new URL(origin).host) {
      response.redirect(307, `${origin}/${partnership.slug}/graphql`);
      return;
    }
    const assets = await load();
    if (!assets) {
      response.status(501).type('text/plain').send(notInstalled);
      return;
    }
    const here = listPeopleHere(people, partnership.slug);
    const tabs = exampleTabs({ now: clock.now(), agency: here.find(({ agency }) => agency)?.agency });
    const nonce = randomBytes(16).toString('base64');
    response.type('html').set({
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy({ origin, nonce }),
      vary: 'Accept',
    });
    response.send(
      graphiqlPage({ partnership, people: here, tabs, nonce, folder: `/graphiql/${assets.hash}` }),
    );
  };
}

/** A browser names HTML first. What takes anything, as curl does, is told to send a POST. */
function wantsPage(request: Request): boolean {
  const preferred = request.accepts(['application/json', 'text/html']);
  return (
    request.method === 'GET' && preferred === 'text/html' && isLoopbackAddress(request.socket.remoteAddress)
  );
}

const notInstalled = `GraphiQL is not installed here: it is a development dependency.
Install it with \`npm ci --include=dev\` and start again. The API itself is at this address, by POST.
`;
