const windowMs = 10_000;

/** Whether a socket keeps to so many messages in any ten seconds. */
export class MessageRate {
  /** Moments of the last messages, as a ring. */
  readonly #at: number[] = [];
  #next = 0;

  constructor(
    private readonly atMost: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Counts a message; false for one too many. */
  take(): boolean {
    const at = this.now();
    const before = this.#at[this.#next];
    if (before !== undefined && at - before < windowMs) return false;
    this.#at[this.#next] = at;
    this.#next = (this.#next + 1) % this.atMost;
    return true;
  }
}
