import type { StreamEnd } from '#casework/live-ports.js';
import type { Clock } from '#casework/ports.js';

export interface WatchSettings {
  readonly clock: Clock;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
  /** How often a heartbeat is sent; 15,000 ms unless told. */
  readonly heartbeatMs?: number;
  /** How often the membership of a stream without events is read again; 60,000 ms unless told. */
  readonly membershipCheckMs?: number;
  /** While one page is delivered, how long an answer about the membership holds; 1,000 ms unless told. */
  readonly answerHoldsMs?: number;
}

/** Whose stream is watched. */
export interface Watched {
  /** Epoch seconds; the stream ends then whatever its length. */
  readonly expiresAt: number;
  stillMember(): Promise<boolean>;
}

/** When a stream must beat, be checked again, or end. */
export class StreamWatch {
  readonly #heartbeatMs: number;
  readonly #checkMs: number;
  readonly #holdsMs: number;
  #beatAt: number;
  #checkAt = 0;
  #askAgainAt = 0;

  constructor(
    private readonly settings: WatchSettings,
    private readonly watched: Watched,
  ) {
    this.#heartbeatMs = settings.heartbeatMs ?? 15_000;
    this.#checkMs = settings.membershipCheckMs ?? 60_000;
    // Otherwise a client that reads slowly would be given old events long after its membership ended.
    this.#holdsMs = settings.answerHoldsMs ?? 1_000;
    this.#beatAt = performance.now() + this.#heartbeatMs;
  }

  /** Why the stream must end before anything is read, if it must. */
  endsAtOnce(): StreamEnd | undefined {
    if (this.settings.stopping.aborted) return 'SERVER_STOPPING';
    return this.#untilExpiryMs() <= 0 ? 'TOKEN_EXPIRED' : undefined;
  }

  /**
   * Something was read just now. Only a membership that is read after it can say whether it may be delivered: what
   * commits after a membership ended is then never delivered.
   */
  hasRead(): void {
    this.#askAgainAt = 0;
  }

  /** Why the stream must end instead of delivering the next event, if it must. */
  async endsBeforeDelivery(): Promise<StreamEnd | undefined> {
    return this.endsAtOnce() ?? (performance.now() < this.#askAgainAt ? undefined : await this.#ask());
  }

  /** Why a stream with nothing to deliver must end, if it must. */
  async endsIdle(): Promise<StreamEnd | undefined> {
    return this.endsAtOnce() ?? (performance.now() < this.#checkAt ? undefined : await this.#ask());
  }

  /** Whether a heartbeat is due; says so once, and sets the next by the fixed timer, not by what was delivered. */
  heartbeatIsDue(): boolean {
    if (performance.now() < this.#beatAt) return false;
    this.#beatAt = performance.now() + this.#heartbeatMs;
    return true;
  }

  /** Milliseconds until the next of beat, check and expiry; at least one, so that a wait never spins. */
  untilNext(): number {
    const now = performance.now();
    return Math.max(1, Math.min(this.#beatAt - now, this.#checkAt - now, this.#untilExpiryMs()));
  }

  async #ask(): Promise<StreamEnd | undefined> {
    const stands = await this.watched.stillMember();
    this.#askAgainAt = performance.now() + this.#holdsMs;
    this.#checkAt = performance.now() + this.#checkMs;
    return stands ? undefined : 'MEMBERSHIP_ENDED';
  }

  #untilExpiryMs(): number {
    return this.watched.expiresAt * 1_000 - this.settings.clock.now().epochMilliseconds;
  }
}
