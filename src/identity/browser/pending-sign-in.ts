import { z } from 'zod';
import { openSealed, sealText } from '#platform/sealed-text.js';

/** How long somebody may take to sign in at their provider. */
export const signInSeconds = 600;

const Pending = z.object({
  partnership: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  /** Where to go afterwards; a path of this server. */
  returnTo: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Epoch seconds. */
  expiresAt: z.number(),
});

/** A sign-in that has begun: what its answer must fit. It is kept by the browser that began it, sealed. */
export type PendingSignIn = z.infer<typeof Pending>;

const purpose = 'pending sign-in';

export function sealPending(key: Buffer, pending: PendingSignIn): string {
  return sealText({ key, purpose }, JSON.stringify(pending));
}

/** Undefined for one that was not sealed here, or is over by `now` (epoch seconds). */
export function openPending(key: Buffer, sealed: string, now: number): PendingSignIn | undefined {
  const text = openSealed({ key, purpose }, sealed);
  if (text === undefined) return undefined;
  const pending = Pending.parse(JSON.parse(text));
  return now < pending.expiresAt ? pending : undefined;
}
