import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { BrowserCookies } from '#casework/browser-session-ports.js';
import { deriveBytes } from '#platform/secret-key.js';

export interface CookieSettings {
  /** The origin under which people reach this server. */
  readonly origin: string;
  readonly secretKey: Buffer;
}

/** 256 bits as base64url. */
const secretForm = /^[A-Za-z0-9_-]{43}$/;

/** Of a session, and of a sign-in that has begun and waits for its answer. */
export type CookieName = 'session' | 'sign_in';

/**
 * The cookies of browsers. With the prefix `__Host-` no other host and no unprotected page can set or read them; it needs
 * https, which this machine does without for itself.
 * @source RFC 6265bis, 4.1.3.2
 */
export class Cookies implements BrowserCookies {
  readonly #proofKey: Buffer;
  readonly #isHttps: boolean;

  constructor({ origin, secretKey }: CookieSettings) {
    this.#proofKey = deriveBytes(secretKey, 'proof of a browser session', 32);
    this.#isHttps = new URL(origin).protocol === 'https:';
  }

  secretIn(cookieHeader: string | undefined): string | undefined {
    const value = this.read('session', cookieHeader);
    return value === undefined || secretForm.test(value) ? value : '';
  }

  isProof(secret: string, proof: string | undefined): boolean {
    return proof !== undefined && isSame(this.proofOf(secret), proof);
  }

  /** What only a page that may read our answers can know of a session: HMAC-SHA256 of its secret. */
  proofOf(secret: string): string {
    return createHmac('sha256', this.#proofKey).update(secret).digest('base64url');
  }

  /** Undefined where it is not there; empty where it is there twice, for then somebody else may have set one. */
  read(name: CookieName, cookieHeader: string | undefined): string | undefined {
    const start = `${this.#nameOf(name)}=`;
    const found = (cookieHeader ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(start));
    const [only, ...more] = found;
    if (only === undefined) return undefined;
    return more.length > 0 ? '' : only.slice(start.length);
  }

  /** A Set-Cookie header. Without an age it is gone when the browser closes. */
  write(name: CookieName, value: string, maxAgeSeconds?: number): string {
    const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${String(maxAgeSeconds)}`;
    const secure = this.#isHttps ? '; Secure' : '';
    return `${this.#nameOf(name)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}${age}`;
  }

  /** A Set-Cookie header that takes the cookie away. */
  clear(name: CookieName): string {
    return this.write(name, '', 0);
  }

  #nameOf(name: CookieName): string {
    const plain = name === 'session' ? 'concord' : 'concord-sign-in';
    return this.#isHttps ? `__Host-${plain}` : plain;
  }
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored in the place of a secret. It has 256 random bits, so that nothing slower is needed. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function isSame(expected: string, given: string): boolean {
  const bytes = Buffer.from(given);
  return bytes.length === expected.length && timingSafeEqual(Buffer.from(expected), bytes);
}
