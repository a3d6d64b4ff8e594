import type { Member, PublicVisitor } from './principal.js';

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
}

export interface SignInPorts {
  findPartnership(slug: string): Promise<PartnershipAddress | undefined>;
  /** Live memberships in one partnership that trusts the issuer; none is also the answer where there is no partnership. */
  listMemberships(slug: string, subject: { issuer: string; subject: string }): Promise<readonly Member[]>;
  /** Undefined for a token that is expired, forged or of an issuer that nobody knows. */
  verifyToken(token: string): Promise<TokenSubject | undefined>;
}

export interface Credentials {
  readonly slug: string;
  /** The Authorization header, or what stands in its place in another transport. */
  readonly authorization?: string | undefined;
  /** Which membership to act under, where there are several. */
  readonly membershipId?: string | undefined;
}

export type SignedIn =
  | { readonly kind: 'public'; readonly principal: PublicVisitor }
  | { readonly kind: 'member'; readonly principal: Member; readonly subject: TokenSubject }
  /** An unknown partnership and no membership in it look the same. */
  | { readonly kind: 'unknown_partnership' }
  | { readonly kind: 'bad_token' }
  | { readonly kind: 'choose_membership'; readonly memberships: readonly Member[] };

/** The form of a partnership's name in addresses; whatever else stands there is a partnership that does not exist. */
const slugForm = /^[a-z][a-z0-9-]{1,62}$/;
const bearer = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i;

/** Who is asking, in which partnership: the address says which, the token says who, the membership must exist. */
export async function signIn(ports: SignInPorts, credentials: Credentials): Promise<SignedIn> {
  const { slug, authorization, membershipId } = credentials;
  if (!slugForm.test(slug)) return { kind: 'unknown_partnership' };
  if (authorization === undefined) {
    const partnership = await ports.findPartnership(slug);
    if (!partnership) return { kind: 'unknown_partnership' };
    return { kind: 'public', principal: { kind: 'public', tenantId: partnership.tenantId } };
  }
  const token = bearer.exec(authorization)?.[1];
  const subject = token === undefined ? undefined : await ports.verifyToken(token);
  if (!subject) return { kind: 'bad_token' };
  const memberships = await ports.listMemberships(slug, subject);
  if (memberships.length === 0) return { kind: 'unknown_partnership' };
  const chosen =
    membershipId === undefined ? undefined : memberships.find((each) => each.membershipId === membershipId);
  if (membershipId !== undefined && !chosen) return { kind: 'unknown_partnership' };
  if (!chosen && memberships.length > 1) return { kind: 'choose_membership', memberships };
  const [principal] = chosen ? [chosen] : memberships;
  return principal ? { kind: 'member', principal, subject } : { kind: 'unknown_partnership' };
}
