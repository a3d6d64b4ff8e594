/** Tells one follower of a partnership's log that there may be news. Only a hint: the follower reads the log itself. */
export class Bell {
  #rings = 0;
  #wake: (() => void) | undefined;
  /** The place up to which the follower has read; a poll that finds the log ending there does not ring. */
  readTo = -1n;
  /** The version of the partnership's memberships that held when it last read. */
  readUnder = '';

  constructor(readonly release: () => void) {}

  /** Raised by every ring: take it before reading and hand it to `wait`, and no ring in between is missed. */
  get rings(): number {
    return this.#rings;
  }

  ring(): void {
    this.#rings += 1;
    this.#wake?.();
  }

  /** Settles at the next ring after `seen`, at once when it rang since, or when the time is over. One waits at a time. */
  wait(seen: number, forMs: number): Promise<void> {
    if (this.#rings !== seen) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(wake, forMs);
      this.#wake = wake;
    });
  }
}
