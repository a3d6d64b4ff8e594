import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { LiveKeys } from './live-keys.js';

export interface AllowanceSettings {
  /** Points that may be taken at once, by each name. */
  readonly atOnce: number;
  /** Points a second that come back. */
  readonly perSecond: number;
}

const namesAtMost = 50_000;
/** Longer than that no timer of Node runs. */
const longestSeconds = 1_000_000;

/**
 * Points that each name may use up. What was used comes back as a whole after the time that it takes to come back at the
 * rate: over any long time no more than the rate is used.
 */
export class Allowance {
  readonly #limiter: RateLimiterMemory;
  readonly #names: LiveKeys;

  constructor({ atOnce, perSecond }: AllowanceSettings) {
    const duration = Math.min(atOnce / perSecond, longestSeconds);
    this.#limiter = new RateLimiterMemory({ points: atOnce, duration });
    this.#names = new LiveKeys({ atMost: namesAtMost, liveMs: duration * 1_000 });
  }

  /** Undefined when they were taken. Else nothing was taken, and the answer is after how many milliseconds to try again. */
  async take(name: string, points: number): Promise<number | undefined> {
    const key = this.#names.nameOf(name);
    try {
      await this.#limiter.consume(key, points);
      return undefined;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      await this.#limiter.reward(key, points);
      return error.msBeforeNext;
    }
  }

  async giveBack(name: string, points: number): Promise<void> {
    await this.#limiter.reward(this.#names.nameOf(name), points);
  }
}
