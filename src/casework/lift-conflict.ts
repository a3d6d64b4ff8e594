import { checkText, textLimits } from '#domain/review/check-text.js';
import type { CaseVersion } from './case-version.js';
import { changeCase } from './change-case.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';

export interface LiftConflict extends CaseVersion {
  readonly conflictId: string;
  readonly reason: string;
}

/** Ends a conflict of somebody else with a reason; what they did on the case stays a ground of its own. */
export function liftConflict(
  casework: Casework,
  principal: Member,
  input: LiftConflict,
): Promise<Outcome<CaseVersion>> {
  const { caseId, version, conflictId, reason } = input;
  return changeCase(casework, { principal, change: { caseId, version } }, async ({ stores }) => {
    const conflict = await stores.conflicts.find(conflictId);
    if (conflict?.caseId !== caseId) return notFound('conflict');
    const problems = checkText(reason, { path: 'reason', limit: textLimits.long, required: true });
    if (problems.length > 0) return invalid(problems);
    if (conflict.isLifted) return notPossibleNow('This conflict was lifted already.');
    const at = casework.clock.now();
    await stores.conflicts.lift(conflictId, { userId: principal.userId, at, reason });
    return done({
      type: 'CONFLICT_LIFTED',
      subjectId: conflictId,
      audience: [],
      audit: { kind: 'ALTERATION', subjectType: 'CONFLICT', subjectIds: [conflictId, caseId] },
      value: {},
    });
  });
}
