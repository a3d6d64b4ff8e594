import type { CaseMoment } from '#domain/policy/timescales.js';
import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import { endsWhatEndsWith } from '#domain/timescale/happened.js';
import { startClocks, stepsStopped } from '#domain/timescale/start-clocks.js';
import type { RunningClock } from './case-ports.js';
import { clockFact } from './clock-fact.js';
import type { EventBody } from './events.js';
import type { Casework, Stores } from './ports.js';
import { stopStanding } from './reckon-paused.js';

/** What happened in a case: one act may be several moments at once. */
interface Happening {
  readonly caseId: string;
  readonly policy: { readonly version: PolicyOfTime };
  readonly moments: readonly CaseMoment[];
}

/** What the event of the act tells of the clocks: the moments, and which clocks they moved. */
export type MovedClocks = Pick<EventBody, 'clocksStarted' | 'clocksStopped' | 'moments'>;

/**
 * Stops the clocks that what happened ends, takes away, or that nothing can end any more after it, and starts those that
 * the policy counts from it, lets begin with it, or begins anew. What happened before is what the events of the case tell.
 */
export async function moveClocks(
  casework: Pick<Casework, 'clock' | 'holidays' | 'ids'>,
  stores: Pick<Stores, 'clocks' | 'pauses'>,
  { caseId, policy, moments }: Happening,
): Promise<MovedClocks> {
  const at = casework.clock.now();
  const before = await stores.clocks.listMoments(caseId);
  const pauses = await stores.pauses.listOfCase(caseId);
  const happening = { moments, at, before, pauses };
  const over = stepsStopped(policy.version, happening);
  const running = await stores.clocks.listRunning(caseId);
  const isOver = ({ step, endsWith }: RunningClock) =>
    over.includes(step) || moments.some((moment) => endsWhatEndsWith(endsWith, moment));
  const ending = running.filter(isOver);
  const course = { moments: [...before, ...moments.map((moment) => ({ moment, at }))], pauses };
  const standing = ending.filter(({ standsStill }) => standsStill);
  await stopStanding(casework, stores, { standing, policy: policy.version, course });
  const stopped = ending.map(({ id }) => id);
  await stores.clocks.stop(stopped, at);
  const runningOn = running.filter((clock) => !isOver(clock)).map(({ step }) => step);
  const started = startClocks(policy.version, happening, casework.holidays)
    .filter(({ stepId }) => !runningOn.includes(stepId))
    .map((plan) => ({ ...plan, id: casework.ids.newId() }));
  if (started.length > 0) await stores.clocks.start(caseId, started);
  return {
    moments,
    ...(stopped.length > 0 && { clocksStopped: stopped }),
    ...(started.length > 0 && { clocksStarted: started.map(clockFact) }),
  };
}
