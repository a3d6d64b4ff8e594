import type { Temporal } from 'temporal-polyfill';
import type {
  LiveSession,
  PlaceOfPerson,
  SessionTokens,
  SignInPlace,
} from '#casework/browser-session-ports.js';
import type { SessionToken, SessionUse, TokenSubject } from '#casework/sign-in.js';
import { hashOf, newSecret } from './cookies.js';
import type { PendingSignIn } from './pending-sign-in.js';
import type { ProviderClient } from './provider-client.js';
import { SessionRenewal, type RenewalSettings } from './session-renewal.js';
import { TokenSeal } from './token-seal.js';

export interface BrowserSessionsSettings extends Omit<RenewalSettings, 'provider' | 'seal' | 'end'> {
  readonly provider: ProviderClient;
  readonly secretKey: Buffer;
  readonly newId: () => string;
  /** Accepts for somebody who has signed in what they are invited to in the partnership. */
  readonly welcome: (partnership: string, subject: TokenSubject) => Promise<unknown>;
  /** A session ends when nobody has done anything in it for so long. */
  readonly idleMinutes: number;
  /** And so long after it began in any case. */
  readonly hours: number;
}

/** Why a sign-in begins no session: it has begun one, or the provider's access token is none for this service. */
export type NotBegun = 'used_before' | 'token_not_accepted';

/** Who is signed in in a browser, for its own pages. */
export interface SessionOwner {
  readonly partnerships: readonly PlaceOfPerson[];
  readonly endsAt: Temporal.Instant;
}

/** The sessions of browsers: their tokens stay here, and are renewed here. */
export class BrowserSessions {
  readonly #seal: TokenSeal;
  readonly #renewal: SessionRenewal;
  readonly #listeners = new Map<string, Set<() => void>>();

  constructor(private readonly settings: BrowserSessionsSettings) {
    this.#seal = new TokenSeal(settings.secretKey);
    this.#renewal = new SessionRenewal({
      ...settings,
      seal: this.#seal,
      end: (cookieHash) => this.#endInStore(cookieHash),
    });
  }

  /** Begins the session of a sign-in that was answered well; its secret is for the cookie alone. */
  async begin(pending: PendingSignIn, tokens: SessionTokens): Promise<{ secret: string } | NotBegun> {
    const { store, verifyToken, clock, newId, idleMinutes, hours } = this.settings;
    const subject = await verifyToken(tokens.access);
    if (subject?.issuer !== pending.issuer) return 'token_not_accepted';
    const secret = newSecret();
    const id = newId();
    const now = clock.now();
    const begun = await store.begin({
      id,
      cookieHash: hashOf(secret),
      signInHash: hashOf(pending.state),
      partnership: pending.partnership,
      issuer: subject.issuer,
      subject: subject.subject,
      clientId: pending.clientId,
      tokens: this.#seal.close(id, tokens),
      tokenExpiresAt: this.#renewal.instantOf(subject.expiresAt),
      createdAt: now,
      idleEndsAt: now.add({ minutes: idleMinutes }),
      endsAt: now.add({ hours }),
    });
    if (!begun) return 'used_before';
    await this.settings.welcome(pending.partnership, subject);
    return { secret };
  }

  /** The access token of a live session, renewed when it nears its end. Throws when that was needed and not possible. */
  async find(secret: string, use: SessionUse): Promise<SessionToken | undefined> {
    const session = await this.#use(secret, use);
    return session && this.#renewal.tokenOf(hashOf(secret), session);
  }

  /** Whose session it is; undefined when it has ended. */
  async ownerOf(secret: string): Promise<SessionOwner | undefined> {
    const session = await this.#use(secret, 'counts');
    if (!session) return undefined;
    return { partnerships: await this.settings.store.listPartnershipsOf(session), endsAt: session.endsAt };
  }

  /** Whether a session that was found before still stands. */
  isLive(id: string): Promise<boolean> {
    return this.settings.store.isLive(id, this.settings.clock.now());
  }

  /** Acts when the session is ended by this process. Others learn of it when they ask next. Returns how to stop. */
  whenEnded(id: string, act: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(act));
    return () => {
      listeners.delete(act);
      if (listeners.size === 0) this.#listeners.delete(id);
    };
  }

  /** Ends a session because another takes its place: its provider is not told, for whom both may be one. */
  async replace(secret: string): Promise<void> {
    await this.#endInStore(hashOf(secret));
  }

  /** Ends a session for good. Returns where its owner also signs out of the provider, where there is such a place. */
  async signOut(secret: string): Promise<URL | undefined> {
    const { provider, logger } = this.settings;
    const ended = await this.#endInStore(hashOf(secret));
    const place = ended && (await this.#placeOf(ended));
    if (!ended || !place) return undefined;
    try {
      const tokens = this.#seal.open(ended.id, ended.tokens);
      if (tokens) await provider.revoke(place, tokens);
      return await provider.leaveAddress(place);
    } catch (error) {
      logger.warn({ err: error }, 'a provider could not be told that somebody signed out');
      return undefined;
    }
  }

  #use(secret: string, use: SessionUse): Promise<LiveSession | undefined> {
    if (secret === '') return Promise.resolve(undefined);
    const { store, clock, idleMinutes } = this.settings;
    const now = clock.now();
    const idleUntil = use === 'counts' ? now.add({ minutes: idleMinutes }) : undefined;
    return store.use(hashOf(secret), now, idleUntil);
  }

  async #endInStore(cookieHash: string) {
    const ended = await this.settings.store.end(cookieHash, this.settings.clock.now());
    if (ended) for (const act of [...(this.#listeners.get(ended.id) ?? [])]) act();
    return ended;
  }

  async #placeOf({
    partnership,
    issuer,
    clientId,
  }: Pick<LiveSession, 'partnership' | 'issuer' | 'clientId'>) {
    const places = await this.settings.store.listSignIns(partnership);
    return places.find((each: SignInPlace) => each.issuer === issuer && each.clientId === clientId);
  }
}
