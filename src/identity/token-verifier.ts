import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';

import { CheckedTokens } from './checked-tokens.js';
import { assuranceIn, mailsIn, scopesIn } from './token-claims.js';
import { createIssuerKeys, type IssuerKeys, type TrustedIssuer } from './issuer-keys.js';
import { TokenRefused } from './token-refused.js';

export type { TrustedIssuer } from './issuer-keys.js';

/** Asymmetric only: with a shared secret, whoever can check a token could also make one. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const TYPES: ReadonlySet<string> = new Set(['at+jwt', 'application/at+jwt', 'jwt']);
const LONGEST_TOKEN = 16_384;
/** How far an issuer's clock may run ahead of ours; it never prolongs a token. */
const SKEW_SECONDS = 30;
/** OpenID Connect Core, 2: at most 255 ASCII characters. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

/** What an accepted token proves: who, according to whom, until when. It proves no membership. */
export interface VerifiedToken {
  readonly issuer: string;
  readonly subject: string;
  /** Epoch seconds; from this second on the token is refused. */
  readonly expiresAt: number;
  /** How they signed in, in the issuer's words; absent where the token does not say. */
  readonly acr?: string;
  /** By which means they signed in, in the words of RFC 8176. */
  readonly amr: readonly string[];
  /** Mail addresses by the claim that holds them. */
  readonly mails: Readonly<Record<string, string>>;
  /** What its issuer lets a program do with it; absent where the token does not say. */
  readonly scopes?: readonly string[];
}

export interface TokenVerifierSettings {
  /** The issuers trusted at the moment of asking. */
  readonly issuers: () => readonly TrustedIssuer[];
  /** Epoch seconds. */
  readonly now: () => number;
  readonly fetch?: typeof globalThis.fetch;
  /** How long an unknown key id does not make us read an issuer's keys again; 30 when left out. */
  readonly coolDownSeconds?: number;
}

export interface TokenVerifier {
  /** Accepts a bearer token or throws {@link TokenRefused}. */
  verify(token: string): Promise<VerifiedToken>;
}

/**
 * Checks bearer tokens against the keys of trusted issuers.
 *
 * A token is only as good as the partnership's trust in its issuer: this says that the issuer is known to the
 * deployment, not that a given partnership or agency accepts it.
 *
 * @source RFC 9068, 4; RFC 8725, 3
 */
export function createTokenVerifier(settings: TokenVerifierSettings): TokenVerifier {
  const { issuers, now, fetch = globalThis.fetch, coolDownSeconds = 30 } = settings;
  const keys = createIssuerKeys({ fetch, coolDownSeconds });
  const checked = new CheckedTokens();
  return {
    verify: async (token) => {
      const known = checked.find(token, now());
      if (known && isSameTrust(known.trusted, trustedAs(issuers(), known.payload.iss)))
        return read(known.payload, now());
      const trusted = trustedAs(issuers(), claimedIssuer(token));
      const payload = await verifiedPayload({ token, trusted, keys, now: now() });
      checked.remember(token, { payload, trusted }, now());
      return read(payload, now());
    },
  };
}

/** What one issuer is trusted with, by every partnership that trusts it. */
function trustedAs(issuers: readonly TrustedIssuer[], wanted: string | undefined): readonly TrustedIssuer[] {
  return issuers.filter(({ issuer }) => issuer === wanted);
}

function isSameTrust(before: readonly TrustedIssuer[], now: readonly TrustedIssuer[]): boolean {
  return (
    before.length === now.length &&
    before.every((one, index) => one === now[index] || JSON.stringify(one) === JSON.stringify(now[index]))
  );
}

/** Reads, unproven, whose keys to try. */
function claimedIssuer(token: string): string {
  if (token.length > LONGEST_TOKEN) throw new TokenRefused('MALFORMED');
  const { header, payload } = decode(token);
  if (header.alg === undefined || !ALGORITHMS.includes(header.alg)) throw new TokenRefused('BAD_SIGNATURE');
  if (typeof header.typ !== 'string' || !TYPES.has(header.typ.toLowerCase()))
    throw new TokenRefused('MALFORMED');
  if (typeof payload.iss !== 'string') throw new TokenRefused('MALFORMED');
  return payload.iss;
}

function decode(token: string): { header: ReturnType<typeof decodeProtectedHeader>; payload: JWTPayload } {
  try {
    return { header: decodeProtectedHeader(token), payload: decodeJwt(token) };
  } catch {
    throw new TokenRefused('MALFORMED');
  }
}

interface Verification {
  readonly token: string;
  readonly trusted: readonly TrustedIssuer[];
  readonly keys: IssuerKeys;
  readonly now: number;
}

async function verifiedPayload({ token, trusted, keys, now }: Verification): Promise<JWTPayload> {
  const [first, ...others] = trusted;
  if (first === undefined) throw new TokenRefused('UNKNOWN_ISSUER');
  // Two key addresses for one issuer would let the entry of one partnership speak for the other's people.
  if (others.some(({ jwksUri }) => jwksUri !== first.jwksUri)) {
    throw new Error(`Issuer ${first.issuer} is configured with more than one jwksUri.`);
  }
  try {
    const { payload } = await jwtVerify(token, keys.keyFor(first), {
      algorithms: ALGORITHMS,
      issuer: first.issuer,
      audience: trusted.map(({ audience }) => audience),
      requiredClaims: ['iss', 'aud', 'exp', 'sub'],
      clockTolerance: SKEW_SECONDS,
      currentDate: new Date(now * 1_000),
    });
    return payload;
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new TokenRefused('EXPIRED');
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return new TokenRefused('WRONG_AUDIENCE');
    if (error.claim === 'nbf' && error.reason === 'check_failed') return new TokenRefused('NOT_YET_VALID');
    return new TokenRefused('MALFORMED');
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return new TokenRefused('BAD_SIGNATURE');
  if (error instanceof errors.JOSEAlgNotAllowed) return new TokenRefused('BAD_SIGNATURE');
  if (error instanceof errors.JOSEError) return new TokenRefused('MALFORMED');
  return error;
}

function read(payload: JWTPayload, now: number): VerifiedToken {
  const { iss, sub, exp } = payload;
  if (iss === undefined || sub === undefined || exp === undefined) throw new TokenRefused('MALFORMED');
  if (exp <= now) throw new TokenRefused('EXPIRED');
  if (!SUBJECT.test(sub)) throw new TokenRefused('MALFORMED');
  const scopes = scopesIn(payload);
  return {
    issuer: iss,
    subject: sub,
    expiresAt: exp,
    ...assuranceIn(payload),
    mails: mailsIn(payload),
    ...(scopes && { scopes }),
  };
}
