import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Interaction, Provider } from 'oidc-provider';
import { SessionNotFound } from 'oidc-provider/lib/helpers/errors.js';

import type { DemoPerson } from '#identity/demo-people.js';

import { answerPage, html, wholePage } from '#identity/page.js';
import { signInPage } from './sign-in-page.js';

const LONGEST_FORM = 4_096;

export interface SignInStepSettings {
  readonly provider: Provider;
  readonly people: readonly DemoPerson[];
  readonly audience: string;
  /** The scope of the audience that every sign-in is granted. */
  readonly scope: string;
}

/** The step of a sign-in that shows itself to a person: choosing whom to act as. Consent is given silently. */
export type SignInStep = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Serves the sign-in step. The interaction cookie, which browsers do not send along with another site's form, ties
 * the step to the browser that began it; the Origin is checked as well because every port of localhost is one site.
 */
export function createSignInStep(settings: SignInStepSettings): SignInStep {
  const { provider, people } = settings;
  return async (request, response) => {
    const interaction = await findInteraction(provider, request, response);
    if (interaction === undefined) return answerEnded(response);
    if (interaction.prompt.name === 'consent') return consent({ request, response, interaction, settings });
    const formLeadsTo = redirectOrigin(interaction);
    if (request.method === 'GET')
      return answerPage(response, { status: 200, page: signInPage(people), formLeadsTo });
    if (request.method !== 'POST') return answerPlain(response, 405, 'Only GET and POST are served here.');
    const { origin } = request.headers;
    if (origin !== undefined && origin !== new URL(provider.issuer).origin) {
      return answerPlain(response, 403, 'This form was sent by another site.');
    }
    const subject = await readChosenPerson(request);
    if (people.some((person) => person.subject === subject)) {
      const result = { login: { accountId: subject, remember: false } };
      const options = { mergeWithLastSubmission: false };
      const next = await provider.interactionResult(request, response, result, options);
      await forgetWhoWasBefore(provider, interaction, subject);
      response.writeHead(303, { location: next, 'content-length': 0 });
      response.end();
      return;
    }
    const problem = `There is no demo person called “${subject}”.`;
    return answerPage(response, { status: 400, page: signInPage(people, problem), formLeadsTo });
  };
}

async function findInteraction(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Interaction | undefined> {
  try {
    return await provider.interactionDetails(request, response);
  } catch (error) {
    if (error instanceof SessionNotFound) return undefined;
    throw error;
  }
}

/** The library would first show a page of its own on which the one before signs out, with a script that no page here may run. */
async function forgetWhoWasBefore(
  provider: Provider,
  { session: known }: Interaction,
  subject: string,
): Promise<void> {
  const session = known && (await provider.Session.findByUid(known.uid));
  if (!session || session.accountId === undefined || session.accountId === subject) return;
  delete session.accountId;
  delete session.authorizations;
  await session.persist();
}

interface Consent {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly interaction: Interaction;
  readonly settings: SignInStepSettings;
}

async function consent({ request, response, interaction, settings }: Consent): Promise<void> {
  const { provider, audience, scope } = settings;
  const { session, params } = interaction;
  if (session === undefined) return answerEnded(response);
  const grant = new provider.Grant({ accountId: session.accountId, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  grant.addResourceScope(audience, scope);
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

function redirectOrigin({ params }: Interaction): string | undefined {
  const address = String(params.redirect_uri);
  return URL.canParse(address) ? new URL(address).origin : undefined;
}

async function readChosenPerson(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    if (!Buffer.isBuffer(piece)) continue;
    length += piece.length;
    // The rest is read and dropped: to stop reading would cut the connection before the answer.
    if (length <= LONGEST_FORM) pieces.push(piece);
  }
  if (length > LONGEST_FORM) return '';
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8')).get('person') ?? '';
}

function answerEnded(response: ServerResponse): void {
  const advice = html`<p>
    It took too long, or was begun in another browser. Go back to where you came from and sign in again.
  </p>`;
  answerPage(response, { status: 400, page: wholePage('This sign-in has ended', advice) });
}

function answerPlain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}
