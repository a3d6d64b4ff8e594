import type { ClockPlan } from '#domain/timescale/start-clocks.js';
import type { ClockFact } from './events.js';

/** A started clock as events tell it. */
export function clockFact(clock: ClockPlan & { readonly id: string }): ClockFact {
  return { id: clock.id, step: clock.stepId, dueOn: clock.dueOn.toString(), dueAt: clock.dueAt.toString() };
}
