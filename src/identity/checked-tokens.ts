import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';

/** How long a signature that was found good is taken for good; an issuer's key withdrawn meanwhile still counts. */
const rememberedSeconds = 60;
const rememberedAtMost = 10_000;

interface Checked {
  readonly payload: JWTPayload;
  /** Whom it was checked against: other issuers, addresses of keys or audiences need another check. */
  readonly trust: string;
  readonly until: number;
}

/**
 * Tokens whose signature was checked a moment ago, by their digest. A dashboard sends the same token with every request,
 * and checking an elliptic-curve signature costs more than reading a case. Expiry is not remembered: whoever asks here
 * compares it with the clock each time.
 */
export class CheckedTokens {
  readonly #checked = new Map<string, Checked>();

  find(token: string, trust: string, now: number): JWTPayload | undefined {
    const known = this.#checked.get(digest(token));
    return known && known.trust === trust && now < known.until ? known.payload : undefined;
  }

  remember(token: string, trust: string, { payload, now }: { payload: JWTPayload; now: number }): void {
    const [oldest] = this.#checked.keys();
    if (this.#checked.size >= rememberedAtMost && oldest !== undefined) this.#checked.delete(oldest);
    const key = digest(token);
    this.#checked.delete(key);
    this.#checked.set(key, { payload, trust, until: now + rememberedSeconds });
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
