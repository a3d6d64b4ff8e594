import { Temporal } from 'temporal-polyfill';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { PauseReason } from '#domain/policy/timescales.js';
import type { CaseClock } from '#domain/timescale/case-clock.js';
import { clocksOf } from '#domain/timescale/clocks.js';
import { stepsOf } from '#domain/policy/steps-of.js';
import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import type { CaseCourse } from '#domain/timescale/course.js';
import type { RunningClock } from './case-ports.js';
import type { ClockFact } from './events.js';
import type { Casework, Stores } from './ports.js';

interface Paused {
  readonly caseId: string;
  readonly policy: PolicyVersion;
  readonly reason: PauseReason;
}

/**
 * Reckons the running clocks that a reason lets stand still once more, by the whole course of the case, and gives those
 * that changed.
 */
export async function reckonPaused(
  { clock, holidays }: Pick<Casework, 'clock' | 'holidays'>,
  stores: Pick<Stores, 'clocks' | 'pauses'>,
  { caseId, policy, reason }: Paused,
): Promise<ClockFact[]> {
  const running = await stores.clocks.listRunning(caseId);
  const now = clock.now();
  const course = {
    moments: await stores.clocks.listMoments(caseId),
    pauses: await stores.pauses.listOfCase(caseId),
  };
  const first = clocksOf(policy, course, { holidays, now });
  const last = clocksOf(policy, { ...course, extensions: extensionsOf(running) }, { holidays, now });
  const facts: ClockFact[] = [];
  for (const { id, step } of running) {
    if (
      !stepsOf(policy)
        .find((each) => each.id === step)
        ?.pausedBy?.includes(reason)
    )
      continue;
    const firstDueOn = runningOf(step, first)?.dueOn;
    const { dueOn, dueAt, arithmetic, provisional, held: standsStill } = runningOf(step, last) ?? {};
    if (!firstDueOn || !dueOn || !dueAt || arithmetic === undefined) continue;
    const isAhead = Temporal.Instant.compare(now, dueAt) < 0;
    const flags = { provisional: provisional === true, standsStill: standsStill === true, isAhead };
    await stores.clocks.reckonAgain(id, { dueOn, dueAt, firstDueOn, arithmetic, ...flags });
    facts.push({ id, step, dueOn: dueOn.toString(), dueAt: dueAt.toString() });
  }
  return facts;
}

/**
 * Stops clocks that stand still on the day to which that has moved them, as what happened tells it. One that is taken away
 * has no day any more and keeps its last.
 */
export async function stopStanding(
  { clock, holidays }: Pick<Casework, 'clock' | 'holidays'>,
  stores: Pick<Stores, 'clocks'>,
  {
    standing,
    policy,
    course,
  }: { standing: readonly RunningClock[]; policy: PolicyOfTime; course: CaseCourse },
): Promise<void> {
  if (standing.length === 0) return;
  const now = clock.now();
  const clocks = clocksOf(policy, { ...course, extensions: extensionsOf(standing) }, { holidays, now });
  for (const { id, step } of standing) {
    const ended = clocks.findLast(({ stepId, state }) => stepId === step && state === 'ended');
    if (!ended?.dueOn || !ended.dueAt) continue;
    const { dueOn, dueAt, arithmetic } = ended;
    await stores.clocks.stopStanding(id, now, { dueOn, dueAt, arithmetic });
  }
}

function extensionsOf(running: readonly RunningClock[]) {
  return running.flatMap(({ step, extendedTo }) =>
    extendedTo ? [{ stepId: step, dueOn: extendedTo, reason: '' }] : [],
  );
}

function runningOf(step: string, clocks: readonly CaseClock[]): CaseClock | undefined {
  return clocks.find(({ stepId, state }) => stepId === step && state === 'running');
}
