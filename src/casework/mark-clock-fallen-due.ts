import { Temporal } from 'temporal-polyfill';
import { done, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Service } from './principal.js';

/** What came of looking at a clock whose time may be over. */
export type FallenDue =
  | { readonly result: 'MARKED' | 'ALREADY_MARKED' | 'STOPPED' | 'STANDS_STILL' | 'NO_SUCH_CLOCK' }
  | { readonly result: 'NOT_YET'; readonly dueAt: Temporal.Instant };

/**
 * Marks a running clock whose time is over, once, however many workers try: the case is locked, the mark is only set
 * where there is none, and the event is appended with it.
 */
export function markClockFallenDue(
  casework: Casework,
  worker: Service,
  clockId: string,
): Promise<Outcome<FallenDue>> {
  return casework.inTransaction(worker, async (stores): Promise<Outcome<FallenDue>> => {
    const seen = await stores.clocks.find(clockId);
    const locked = seen && (await stores.cases.findForUpdate(seen.caseId));
    const clock = await stores.clocks.find(clockId);
    if (!locked || !clock) return done({ result: 'NO_SUCH_CLOCK' });
    if (clock.stopped) return done({ result: 'STOPPED' });
    // Whoever ends that gives it a day, and the event of it another look.
    if (clock.standsStill) return done({ result: 'STANDS_STILL' });
    const now = casework.clock.now();
    if (Temporal.Instant.compare(now, clock.dueAt) < 0)
      return done({ result: 'NOT_YET', dueAt: clock.dueAt });
    if (!(await stores.clocks.markFallenDue(clockId, now))) return done({ result: 'ALREADY_MARKED' });
    const version = locked.version + 1;
    await stores.cases.advance(locked.id, { version, stage: locked.stage });
    stores.appendEvent({
      type: 'CLOCK_FELL_DUE',
      caseId: locked.id,
      caseVersion: version,
      stage: locked.stage,
      subjectId: clockId,
      agencyIds: locked.agencyIds,
    });
    stores.recordAudit({
      action: 'CLOCK_FELL_DUE',
      kind: 'ALTERATION',
      subjectType: 'CLOCK',
      subjectIds: [clockId],
    });
    return done({ result: 'MARKED' });
  });
}
