import { createHash, randomUUID } from 'node:crypto';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { apiAudience } from '#main/development-identity.js';
import { makeKeyPair, signToken, type KeyPair } from '../issuer-double.js';
import { realNow, startServer } from '../development-server.js';

/** What the provider may do otherwise than a good one; each may change while it runs. */
export interface Faults {
  /** Claims of its ID tokens that are not as they should be. */
  identity?: Record<string, unknown>;
  /** The same of its access tokens. */
  access?: Record<string, unknown>;
  /** The parameter `iss` of its answer. */
  answersAs?: string;
  /** What its token endpoint answers instead of tokens. */
  tokens?: { readonly status: number; readonly error: string };
  /** It says nothing before this is settled. */
  until?: Promise<void>;
}

/** An agency's own provider, at which somebody is signed in already: it asks nobody anything. */
export interface ProviderDouble {
  readonly issuer: string;
  readonly faults: Faults;
  /** The forms that its token endpoint was sent. */
  readonly asked: URLSearchParams[];
  readonly revoked: string[];
  readonly stop: () => Promise<void>;
}

export interface DoubleSettings {
  readonly subject: string;
  /** Epoch seconds by which access tokens are dated. */
  readonly now: () => number;
  /** Of a client that has one. */
  readonly secret?: string;
  /** Whether it can be told that somebody signs out. */
  readonly signsOut?: boolean;
}

interface Code {
  readonly nonce: string;
  readonly challenge: string;
  readonly client: string;
}

/** What it has given out. */
interface Given {
  readonly codes: Map<string, Code>;
  refresh: string;
}

type Double = Omit<ProviderDouble, 'stop'> & { readonly key: KeyPair; readonly given: Given };

export async function startProviderDouble(settings: DoubleSettings): Promise<ProviderDouble> {
  const key = await makeKeyPair('double-1');
  const shared = {
    faults: {},
    asked: [],
    revoked: [],
    given: { codes: new Map<string, Code>(), refresh: '' },
  };
  const { origin, stop } = await startServer((issuer) => serve({ ...shared, issuer, key }, settings));
  return { ...shared, issuer: origin, stop };
}

function serve(double: Double, settings: DoubleSettings): Express {
  const app = express().use(express.urlencoded({ extended: false }));
  app.get('/.well-known/openid-configuration', (_request, response) => {
    response.json(metadataOf(double.issuer, settings));
  });
  app.get('/keys', (_request, response) => {
    response.json({ keys: [double.key.publicJwk] });
  });
  app.get('/authorize', authorize(double));
  app.post('/token', giveTokens(double, settings));
  app.post('/revoke', (request, response) => {
    double.revoked.push(formOf(request).get('token') ?? '');
    response.status(200).end();
  });
  return app;
}

function authorize({ issuer, faults, given }: Double): RequestHandler {
  return ({ originalUrl }, response) => {
    const { searchParams } = new URL(originalUrl, issuer);
    const text = (name: string) => searchParams.get(name) ?? '';
    const code = randomUUID();
    given.codes.set(code, {
      nonce: text('nonce'),
      challenge: text('code_challenge'),
      client: text('client_id'),
    });
    const back = new URL(text('redirect_uri'));
    for (const [name, value] of Object.entries({
      code,
      state: text('state'),
      iss: faults.answersAs ?? issuer,
    }))
      back.searchParams.set(name, value);
    response.redirect(303, back.href);
  };
}

function giveTokens(double: Double, settings: DoubleSettings): RequestHandler {
  const { faults, asked, given } = double;
  return async (request, response) => {
    const form = formOf(request);
    asked.push(form);
    await faults.until;
    if (faults.tokens) return refuse(response, faults.tokens.error, faults.tokens.status);
    if (form.get('client_secret') !== (settings.secret ?? null)) return refuse(response, 'invalid_client');
    const code = given.codes.get(form.get('code') ?? '');
    given.codes.delete(form.get('code') ?? '');
    const isGood = code
      ? fits(form, code)
      : given.refresh !== '' && form.get('refresh_token') === given.refresh;
    if (!isGood) return refuse(response, 'invalid_grant');
    given.refresh = `refresh-${randomUUID()}`;
    response.json({
      access_token: await accessToken(double, settings),
      token_type: 'Bearer',
      expires_in: 900,
      refresh_token: given.refresh,
      id_token: await identityToken(double, settings, { client: form.get('client_id') ?? '', code }),
    });
  };
}

function accessToken({ issuer, key, faults }: Double, { subject, now }: DoubleSettings): Promise<string> {
  const claims = { sub: subject, aud: apiAudience, iat: now(), exp: now() + 900, ...faults.access };
  return signToken(issuer, key, { claims });
}

function identityToken(
  { issuer, key, faults }: Double,
  { subject }: DoubleSettings,
  { client, code }: { client: string; code: Code | undefined },
): Promise<string> {
  const claims = {
    sub: subject,
    aud: client,
    iat: realNow(),
    exp: realNow() + 300,
    ...(code && { nonce: code.nonce }),
    ...faults.identity,
  };
  return signToken(issuer, key, { claims, header: { typ: 'JWT' } });
}

function metadataOf(issuer: string, { signsOut = false }: DoubleSettings): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['ES256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    ...(signsOut && { revocation_endpoint: `${issuer}/revoke`, end_session_endpoint: `${issuer}/leave` }),
  };
}

/** @source RFC 7636, 4.6 */
function fits(form: URLSearchParams, { challenge, client }: Code): boolean {
  const verifier = form.get('code_verifier') ?? '';
  return (
    createHash('sha256').update(verifier).digest('base64url') === challenge &&
    form.get('client_id') === client
  );
}

function formOf({ body }: Request): URLSearchParams {
  return new URLSearchParams(body as Record<string, string>);
}

function refuse(response: Response, error: string, status = 400): void {
  response.status(status).json({ error });
}
