import { setTimeout as pass } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import type { LiveSession, SessionStore, SessionTokens } from '#casework/browser-session-ports.js';
import type { SessionToken, TokenSubject } from '#casework/sign-in.js';
import type { Clock } from '#casework/ports.js';
import type { Logger } from '#platform/logger.js';
import { ProviderRefused, type ProviderClient } from './provider-client.js';
import type { TokenSeal } from './token-seal.js';

/** A token could not be renewed because its provider does not answer; the session stands. */
class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

export interface RenewalSettings {
  readonly store: SessionStore;
  readonly provider: Pick<ProviderClient, 'refresh'>;
  /** Judges an access token as if a program had brought it. */
  readonly verifyToken: (token: string) => Promise<TokenSubject | undefined>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly seal: TokenSeal;
  readonly end: (cookieHash: string) => Promise<unknown>;
}

/** How near to its end a token is renewed. */
const renewBeforeSeconds = 120;
/** How long whoever renews has for it, which includes two requests to the provider. */
const claimSeconds = 15;
const lookAgainMs = 100;

/**
 * Keeps the access tokens of sessions good. A provider may take a refresh token once only and end everything when it comes
 * again, so that one process at a time renews, and the others go on with the token that is there or wait.
 * @source RFC 9700, 4.14.2
 */
export class SessionRenewal {
  readonly #running = new Map<string, Promise<SessionToken | undefined>>();

  constructor(private readonly settings: RenewalSettings) {}

  instantOf(epochSeconds: number): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1_000);
  }

  /** Undefined when the session has ended. */
  async tokenOf(cookieHash: string, session: LiveSession): Promise<SessionToken | undefined> {
    const tokens = this.settings.seal.open(session.id, session.tokens);
    if (!tokens) return this.#ended(cookieHash, 'its tokens were sealed with another key');
    const left = this.#secondsLeft(session);
    if (left > renewBeforeSeconds || (left > 0 && tokens.refresh === undefined))
      return told(session, tokens.access);
    if (tokens.refresh === undefined)
      return this.#ended(cookieHash, 'its provider gave nothing to renew it by');
    const running =
      this.#running.get(session.id) ??
      this.#start(cookieHash, session, { ...tokens, refresh: tokens.refresh });
    return running;
  }

  #start(cookieHash: string, session: LiveSession, tokens: Required<SessionTokens>) {
    const running = this.#renewOnce(cookieHash, session, tokens).finally(() => {
      this.#running.delete(session.id);
    });
    this.#running.set(session.id, running);
    return running;
  }

  async #renewOnce(cookieHash: string, session: LiveSession, tokens: Required<SessionTokens>) {
    const { store } = this.settings;
    const isOurs = await store.claimRefresh(session.id, session.tokens.access, claimSeconds);
    if (isOurs) return this.#renew(cookieHash, session, tokens);
    return this.#secondsLeft(session) > 0 ? told(session, tokens.access) : this.#await(cookieHash, session);
  }

  async #renew(cookieHash: string, session: LiveSession, tokens: Required<SessionTokens>) {
    const { store, seal } = this.settings;
    const seen = session.tokens.access;
    let renewed: Renewed;
    try {
      renewed = await this.#ask(session, tokens.refresh);
    } catch (error) {
      if (error instanceof ProviderRefused) return this.#ended(cookieHash, error.message);
      await store.finishRefresh(session.id, seen);
      if (this.#secondsLeft(session) > 0) return told(session, tokens.access);
      throw new ProviderUnavailable('The provider of a session does not answer.', { cause: error });
    }
    const sealed = seal.close(session.id, renewed.tokens);
    const expiresAt = this.instantOf(renewed.subject.expiresAt);
    const isKept = await store.finishRefresh(session.id, seen, { tokens: sealed, expiresAt });
    return isKept ? told(session, renewed.tokens.access) : undefined;
  }

  /** New tokens of the same person. */
  async #ask(session: LiveSession, refreshToken: string): Promise<Renewed> {
    const { store, provider, verifyToken } = this.settings;
    const { partnership, issuer, clientId } = session;
    const places = await store.listSignIns(partnership);
    const place = places.find((each) => each.issuer === issuer && each.clientId === clientId);
    if (!place) throw new ProviderRefused('The partnership does not sign people in there any more.');
    const tokens = await provider.refresh(place, refreshToken);
    const subject = await verifyToken(tokens.access);
    if (subject?.issuer !== issuer || subject.subject !== session.subject)
      throw new ProviderRefused('The renewed token is no token of the same person for this service.');
    return { tokens, subject };
  }

  /** Another process renews what has expired already: as long as it may take, its result is waited for. */
  async #await(cookieHash: string, session: LiveSession): Promise<SessionToken | undefined> {
    const { store, clock, seal } = this.settings;
    for (let waited = 0; waited < claimSeconds * 1_000; waited += lookAgainMs) {
      const now = await store.use(cookieHash, clock.now());
      if (!now) return undefined;
      if (this.#secondsLeft(now) > 0) {
        const tokens = seal.open(now.id, now.tokens);
        return tokens && told(now, tokens.access);
      }
      await pass(lookAgainMs);
    }
    throw new ProviderUnavailable(`Session ${session.id} was not renewed in time.`);
  }

  async #ended(cookieHash: string, because: string): Promise<undefined> {
    this.settings.logger.info({ because }, 'a session was ended: it could not be renewed');
    await this.settings.end(cookieHash);
    return undefined;
  }

  #secondsLeft({ tokenExpiresAt }: LiveSession): number {
    return (tokenExpiresAt.epochMilliseconds - this.settings.clock.now().epochMilliseconds) / 1_000;
  }
}

interface Renewed {
  readonly tokens: SessionTokens;
  readonly subject: TokenSubject;
}

function told({ id, endsAt }: LiveSession, token: string): SessionToken {
  return { sessionId: id, token, endsAt: Math.floor(endsAt.epochMilliseconds / 1_000) };
}
