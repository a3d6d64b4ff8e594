import { isDeepStrictEqual } from 'node:util';
import type { SignInPorts } from '#casework/sign-in.js';
import type { Clock } from '#casework/ports.js';
import { actAlike, type Member } from '#casework/principal.js';
import type { BrowserSessions } from '#identity/browser/browser-sessions.js';
import { TokenRefused } from '#identity/token-refused.js';
import { createTokenVerifier } from '#identity/token-verifier.js';
import type { Directory, KnownIssuer } from '#persistence/directory.js';
import type { Logger } from '#platform/logger.js';

const refreshMs = 5_000;

/**
 * The issuers that the directory knows, read again every few seconds so that a new tenant needs no restart. In production the
 * development issuer of an earlier life of the database is none of them.
 */
export class KnownIssuers {
  /** Always the same list until they have changed. */
  #issuers: readonly KnownIssuer[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly directory: Directory,
    private readonly logger: Logger,
    private readonly production: boolean,
  ) {}

  async start(): Promise<void> {
    this.#take(await this.directory.listIssuers());
    this.#timer = setInterval(() => {
      this.directory.listIssuers().then(
        (issuers) => {
          this.#take(issuers);
        },
        (error: unknown) => {
          this.logger.warn({ err: error }, 'the issuers could not be read again; the known ones stay');
        },
      );
    }, refreshMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  list(): readonly KnownIssuer[] {
    return this.#issuers;
  }

  #take(issuers: readonly KnownIssuer[]): void {
    const taken = this.production ? issuers.filter((issuer) => !issuer.development) : issuers;
    if (!isDeepStrictEqual(taken, this.#issuers)) this.#issuers = taken;
  }
}

/** Judges tokens by the keys of the known issuers. */
export function tokenJudge({
  issuers,
  clock,
}: {
  issuers: KnownIssuers;
  clock: Clock;
}): SignInPorts['verifyToken'] {
  const now = () => Math.floor(clock.now().epochMilliseconds / 1_000);
  const verifier = createTokenVerifier({ issuers: () => issuers.list(), now });
  return async (token) => {
    try {
      return await verifier.verify(token);
    } catch (error) {
      if (error instanceof TokenRefused) return undefined;
      throw error;
    }
  };
}

/** What sign-in asks: the directory about partnerships and memberships, the sessions of browsers about their tokens. */
export function signInPorts({
  directory,
  verifyToken,
  sessions,
}: {
  directory: Directory;
  verifyToken: SignInPorts['verifyToken'];
  sessions: Pick<BrowserSessions, 'find'>;
}): SignInPorts {
  return {
    findPartnership: (slug) => directory.findPartnership(slug),
    listMemberships: (slug, subject) => directory.listMemberships(slug, subject),
    verifyToken,
    findSession: (secret, use) => sessions.find(secret, use),
  };
}

/** Whether a membership still stands as it was: the same roles for the same agency. */
export async function isStillMember(
  ports: SignInPorts,
  subject: { slug: string; issuer: string; subject: string },
  member: Member,
): Promise<boolean> {
  const memberships = await ports.listMemberships(subject.slug, subject);
  return memberships.some((each) => actAlike(each, member));
}
