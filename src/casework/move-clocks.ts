import type { CaseMoment } from '#domain/policy/timescales.js';
import { endsWhatEndsWith } from '#domain/timescale/happened.js';
import { startClocks } from '#domain/timescale/start-clocks.js';
import { clockFact } from './clock-fact.js';
import type { EventBody } from './events.js';
import type { StoredPolicy } from './partnership-ports.js';
import type { Casework, Stores } from './ports.js';

/** What happened in a case: one act may be several moments at once. */
interface Happening {
  readonly caseId: string;
  readonly policy: StoredPolicy;
  readonly moments: readonly CaseMoment[];
}

/** What the event of the act tells of the clocks; empty where none moved. */
export type MovedClocks = Pick<EventBody, 'clocksStarted' | 'clocksStopped'>;

/**
 * Stops the clocks that what happened ends, or that nothing can end any more after it, and starts those that the policy
 * counts from it. A step that counts from the first of several moments starts once in a case.
 */
export async function moveClocks(
  casework: Casework,
  stores: Stores,
  { caseId, policy, moments }: Happening,
): Promise<MovedClocks> {
  const at = casework.clock.now();
  const stopped = (await stores.clocks.listRunning(caseId))
    .filter(({ endsWith }) => moments.some((moment) => endsWhatEndsWith(endsWith, moment)))
    .map(({ id }) => id);
  await stores.clocks.stop(stopped, at);
  const plans = startClocks(policy.version, { moments, at }, casework.holidays);
  const before = plans.length === 0 ? [] : await stores.clocks.listSteps(caseId);
  const started = plans
    .filter(({ stepId }) => !before.includes(stepId))
    .map((plan) => ({ ...plan, id: casework.ids.newId() }));
  if (started.length > 0) await stores.clocks.start(caseId, started);
  return {
    ...(stopped.length > 0 && { clocksStopped: stopped }),
    ...(started.length > 0 && { clocksStarted: started.map(clockFact) }),
  };
}
