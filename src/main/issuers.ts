import { isDeepStrictEqual } from 'node:util';
import { meets, type SignInPorts, type TokenSubject } from '#casework/sign-in.js';
import type { Clock, Ids } from '#casework/ports.js';
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
  memberships,
  verifyToken,
  sessions,
  listGapsBeforeGoLive,
}: {
  directory: Directory;
  memberships: SignInPorts['listMemberships'];
  verifyToken: SignInPorts['verifyToken'];
  sessions: Pick<BrowserSessions, 'find'>;
  listGapsBeforeGoLive: SignInPorts['listGapsBeforeGoLive'];
}): SignInPorts {
  return {
    findPartnership: (slug) => directory.findPartnership(slug),
    listMemberships: memberships,
    listGapsBeforeGoLive,
    verifyToken,
    findSession: (secret, use) => sessions.find(secret, use),
  };
}

/** Far more than anybody is invited to at once in one partnership. */
const mostInvitations = 10;

/** Finds memberships as they are after what the subject is invited to was accepted for them. */
export function membershipFinder(parts: {
  directory: Directory;
  clock: Clock;
  ids: Ids;
}): SignInPorts['listMemberships'] {
  return (slug, subject) => listMemberships(parts, slug, subject);
}

/** Each invitation is accepted in one transaction. */
async function listMemberships(
  { directory, clock, ids }: { directory: Directory; clock: Clock; ids: Ids },
  slug: string,
  subject: TokenSubject,
): Promise<readonly Member[]> {
  for (let accepted = 0; ; accepted += 1) {
    const at = clock.now();
    const { memberships, isInvited } = await directory.findMemberships(slug, subject, at);
    if (!isInvited || accepted >= mostInvitations) return memberships;
    const made = { userId: ids.newId(), membershipId: ids.newId(), auditId: ids.newId() };
    await directory.acceptInvitation(slug, subject, { at, ids: made });
  }
}

/**
 * Whether a membership still stands as it was: the same roles for the same agency, and no more demanded of the sign-in than
 * the token shows. It accepts no invitation.
 */
export async function isStillMember(
  ports: SignInPorts,
  { slug, ...subject }: TokenSubject & { slug: string },
  member: Member,
): Promise<boolean> {
  const memberships = await ports.listMemberships(slug, { ...subject, mails: {} });
  return memberships.some((each) => actAlike(each, member) && meets(subject, each.requires));
}
