import { Temporal } from 'temporal-polyfill';
import type { Config } from './config.js';

/** Where the time comes from, so that a test or a demonstration can say what time it is. */
export interface Clock {
  now(): Temporal.Instant;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** A clock that always shows the same instant. */
export function fixedClock(instant: Temporal.Instant): Clock {
  return { now: () => instant };
}

/** The clock that the configuration asks for: fixed when `CONCORD_NOW` is set. */
export function clockFrom(config: Pick<Config, 'fixedNow'>): Clock {
  return config.fixedNow === undefined ? systemClock : fixedClock(config.fixedNow);
}
