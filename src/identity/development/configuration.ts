import { hkdfSync } from 'node:crypto';

import type { ClientMetadata, Configuration, ResourceServer } from 'oidc-provider';
import { InvalidTarget } from 'oidc-provider/lib/helpers/errors.js';

import { claimsOf } from '#identity/demo-claims.js';
import type { DemoPerson } from '#identity/demo-people.js';

import { createBoundedAdapter } from './bounded-adapter.js';
import { html, pageHeaders, wholePage } from './page.js';
import type { SigningKey } from './signing-key.js';

/** The scope that an access token for Concord carries. */
export const CONCORD_SCOPE = 'concord';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ACCESS_TOKEN_SECONDS = 15 * MINUTE;
const ENTRIES_KEPT = 5_000;

export interface ConfigurationFacts {
  readonly issuer: URL;
  readonly audience: string;
  readonly people: readonly DemoPerson[];
  readonly secretKey: Buffer;
  readonly signingKey: SigningKey;
  /** Epoch seconds by which access tokens are dated; the machine's clock when left out. */
  readonly now?: (() => number) | undefined;
}

/**
 * The public clients of the development provider: the dashboard in a browser, and the command line, which listens on
 * a port of the moment (RFC 8252, 7.3: the port of a loopback redirect is not compared).
 */
export function developmentClients(issuer: URL): readonly ClientMetadata[] {
  const shared: Omit<ClientMetadata, 'client_id'> = {
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    id_token_signed_response_alg: 'ES256',
  };
  return [
    { ...shared, client_id: 'concord-dashboard', redirect_uris: [`${issuer.origin}/app/callback`] },
    {
      ...shared,
      client_id: 'concord-command-line',
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/callback'],
    },
  ];
}

/** What the library runs with: every choice that it warns about is made here. */
export function developmentConfiguration(facts: ConfigurationFacts): Configuration {
  const { issuer, people, signingKey } = facts;
  const path = issuer.pathname === '/' ? '' : issuer.pathname;
  return {
    adapter: createBoundedAdapter({ capacity: ENTRIES_KEPT, now: () => performance.now() }),
    clients: developmentClients(issuer),
    jwks: { keys: [signingKey] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes: ['openid', 'offline_access'],
    claims: { openid: ['sub'], profile: ['name'] },
    // The name stands in the ID token, so that no client needs a second request for it.
    conformIdTokenClaims: false,
    findAccount: (_context, subject) => accountOf(people, subject),
    // The dashboard lives on this origin; no other page may read a token.
    clientBasedCORS: (_context, origin) => origin === issuer.origin,
    cookies: cookiesOf(facts, path),
    interactions: { url: (_context, interaction) => `${path}/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    features: featuresOf(facts),
    formats: { customizers: saying(facts) },
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: MINUTE,
      IdToken: ACCESS_TOKEN_SECONDS,
      Interaction: HOUR,
      RefreshToken: DAY,
      Session: DAY,
      Grant: DAY,
    },
    renderError: (context, out) => {
      const said = html`<p>${out.error_description ?? out.error}</p>`;
      context.set({ ...pageHeaders() });
      context.type = 'html';
      context.body = wholePage('This sign-in cannot go on', said);
    },
  };
}

type Cookies = NonNullable<Configuration['cookies']>;

function cookiesOf({ secretKey }: ConfigurationFacts, path: string): Cookies {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'development identity provider cookies', 32));
  return {
    keys: [key],
    names: { session: 'concord_identity', interaction: 'concord_sign_in', resume: 'concord_sign_in_resume' },
    long: { httpOnly: true, sameSite: 'lax', signed: true, path: path === '' ? '/' : path },
    short: { httpOnly: true, sameSite: 'lax', signed: true },
  };
}

type Features = NonNullable<Configuration['features']>;

function featuresOf({ audience }: ConfigurationFacts): Features {
  const concord: ResourceServer = {
    scope: CONCORD_SCOPE,
    audience,
    accessTokenTTL: ACCESS_TOKEN_SECONDS,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'ES256' } },
  };
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, indicator) => {
        if (indicator !== audience) throw new InvalidTarget();
        return concord;
      },
    },
  };
}

type Customizers = NonNullable<NonNullable<Configuration['formats']>['customizers']>;

/** What the issuers of agencies say of how somebody signed in and where their mail goes, and when by this server's clock. */
function saying({ people, now }: ConfigurationFacts): Customizers {
  return {
    jwt: (_context, _token, { payload }) => {
      const person = people.find(({ subject }) => subject === payload.sub);
      if (person) Object.assign(payload, claimsOf(person));
      if (now === undefined) return;
      payload.iat = now();
      payload.exp = now() + ACCESS_TOKEN_SECONDS;
    },
  };
}

type Account = Awaited<ReturnType<NonNullable<Configuration['findAccount']>>>;

function accountOf(people: readonly DemoPerson[], subject: string): Account {
  const person = people.find((one) => one.subject === subject);
  if (person === undefined) return undefined;
  return { accountId: subject, claims: () => ({ sub: subject, name: person.name }) };
}
