import type { Temporal } from 'temporal-polyfill';

/** Where people of a partnership sign in with a browser. */
export interface SignInPlace {
  /** As tokens carry it in `iss`. */
  readonly issuer: string;
  /** Of the development identity provider. */
  readonly development: boolean;
  readonly clientId: string;
  /** Name of the file with the client's secret; left out for a public client. */
  readonly secretFile?: string;
  /** What is asked for, with spaces between; the usual when left out. */
  readonly scope?: string;
  /** The names of the agencies whose people sign in there; left out where it is everybody. */
  readonly agencies?: readonly string[];
}

/** The tokens of a session; sealed wherever they are stored. */
export interface SessionTokens {
  readonly access: string;
  readonly refresh?: string;
}

/** A session as it begins. */
export interface NewSession {
  readonly id: string;
  readonly cookieHash: string;
  /** Of the sign-in that begins it: one begins one session. */
  readonly signInHash: string;
  /** Slug of the partnership whose trust names the issuer's client. */
  readonly partnership: string;
  readonly issuer: string;
  readonly subject: string;
  readonly clientId: string;
  readonly tokens: SessionTokens;
  readonly tokenExpiresAt: Temporal.Instant;
  readonly createdAt: Temporal.Instant;
  readonly idleEndsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
}

/** A session that has not ended. */
export type LiveSession = Pick<
  NewSession,
  'id' | 'partnership' | 'issuer' | 'subject' | 'clientId' | 'tokens' | 'tokenExpiresAt' | 'endsAt'
>;

/** A session that has just ended, with what may be revoked. */
export type EndedSession = Pick<NewSession, 'id' | 'partnership' | 'issuer' | 'clientId' | 'tokens'>;

/** A partnership in which somebody may act, and the name it knows them by. */
export interface PlaceOfPerson {
  readonly slug: string;
  readonly name: string;
  readonly displayName: string;
}

/** Sessions as the database keeps them. Tokens come and go sealed. */
export interface SessionStore {
  listSignIns(partnership: string): Promise<readonly SignInPlace[]>;
  listPartnershipsOf(subject: { issuer: string; subject: string }): Promise<readonly PlaceOfPerson[]>;
  /** False where its sign-in has begun one before. */
  begin(session: NewSession): Promise<boolean>;
  /** The live session of a cookie; it counts as used where `idleUntil` is given. */
  use(
    cookieHash: string,
    at: Temporal.Instant,
    idleUntil?: Temporal.Instant,
  ): Promise<LiveSession | undefined>;
  isLive(id: string, at: Temporal.Instant): Promise<boolean>;
  /** Takes the renewal of its tokens upon oneself; false where somebody has, or they are no longer those seen. */
  claimRefresh(id: string, seen: string, forSeconds: number): Promise<boolean>;
  /** Puts renewed tokens in the place of those seen, or, without any, gives the claim back. */
  finishRefresh(
    id: string,
    seen: string,
    renewed?: { tokens: SessionTokens; expiresAt: Temporal.Instant },
  ): Promise<boolean>;
  /** Undefined where there was none to end. */
  end(cookieHash: string, at: Temporal.Instant): Promise<EndedSession | undefined>;
}

/** What a request's cookie says, before any session is looked up. */
export interface BrowserCookies {
  /** The secret of a session; undefined where there is no such cookie, and empty where it cannot be one. */
  secretIn(cookieHeader: string | undefined): string | undefined;
  /** Whether a page that knows the session's own proof sent the request. */
  isProof(secret: string, proof: string | undefined): boolean;
}
