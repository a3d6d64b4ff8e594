import { Temporal } from 'temporal-polyfill';
import type { Clock } from '#casework/ports.js';

/** A clock that goes on from where a test sets it. */
export class RunningClock implements Clock {
  #set: Temporal.Instant;
  #setAt = performance.now();

  constructor(start: string) {
    this.#set = Temporal.Instant.from(start);
  }

  now(): Temporal.Instant {
    return this.#set.add({ milliseconds: Math.floor(performance.now() - this.#setAt) });
  }

  moveTo(epochMilliseconds: number): void {
    this.#set = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds);
    this.#setAt = performance.now();
  }
}
