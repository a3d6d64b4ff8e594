import { checkText, textLimits } from '#domain/review/check-text.js';
import type { CaseStage } from '#domain/review/stage.js';
import type { CaseVersion } from './case-version.js';
import type { ConflictAnswer } from './conflict-ports.js';
import { done, invalid, notFound, notPossibleNow, stale, type Outcome } from './outcome.js';
import type { Casework, Stores } from './ports.js';
import type { Member } from './principal.js';

export interface DeclareConflict extends CaseVersion {
  /** Whose it is; left out, one's own. Only who leads the review declares another's. */
  readonly membershipId?: string | undefined;
  /** The person of the case who they are. */
  readonly personId?: string | undefined;
  readonly reason: string;
}

export interface ConflictDeclared {
  readonly conflictId: string;
}

/**
 * Declares that a member cannot be independent in a case, at any stage. From the next transaction on they see no more of
 * it than its reference, and do not decide it, under none of their memberships here, until somebody else lifts it.
 */
export function declareConflict(
  casework: Casework,
  principal: Member,
  input: DeclareConflict,
): Promise<Outcome<ConflictDeclared>> {
  return casework.inTransaction(principal, async (stores) => {
    const problems = checkText(input.reason, { path: 'reason', limit: textLimits.long, required: true });
    if (problems.length > 0) return invalid(problems);
    const conflictId = casework.ids.newId();
    const answered = await stores.conflicts.declare({
      id: conflictId,
      caseId: input.caseId,
      version: input.version,
      membershipId: input.membershipId ?? principal.membershipId,
      personId: input.personId ?? null,
      reason: input.reason,
      declaredAt: casework.clock.now(),
    });
    const refusal = refusalOf(answered);
    if (refusal) return refusal;
    if ('version' in answered) tell(stores, { conflictId, caseId: input.caseId, ...answered });
    return done({ conflictId });
  });
}

function refusalOf(answered: ConflictAnswer): Outcome<never> | undefined {
  switch (answered.answer) {
    case 'DECLARED':
      return undefined;
    case 'STALE':
      return stale(answered.version);
    case 'NO_CASE':
      return notFound('case');
    case 'NO_MEMBER':
      return notFound('membership');
    case 'NO_PERSON':
      return notFound('person');
    case 'STANDS_ALREADY':
      return notPossibleNow('A conflict of this member stands in this case already.');
  }
}

interface Declared extends CaseVersion {
  readonly conflictId: string;
  readonly stage: CaseStage;
}

/** Whoever leads is told; to the agencies of the case it is nothing. */
function tell(stores: Stores, { conflictId, caseId, version, stage }: Declared): void {
  stores.appendEvent({
    type: 'CONFLICT_DECLARED',
    caseId,
    caseVersion: version,
    stage,
    subjectId: conflictId,
    agencyIds: [],
  });
  stores.recordAudit({
    action: 'CONFLICT_DECLARED',
    kind: 'ALTERATION',
    subjectType: 'CONFLICT',
    subjectIds: [conflictId, caseId],
  });
}
