import type { SessionTokens } from '#casework/browser-session-ports.js';
import { openSealed, sealText } from '#platform/sealed-text.js';

/** Seals the tokens of sessions for the database: each opens for its own session and its own place in it only. */
export class TokenSeal {
  constructor(private readonly key: Buffer) {}

  close(sessionId: string, { access, refresh }: SessionTokens): SessionTokens {
    return {
      access: sealText(this.#sealOf(sessionId, 'access'), access),
      ...(refresh !== undefined && { refresh: sealText(this.#sealOf(sessionId, 'refresh'), refresh) }),
    };
  }

  /** Undefined where they were sealed with another key, or moved or altered since. */
  open(sessionId: string, { access, refresh }: SessionTokens): SessionTokens | undefined {
    const opened = openSealed(this.#sealOf(sessionId, 'access'), access);
    if (opened === undefined) return undefined;
    if (refresh === undefined) return { access: opened };
    const renews = openSealed(this.#sealOf(sessionId, 'refresh'), refresh);
    return renews === undefined ? undefined : { access: opened, refresh: renews };
  }

  #sealOf(sessionId: string, kind: keyof SessionTokens) {
    return { key: this.key, purpose: 'token of a browser session', boundTo: `${sessionId} ${kind}` };
  }
}
