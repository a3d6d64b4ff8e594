import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { TrustedIssuer } from './issuer-keys.js';

/** How long a signature that was found good is taken for good; an issuer's key withdrawn meanwhile still counts. */
const rememberedSeconds = 300;
const rememberedAtMost = 10_000;

/** A token that was found good. */
export interface Checked {
  readonly payload: JWTPayload;
  /** Whom it was checked against: other issuers, addresses of keys or audiences need another check. */
  readonly trusted: readonly TrustedIssuer[];
}

/**
 * Tokens whose signature was checked a moment ago, by their digest. A dashboard sends the same token with every request,
 * and checking an elliptic-curve signature costs more than reading a case. Expiry is not remembered: whoever asks here
 * compares it with the clock each time.
 */
export class CheckedTokens {
  readonly #checked = new Map<string, Checked & { readonly until: number }>();

  find(token: string, now: number): Checked | undefined {
    const known = this.#checked.get(digest(token));
    return known && now < known.until ? known : undefined;
  }

  remember(token: string, { payload, trusted }: Checked, now: number): void {
    const [oldest] = this.#checked.keys();
    if (this.#checked.size >= rememberedAtMost && oldest !== undefined) this.#checked.delete(oldest);
    const key = digest(token);
    this.#checked.delete(key);
    this.#checked.set(key, { payload, trusted, until: now + rememberedSeconds });
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
