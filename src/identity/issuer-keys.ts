import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

import { isSecure } from './loopback.js';
import { saidBy } from './said-by.js';
import { TokenRefused } from './token-refused.js';

const TIMEOUT_MILLISECONDS = 5_000;

/** An issuer whose tokens are accepted, and the audience they must name. */
export interface TrustedIssuer {
  /** Exactly as tokens carry it in `iss`. */
  readonly issuer: string;
  /** What tokens must name in `aud`. */
  readonly audience: string;
  /** Where the issuer's keys stand; found through its discovery document when left out. */
  readonly jwksUri?: string;
}

export interface IssuerKeysSettings {
  readonly fetch: typeof globalThis.fetch;
  /** How long after reading an issuer's keys an unknown key id does not make us read them again. */
  readonly coolDownSeconds: number;
}

/** The signing keys of issuers, read over the network when first needed and kept. */
export interface IssuerKeys {
  /** Chooses the key for a token of this issuer; throws {@link TokenRefused} when there is none or none can be read. */
  keyFor(trusted: TrustedIssuer): JWTVerifyGetKey;
}

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

export function createIssuerKeys({ fetch, coolDownSeconds }: IssuerKeysSettings): IssuerKeys {
  const keySets = new Map<string, Promise<JWTVerifyGetKey>>();

  const open = async (trusted: TrustedIssuer): Promise<JWTVerifyGetKey> => {
    const address = secureAddress(trusted.jwksUri ?? (await discoverKeys(trusted.issuer, fetch)));
    return createRemoteJWKSet(address, {
      timeoutDuration: TIMEOUT_MILLISECONDS,
      cooldownDuration: coolDownSeconds * 1_000,
      [customFetch]: fetch,
    });
  };

  const keySetOf = (trusted: TrustedIssuer): Promise<JWTVerifyGetKey> => {
    const name = JSON.stringify([trusted.issuer, trusted.jwksUri ?? null]);
    const known = keySets.get(name);
    if (known !== undefined) return known;
    const opening = open(trusted);
    keySets.set(name, opening);
    // An issuer that is down now may answer the next time: only a success is kept.
    opening.catch(() => keySets.delete(name));
    return opening;
  };

  return {
    keyFor: (trusted) => async (header, token) => {
      try {
        return await (
          await keySetOf(trusted)
        )(header, token);
      } catch (error) {
        throw explain(error, trusted.issuer);
      }
    },
  };
}

async function discoverKeys(issuer: string, fetch: typeof globalThis.fetch): Promise<string> {
  const address = secureAddress(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const response = await fetch(address, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  });
  if (response.status !== 200) throw new Error(`its discovery document answered ${String(response.status)}`);
  const discovered = Discovery.safeParse(await response.json());
  if (!discovered.success) throw new Error('its discovery document names no key address');
  // A document that speaks for somebody else would lend that issuer's keys to this one.
  if (discovered.data.issuer !== issuer) throw new Error('its discovery document speaks for another issuer');
  return discovered.data.jwks_uri;
}

function secureAddress(address: string): URL {
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (parsed === undefined || !isSecure(parsed))
    throw new Error('its address is neither https nor on this machine');
  return parsed;
}

function explain(error: unknown, issuer: string): TokenRefused {
  if (error instanceof TokenRefused) return error;
  const couldNotRead =
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === 'ERR_JOSE_GENERIC';
  if (!couldNotRead) return new TokenRefused('BAD_SIGNATURE');
  return new TokenRefused('ISSUER_UNREACHABLE', `Issuer ${issuer}: ${saidBy(error)}.`);
}
