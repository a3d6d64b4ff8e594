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
}

export interface SignInPorts {
  findPartnership(slug: string): Promise<PartnershipAddress | undefined>;
  /**
   * Live memberships in one partnership that trusts the issuer, after an open invitation to the subject's mail address was
   * accepted for them; none is also the answer where there is no partnership.
   */
  listMemberships(slug: string, subject: TokenSubject): Promise<readonly Member[]>;
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
