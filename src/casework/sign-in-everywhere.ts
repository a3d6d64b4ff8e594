import type { Member } from './principal.js';
import { meets, subjectOf, type Credentials, type SignInPorts, type TokenSubject } from './sign-in.js';

/** A partnership of somebody's, with the memberships that they may act under now; or why there is none. */
export interface PlaceOfWork {
  readonly slug: string;
  readonly name: string;
  readonly memberships: readonly Member[];
  readonly refused?: 'ASSURANCE_TOO_LOW' | 'PARTNERSHIP_NOT_LIVE' | 'UNAVAILABLE';
}

export interface EverywherePorts extends SignInPorts {
  /** Partnerships that trust the issuer and have the subject as a member, by their slugs. */
  listPartnershipsOf(subject: TokenSubject): Promise<readonly Pick<PlaceOfWork, 'slug' | 'name'>[]>;
}

export type SignedInEverywhere =
  | { readonly kind: 'person'; readonly places: readonly PlaceOfWork[] }
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'bad_token' };

/** Far more than anybody works in. */
const mostPlaces = 50;

/**
 * Who is asking, in every partnership that knows them; each decides for itself, as if it were asked alone. One of which
 * that cannot be told is named, and keeps nobody from the others.
 */
export async function signInEverywhere(
  ports: EverywherePorts,
  credentials: Omit<Credentials, 'slug'>,
): Promise<SignedInEverywhere> {
  const subject = await subjectOf(ports, credentials);
  if (!subject) return { kind: 'bad_token' };
  const known = (await ports.listPartnershipsOf(subject)).slice(0, mostPlaces);
  const places: PlaceOfWork[] = [];
  for (const each of known) places.push(await enter(ports, each, subject));
  return places.length === 0 ? { kind: 'nowhere' } : { kind: 'person', places };
}

async function enter(
  ports: SignInPorts,
  { slug, name }: Pick<PlaceOfWork, 'slug' | 'name'>,
  subject: TokenSubject,
): Promise<PlaceOfWork> {
  const place = { slug, name, memberships: [] };
  try {
    if ((await ports.listGapsBeforeGoLive(slug)).length > 0)
      return { ...place, refused: 'PARTNERSHIP_NOT_LIVE' };
    const all = await ports.listMemberships(slug, subject);
    const memberships = all.filter((each) => meets(subject, each.requires));
    return memberships.length > 0 ? { ...place, memberships } : { ...place, refused: 'ASSURANCE_TOO_LOW' };
  } catch {
    return { ...place, refused: 'UNAVAILABLE' };
  }
}
