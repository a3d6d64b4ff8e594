import type { GraphQLError } from 'graphql';
import type { SignedIn } from '#casework/sign-in.js';
import type { Guard } from '../guard/guard.js';

/** Somebody of whom it is not known who they are, or under which membership they ask. */
export type NotSignedIn = Exclude<SignedIn, { kind: 'public' | 'member' }>;

/**
 * Takes a point for an answer that is no sign-in: of the address, or, of a person who has yet to choose a membership or
 * to sign in more surely, as under any of theirs. The refusal when there is none left.
 */
export async function chargeNotSignedIn(
  guard: Guard,
  signedIn: NotSignedIn,
  address: string,
): Promise<GraphQLError | undefined> {
  const [principal] = 'memberships' in signedIn ? signedIn.memberships : [];
  if (!principal) return guard.signInFailed(address);
  const admission = await guard.admit({ principal, address });
  return 'caller' in admission ? undefined : admission;
}
