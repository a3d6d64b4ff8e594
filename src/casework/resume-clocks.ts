import type { LocalDate } from '#domain/calendar/local-date.js';
import { checkLastDay } from './pause-clocks.js';
import type { CaseVersion } from './case-version.js';
import { changeCase } from './change-case.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';
import { getPolicy } from './propose-decision.js';
import { reckonPaused } from './reckon-paused.js';

export interface ResumeClocks extends CaseVersion {
  readonly pauseId: string;
  /** The last day on which the clocks stand still, inclusive. */
  readonly through: LocalDate;
}

/** Ends a pause that lasts: from the day after its last day its clocks run on. */
export function resumeClocks(
  casework: Casework,
  principal: Member,
  { caseId, version, pauseId, through }: ResumeClocks,
): Promise<Outcome<CaseVersion>> {
  const change = { caseId, version, action: 'RESUME_CLOCKS' } as const;
  return changeCase(casework, { principal, change }, async ({ stores, locked }) => {
    const pause = (await stores.pauses.listOfCase(caseId)).find(({ id }) => id === pauseId);
    if (!pause) return notFound('pause');
    if (pause.through !== null) return notPossibleNow('This pause has a last day already.');
    const problems = checkLastDay(through, pause.from);
    if (problems.length > 0) return invalid(problems);
    await stores.pauses.end(pauseId, through);
    const { version: policy } = await getPolicy(stores, locked.policyVersionId);
    const clocksStarted = await reckonPaused(casework, stores, { caseId, policy, reason: pause.reason });
    return done({
      type: 'CLOCKS_RESUMED',
      subjectId: pauseId,
      body: { clocksStarted },
      audit: { kind: 'ALTERATION', subjectType: 'PAUSE', subjectIds: [pauseId] },
      value: {},
    });
  });
}
