import { Temporal } from 'temporal-polyfill';
import { clockFrom, fixedClock, systemClock } from '#platform/clock.js';

describe('the clock', () => {
  const instant = Temporal.Instant.from('2026-04-02T09:00:00Z');

  it('stands still where a fixed instant is configured', () => {
    expect(clockFrom({ fixedNow: instant }).now()).toBe(instant);
    expect(fixedClock(instant).now()).toBe(instant);
  });

  it('is the clock of the machine where none is configured', () => {
    expect(clockFrom({ fixedNow: undefined })).toBe(systemClock);

    const before = Date.now();
    const now = systemClock.now().epochMilliseconds;

    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
});
