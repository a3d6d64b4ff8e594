import type { RequestListener } from 'node:http';

import { SignJWT, exportJWK, generateKeyPair, type CryptoKey, type JWK, type JWTPayload } from 'jose';

import { AUDIENCE, startServer } from './development-server.js';

/** The fixed clock of these tests, in epoch seconds. */
export const NOW = Date.UTC(2026, 2, 2, 9) / 1_000;

export interface KeyPair {
  readonly kid: string;
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function makeKeyPair(kid: string, algorithm = 'ES256'): Promise<KeyPair> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
  return { kid, algorithm, privateKey, publicJwk };
}

/** An agency's own identity provider, as far as a verifier meets it. */
export interface IssuerDouble {
  readonly issuer: string;
  /** The keys it publishes; may change while it runs. */
  readonly keys: KeyPair[];
  /** The paths asked for, in order. */
  readonly asked: string[];
  readonly stop: () => Promise<void>;
}

/** @param speaksFor the issuer its discovery document names, when not itself */
export async function startIssuer(keys: readonly KeyPair[], speaksFor?: string): Promise<IssuerDouble> {
  const published = [...keys];
  const asked: string[] = [];
  const serve =
    (issuer: string): RequestListener =>
    (request, response) => {
      const path = request.url ?? '';
      asked.push(path);
      const discovery = { issuer: speaksFor ?? issuer, jwks_uri: `${issuer}/keys` };
      const body = path === '/keys' ? { keys: published.map(({ publicJwk }) => publicJwk) } : discovery;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
  const { origin, stop } = await startServer(serve);
  return { issuer: origin, keys: published, asked, stop };
}

/** Signs a token that is good at NOW, but for the changes; a change to undefined leaves the claim out. */
export async function signToken(
  issuer: string,
  key: KeyPair,
  changes: { readonly claims?: JWTPayload; readonly header?: Record<string, unknown> } = {},
): Promise<string> {
  const claims = {
    iss: issuer,
    sub: 'officer-17',
    aud: AUDIENCE,
    iat: NOW - 60,
    exp: NOW + 840,
    ...changes.claims,
  };
  const header = { alg: key.algorithm, kid: key.kid, typ: 'at+jwt', ...changes.header };
  return new SignJWT(claims).setProtectedHeader(header).sign(key.privateKey);
}

/** Signs a token by means of its own, for headers that no honest library would write. */
export async function assembleToken(
  header: Readonly<Record<string, unknown>>,
  claims: JWTPayload,
  sign: (input: string) => Promise<string> | string,
): Promise<string> {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${await sign(input)}`;
}
