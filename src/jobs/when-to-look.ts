import { Temporal } from 'temporal-polyfill';

/** What the clock of the use cases shows (it may be fixed), and the machine's, by which jobs are run. */
export interface BothClocks {
  readonly shown: Temporal.Instant;
  readonly machine: Temporal.Instant;
}

const asGoodAsEqual = Temporal.Duration.from({ minutes: 1 });
const betweenLooks = { minutes: 1 };
const shortestWait = { seconds: 1 };

/** Whether the shown clock is another than the machine's: it differs by more than a minute. */
export function standApart({ shown, machine }: BothClocks): boolean {
  return Temporal.Duration.compare(shown.since(machine).abs(), asGoodAsEqual) > 0;
}

/**
 * When, by the machine's clock, to look whether something that is due at an instant of the shown clock has fallen due:
 * at that instant. A shown clock that stands apart cannot be waited for, so what it calls due is looked at now and
 * the rest in a minute.
 */
export function whenToLook(dueAt: Temporal.Instant, clocks: BothClocks): Temporal.Instant {
  if (!standApart(clocks)) return dueAt;
  const isDue = Temporal.Instant.compare(dueAt, clocks.shown) <= 0;
  return isDue ? clocks.machine : clocks.machine.add(betweenLooks);
}

/** The same after a look that came too early: never sooner than in a second, so that looking does not spin. */
export function whenToLookAgain(dueAt: Temporal.Instant, clocks: BothClocks): Temporal.Instant {
  const soonest = clocks.machine.add(shortestWait);
  const look = whenToLook(dueAt, clocks);
  return Temporal.Instant.compare(look, soonest) < 0 ? soonest : look;
}
