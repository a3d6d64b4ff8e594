import { checkText, textLimits } from '#domain/review/check-text.js';
import type { Problem } from '#domain/review/problem.js';
import type { CaseMoment } from '#domain/policy/timescales.js';
import { changeCase, type ChangeScope } from './change-case.js';
import type { CaseVersion } from './case-version.js';
import { moveClocks, type MovedClocks } from './move-clocks.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';
import { getPolicy } from './propose-decision.js';

export interface RespondToRequest {
  readonly requestId: string;
  /** RECORDS: the agency has linked what it holds. NOTHING: it searched and holds nothing. */
  readonly holds: 'RECORDS' | 'NOTHING';
  /** What the agency did about the reports; required where it holds records. */
  readonly actionsTaken?: string | undefined;
}

/**
 * An agency's answer, which must agree with what it has linked to the case: records with at least one report, nothing
 * with none. Until it comes the agency's silence is "cannot tell yet", never zero.
 */
export async function respondToRequest(
  casework: Casework,
  principal: Member,
  input: RespondToRequest,
): Promise<Outcome<CaseVersion>> {
  const required = input.holds === 'RECORDS';
  const problems = checkText(input.actionsTaken, { path: 'actionsTaken', limit: textLimits.long, required });
  if (problems.length > 0) return invalid(problems);
  const request = await findOwnRequest(casework, principal, input.requestId);
  if (!request.ok) return request;
  const change = { caseId: request.value.caseId, action: 'ANSWER_REQUEST' } as const;
  return changeCase(casework, { principal, change }, async (scope) => {
    const { stores, locked } = scope;
    const open = await stores.requests.find(input.requestId);
    if (open?.status !== 'OPEN') return notPossibleNow('This request has been answered already.');
    const problem = checkHolding(input.holds, await stores.reports.hasLinked(locked.id, open.agencyId));
    if (problem) return invalid([problem]);
    await stores.requests.answer(input.requestId, {
      holds: input.holds,
      actionsTaken: input.actionsTaken ?? '',
      answeredAt: casework.clock.now(),
      answeredBy: principal.userId,
    });
    return done({
      type: 'INFORMATION_ANSWERED',
      subjectId: input.requestId,
      body: { holds: input.holds, ...(await moveAnswered(casework, scope)) },
      audit: { kind: 'DISCLOSURE', subjectType: 'REQUEST', subjectIds: [input.requestId] },
      value: {},
    });
  });
}

/** All information is there when no request is open any more. */
async function moveAnswered(casework: Casework, { stores, locked }: ChangeScope): Promise<MovedClocks> {
  const isLast = !(await stores.requests.hasOpen(locked.id));
  const moments: CaseMoment[] = [
    'information_answered',
    ...(isLast ? ['all_information_received' as const] : []),
  ];
  const policy = await getPolicy(stores, locked.policyVersionId);
  return moveClocks(casework, stores, { caseId: locked.id, policy, moments });
}

function checkHolding(holds: RespondToRequest['holds'], hasLinked: boolean): Problem | undefined {
  if (holds === 'RECORDS' && !hasLinked)
    return {
      path: 'holds',
      message:
        'is RECORDS though no report of your agency is linked to the case: link what you hold first, or answer NOTHING.',
    };
  if (holds === 'NOTHING' && hasLinked)
    return {
      path: 'holds',
      message: 'is NOTHING though reports of your agency are linked to the case: answer RECORDS.',
    };
  return undefined;
}

/** The case is locked by its id, so the request is read first; it never moves to another case. */
function findOwnRequest(
  casework: Casework,
  principal: Member,
  requestId: string,
): Promise<Outcome<{ caseId: string }>> {
  return casework.inTransaction(principal, async (stores) => {
    const request = await stores.requests.find(requestId);
    if (!request || request.agencyId !== principal.agencyId) return notFound('request');
    return done({ caseId: request.caseId });
  });
}
