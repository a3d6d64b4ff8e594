import type { Temporal } from 'temporal-polyfill';
import type { ClockStore, RunningClock } from '#casework/case-ports.js';
import { moveClocks } from '#casework/move-clocks.js';
import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import type { CaseMoment } from '#domain/policy/timescales.js';
import type { ClockPlan } from '#domain/timescale/start-clocks.js';
import { HOLIDAYS } from '../domain/calendar/holidays-of-england-and-wales.js';

/** One act in a case: what it was for the timescales, and when. */
export interface Act {
  readonly moments: readonly CaseMoment[];
  readonly at: Temporal.Instant;
}

type StoredClock = RunningClock & ClockPlan & { stoppedAt?: Temporal.Instant };

/** The clocks of one case as a database keeps them, in memory: a step has one running clock at most. */
function clocksInMemory(): ClockStore & {
  readonly rows: StoredClock[];
  readonly told: { moment: CaseMoment; at: Temporal.Instant }[];
} {
  const rows: StoredClock[] = [];
  const told: { moment: CaseMoment; at: Temporal.Instant }[] = [];
  const running = () => rows.filter(({ stoppedAt }) => !stoppedAt);
  return {
    rows,
    told,
    start(caseId, clocks) {
      for (const { id, stepId, ...plan } of clocks) {
        if (running().some(({ step }) => step === stepId)) throw new Error(`${stepId} runs already.`);
        const row = { ...plan, id, stepId, step: stepId, caseId, firstDueOn: plan.dueOn };
        rows.push({ ...row, extendedTimes: 0, extendedTo: null, fellDueAt: null });
      }
      return Promise.resolve();
    },
    listRunning: () => Promise.resolve(running()),
    listMoments: () => Promise.resolve([...told]),
    find: () => Promise.resolve(undefined),
    stop(ids, at) {
      for (const row of rows) if (ids.includes(row.id)) row.stoppedAt = at;
      return Promise.resolve();
    },
    stopStanding: () => Promise.resolve(),
    extend: () => Promise.resolve(),
    reckonAgain: () => Promise.resolve(),
    markFallenDue: () => Promise.resolve(false),
  };
}

const never = () => Promise.reject(new Error('Nobody pauses here.'));

/** The clocks that are stored of a case once the acts were made, one after the other. */
export async function storedAfter(policy: PolicyOfTime, acts: readonly Act[]): Promise<StoredClock[]> {
  const clocks = clocksInMemory();
  const pauses = { add: never, end: never, listOfCase: () => Promise.resolve([]) };
  let made = 0;
  for (const { moments, at } of acts) {
    const ids = { newId: () => `clock-${String((made += 1))}`, newReference: () => '' };
    const casework = { clock: { now: () => at }, holidays: HOLIDAYS, ids };
    await moveClocks(casework, { clocks, pauses }, { caseId: 'case', policy: { version: policy }, moments });
    clocks.told.push(...moments.map((moment) => ({ moment, at })));
  }
  return clocks.rows;
}
