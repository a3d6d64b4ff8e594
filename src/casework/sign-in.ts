import type { GoLiveGap } from '#domain/partnership/go-live.js';
import type { Member, PublicVisitor, RequiredAssurance } from './principal.js';

/** A partnership by the name in its address. */
export interface PartnershipAddress {
  readonly tenantId: string;
  readonly slug: string;
  readonly name: string;
}

/** Who a token speaks of, according to whom, until when (epoch seconds). */
export interface TokenSubject {
  readonly issuer: string;
  readonly subject: string;
  readonly expiresAt: number;
  /** How they signed in, in the issuer's words. OpenID Connect Core, 2: `acr`. */
  readonly acr?: string | undefined;
  /** By which means, each in the words of RFC 8176. */
  readonly amr: readonly string[];
  /** Mail addresses by the claim that holds them, in small letters; an `email` that is not verified is none. */
  readonly mails: Readonly<Record<string, string>>;
  /** What its issuer lets a program do with it; left out where the token does not say. RFC 9068, 2.2.3. */
  readonly scopes?: readonly string[];
  /** The browser's session that it was kept in; left out for one that the client brought itself. */
  readonly sessionId?: string;
}

/** The access token that a browser's session keeps on the server. */
export interface SessionToken {
  readonly sessionId: string;
  readonly token: string;
  /** When the session ends whatever is done in it; epoch seconds. */
  readonly endsAt: number;
}

export interface SignInPorts {
  findPartnership(slug: string): Promise<PartnershipAddress | undefined>;
  /**
   * Live memberships in one partnership that trusts the issuer, after an open invitation to the subject's mail address was
   * accepted for them; none is also the answer where there is no partnership.
   */
  listMemberships(slug: string, subject: TokenSubject): Promise<readonly Member[]>;
  /** What keeps the partnership from being served at all; none where it is served, and where there is none. */
  listGapsBeforeGoLive(slug: string): Promise<readonly GoLiveGap[]>;
  /** Undefined for a token that is expired, forged or of an issuer that nobody knows. */
  verifyToken(token: string): Promise<TokenSubject | undefined>;
  /** The token of the session with this secret, renewed when it nears its end; undefined when the session has ended. */
  findSession(secret: string, use: SessionUse): Promise<SessionToken | undefined>;
}

/** Whether a request is something that a person does, which keeps their session from ending, or goes on by itself. */
export type SessionUse = 'counts' | 'does_not_count';

export interface Credentials {
  readonly slug: string;
  /** The Authorization header, or what stands in its place in another transport. */
  readonly authorization?: string | undefined;
  /** The secret of a browser's session; looked at only where there is no Authorization header. */
  readonly session?: { readonly secret: string; readonly use: SessionUse } | undefined;
  /** Which membership to act under, where there are several. */
  readonly membershipId?: string | undefined;
}

export type SignedIn =
  | { readonly kind: 'public'; readonly principal: PublicVisitor }
  | { readonly kind: 'member'; readonly principal: Member; readonly subject: TokenSubject }
  /** An unknown partnership and no membership in it look the same. */
  | { readonly kind: 'unknown_partnership' }
  /** In production, of a partnership that does not tell people what it does with their data. */
  | { readonly kind: 'not_live'; readonly gaps: readonly GoLiveGap[] }
  | { readonly kind: 'bad_token' }
  /** They are a member, and have not signed in as surely as the partnership demands of them. */
  | {
      readonly kind: 'assurance_too_low';
      readonly memberships: readonly [Member];
      readonly required: RequiredAssurance;
    }
  | { readonly kind: 'choose_membership'; readonly memberships: readonly Member[] };

/** The form of a partnership's name in addresses; whatever else stands there is a partnership that does not exist. */
const slugForm = /^[a-z][a-z0-9-]{1,62}$/;
const bearer = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i;

/** Who is asking, in which partnership: the address says which, the token says who, the membership must exist. */
export async function signIn(ports: SignInPorts, credentials: Credentials): Promise<SignedIn> {
  const { slug, authorization, session, membershipId } = credentials;
  if (!slugForm.test(slug)) return { kind: 'unknown_partnership' };
  const gaps = await ports.listGapsBeforeGoLive(slug);
  if (gaps.length > 0) return { kind: 'not_live', gaps };
  if (authorization === undefined && session === undefined) {
    const partnership = await ports.findPartnership(slug);
    if (!partnership) return { kind: 'unknown_partnership' };
    return { kind: 'public', principal: { kind: 'public', tenantId: partnership.tenantId } };
  }
  const subject = await subjectOf(ports, credentials);
  if (!subject) return { kind: 'bad_token' };
  const memberships = await ports.listMemberships(slug, subject);
  if (memberships.length === 0) return { kind: 'unknown_partnership' };
  return choose(memberships, { membershipId, subject });
}

/** Under which of somebody's memberships they act. */
function choose(
  memberships: readonly Member[],
  { membershipId, subject }: { membershipId: string | undefined; subject: TokenSubject },
): SignedIn {
  const assured = memberships.filter((each) => meets(subject, each.requires));
  if (membershipId === undefined && memberships.length > 1 && assured.length > 0)
    return { kind: 'choose_membership', memberships: assured };
  const principal =
    membershipId === undefined
      ? memberships[0]
      : memberships.find((each) => each.membershipId === membershipId);
  if (!principal) return { kind: 'unknown_partnership' };
  if (principal.requires && !meets(subject, principal.requires))
    return { kind: 'assurance_too_low', memberships: [principal], required: principal.requires };
  return { kind: 'member', principal, subject };
}

/** Whether somebody signed in as surely as is demanded. OpenID Connect Core, 2: `acr`, `amr`. */
export function meets(
  { acr, amr }: Pick<TokenSubject, 'acr' | 'amr'>,
  required: RequiredAssurance | undefined,
): boolean {
  if (required === undefined) return true;
  const isClass = required.acr.length === 0 || (acr !== undefined && required.acr.includes(acr));
  return isClass && required.amr.every((method) => amr.includes(method));
}

/** Whose token was brought or is kept in the session; the token itself is judged alike. */
export async function subjectOf(
  ports: SignInPorts,
  { authorization, session }: Omit<Credentials, 'slug'>,
): Promise<TokenSubject | undefined> {
  if (authorization !== undefined || session === undefined) {
    const token = bearer.exec(authorization ?? '')?.[1];
    return token === undefined ? undefined : ports.verifyToken(token);
  }
  const kept = await ports.findSession(session.secret, session.use);
  const subject = kept && (await ports.verifyToken(kept.token));
  if (!kept || !subject) return undefined;
  return { ...subject, sessionId: kept.sessionId, expiresAt: Math.min(subject.expiresAt, kept.endsAt) };
}
