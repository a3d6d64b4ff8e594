import { Temporal } from 'temporal-polyfill';
import type { Clock } from '#casework/ports.js';

/** A clock that stands where a test puts it. */
export class TestClock implements Clock {
  #now: Temporal.Instant;

  constructor(start: string) {
    this.#now = Temporal.Instant.from(start);
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  moveTo(instant: string): void {
    this.#now = Temporal.Instant.from(instant);
  }
}
