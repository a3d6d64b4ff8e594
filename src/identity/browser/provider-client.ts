import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  None,
  ResponseBodyError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  tokenRevocation,
  type Configuration,
} from 'openid-client';
import type { SessionTokens, SignInPlace } from '#casework/browser-session-ports.js';
import { isLoopback } from '#identity/loopback.js';
import type { PendingSignIn } from './pending-sign-in.js';

export interface ProviderClientSettings {
  /** The origin under which people reach this server. */
  readonly origin: string;
  /** The folder of the files with clients' secrets. */
  readonly clientSecretsDir: string;
}

/** What of a sign-in a provider's answer must fit. */
export type Challenge = Pick<PendingSignIn, 'state' | 'nonce' | 'verifier'>;

/** The provider has answered, and its answer is no. */
export class ProviderRefused extends Error {
  override readonly name = 'ProviderRefused';
}

const usualScope = 'openid offline_access';
const timeoutSeconds = 5;
/** Its addresses, its keys and our secret are read again after this time. */
const knownForMs = 600_000;

/**
 * This server as a client of the providers at which browsers sign in: the authorisation code flow with PKCE. Tokens pass
 * between the provider and this server alone.
 * @source RFC 9700, 2.1; RFC 7636; OpenID Connect Core, 3.1
 */
export class ProviderClient {
  readonly #known = new Map<string, { readonly found: Promise<Configuration>; readonly until: number }>();

  constructor(private readonly settings: ProviderClientSettings) {}

  /** Where to send a browser, and what its answer must fit. */
  async begin(place: SignInPlace): Promise<{ address: URL; challenge: Challenge }> {
    const configuration = await this.#configurationOf(place);
    const challenge = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const address = buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.settings.origin}/sign-in/callback`,
      scope: place.scope ?? usualScope,
      state: challenge.state,
      nonce: challenge.nonce,
      code_challenge: await calculatePKCECodeChallenge(challenge.verifier),
      code_challenge_method: 'S256',
      // Whoever tries the demo people out wants to choose each time.
      ...(place.development && { prompt: 'login consent' }),
    });
    return { address, challenge };
  }

  /** Checks the answer that a browser brings, and has its code made into tokens. Throws for every other answer. */
  async finish(
    place: SignInPlace,
    { state, nonce, verifier }: Challenge,
    callback: URL,
  ): Promise<SessionTokens> {
    const configuration = await this.#configurationOf(place);
    const answer = await authorizationCodeGrant(configuration, callback, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    return tokensOf(answer);
  }

  /** Throws {@link ProviderRefused} when the provider will not; another error when it could not be asked. */
  async refresh(place: SignInPlace, refreshToken: string): Promise<SessionTokens> {
    const configuration = await this.#configurationOf(place);
    try {
      return tokensOf(await refreshTokenGrant(configuration, refreshToken));
    } catch (error) {
      if (error instanceof ResponseBodyError && error.status < 500)
        throw new ProviderRefused(`The provider renews no token (${error.error}).`);
      throw error;
    }
  }

  /** Tells the provider that the tokens are not needed any more, where it can be told. */
  async revoke(place: SignInPlace, { access, refresh }: SessionTokens): Promise<void> {
    const configuration = await this.#configurationOf(place);
    if (configuration.serverMetadata().revocation_endpoint === undefined) return;
    await tokenRevocation(configuration, refresh ?? access, {
      token_type_hint: refresh === undefined ? 'access_token' : 'refresh_token',
    });
  }

  /** Where a browser signs out of the provider itself; no token goes there with it. */
  async leaveAddress(place: SignInPlace): Promise<URL | undefined> {
    const configuration = await this.#configurationOf(place);
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    return buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${this.settings.origin}/` });
  }

  #configurationOf(place: SignInPlace): Promise<Configuration> {
    const name = JSON.stringify([place.issuer, place.clientId, place.secretFile ?? null]);
    const known = this.#known.get(name);
    if (known && performance.now() < known.until) return known.found;
    const found = this.#discover(place);
    this.#known.set(name, { found, until: performance.now() + knownForMs });
    // A provider that is down now may answer the next time: only a success is kept.
    found.catch(() => this.#known.delete(name));
    return found;
  }

  async #discover({ issuer, clientId, secretFile }: SignInPlace): Promise<Configuration> {
    const address = new URL(issuer);
    const secret = secretFile === undefined ? undefined : this.#readSecret(secretFile);
    const authentication = secret === undefined ? None() : undefined;
    const execute = [enableNonRepudiationChecks, ...(isLoopback(address) ? [allowInsecureRequests] : [])];
    return discovery(address, clientId, secret, authentication, { execute, timeout: timeoutSeconds });
  }

  #readSecret(file: string): string {
    const secret = readFileSync(join(this.settings.clientSecretsDir, file), 'utf8').trim();
    if (secret === '') throw new Error(`The client's secret file ${file} is empty.`);
    return secret;
  }
}

function tokensOf(answer: { access_token: string; refresh_token?: string }): SessionTokens {
  const { access_token: access, refresh_token: refresh } = answer;
  return { access, ...(refresh !== undefined && { refresh }) };
}
