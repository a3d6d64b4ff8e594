import type { Member } from '#casework/principal.js';
import type { SignInPorts, TokenSubject } from '#casework/sign-in.js';
import type { ForgetMemberships } from '#graphql/server/http.js';

/** A membership that was given meanwhile waits so long until it has to be chosen. */
const rememberedMs = 300_000;
const rememberedAtMost = 10_000;

interface Remembered {
  /** Whom partnerships trusted with what. */
  readonly trust: unknown;
  readonly memberships: readonly Member[];
  readonly until: number;
}

export interface RememberingSettings {
  /** Always the same value until partnerships trust others, or with other things; what is remembered ends with it. */
  readonly trust?: () => unknown;
  readonly now?: () => number;
}

/**
 * Sign-in without asking anew for memberships that were found a moment ago. It decides nothing: every transaction opens
 * with the membership confirmed by the database, and one that has ended is forgotten with the first request it fails.
 */
export function rememberMemberships(
  ports: SignInPorts,
  { trust = () => undefined, now = () => performance.now() }: RememberingSettings = {},
): SignInPorts & { readonly forgetMemberships: ForgetMemberships } {
  const remembered = new Map<string, Remembered>();
  return {
    ...ports,
    listMemberships: async (slug, subject) => {
      const key = keyOf(slug, subject);
      const known = remembered.get(key);
      const trusted = trust();
      if (known && now() < known.until && known.trust === trusted) return known.memberships;
      const memberships = await ports.listMemberships(slug, subject);
      remembered.delete(key);
      const [oldest] = remembered.keys();
      if (remembered.size >= rememberedAtMost && oldest !== undefined) remembered.delete(oldest);
      // Nobody waits for a first membership, and guesses take no room.
      if (memberships.length > 0)
        remembered.set(key, { memberships, trust: trusted, until: now() + rememberedMs });
      return memberships;
    },
    forgetMemberships: (slug, subject) => {
      remembered.delete(keyOf(slug, subject));
    },
  };
}

/** A program may do less with one token than with another. */
function keyOf(slug: string, { issuer, subject, scopes, sessionId, mails }: TokenSubject): string {
  const isProgram = sessionId === undefined && Object.keys(mails).length === 0;
  return JSON.stringify([slug, issuer, subject, isProgram, isProgram ? scopes : undefined]);
}
