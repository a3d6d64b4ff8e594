import { checkText, textLimits } from '#domain/review/check-text.js';
import type { Problem } from '#domain/review/problem.js';
import { reasonInWords } from '#domain/review/reason-in-words.js';
import type { ThresholdOutcome } from '#domain/review/stage.js';
import type { Finding } from '#domain/threshold/finding.js';
import type { CaseMoment } from '#domain/policy/timescales.js';
import type { CaseVersion } from './case-version.js';
import { changeCase } from './change-case.js';
import { moveClocks } from './move-clocks.js';
import { done, invalid, stale, type Outcome } from './outcome.js';
import type { StoredPolicy } from './partnership-ports.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';
import { getPolicy } from './propose-decision.js';

export interface DecideThreshold extends CaseVersion {
  readonly outcome: ThresholdOutcome;
  /** The proposal that was read; needed for MET and NOT_MET, and of the case's present version. */
  readonly proposalId?: string | undefined;
  /** Needed to depart from what the rules found, and to decline; left out, the rules' own reasons in words. */
  readonly reason?: string | undefined;
  /** Id of one of the policy's grounds; for DECLINED only. */
  readonly declineGround?: string | undefined;
}

/**
 * Confirms what the rules found, departs from it with a reason, or declines on one of the policy's grounds. Each starts
 * the clocks that the policy counts from it, and ends those that it ends or that have nothing to wait for any more. @source ASB, Crime and Policing Act 2014, s.104(4)-(6)
 */
export function decideThreshold(
  casework: Casework,
  principal: Member,
  input: DecideThreshold,
): Promise<Outcome<CaseVersion>> {
  const { caseId, version, outcome } = input;
  const change = { caseId, version, action: 'DECIDE_THRESHOLD', independently: true } as const;
  return changeCase(casework, { principal, change }, async (scope) => {
    const policy = await getPolicy(scope.stores, scope.locked.policyVersionId);
    const proposal =
      input.proposalId === undefined
        ? undefined
        : await scope.stores.decisions.findProposal(input.proposalId);
    const own = proposal?.caseId === caseId ? proposal : undefined;
    const problems = checkDecision(input, { finding: own?.finding, policy });
    if (problems.length > 0) return invalid(problems);
    if (own && own.caseVersion !== version) return stale(version);
    const decisionId = casework.ids.newId();
    await scope.stores.decisions.add({
      id: decisionId,
      caseId,
      proposalId: own?.id ?? null,
      outcome,
      declineGround: input.declineGround ?? null,
      reason: input.reason?.trim() ? input.reason : own ? reasonInWords(own.finding) : '',
      departsFromRules: own !== undefined && departs(outcome, own.finding),
      decidedBy: principal.userId,
      decidedAt: casework.clock.now(),
    });
    return done({
      type: 'THRESHOLD_DECIDED',
      subjectId: decisionId,
      outcome,
      body: await moveClocks(casework, scope.stores, { caseId, policy, moments: MOMENTS[outcome] }),
      audit: { kind: 'ALTERATION', subjectType: 'DECISION', subjectIds: [decisionId] },
      value: {},
    });
  });
}

const MOMENTS: Readonly<Record<ThresholdOutcome, readonly CaseMoment[]>> = {
  MET: ['threshold_met'],
  NOT_MET: ['threshold_not_met'],
  DECLINED: ['declined'],
};

/** Whether an outcome is another one than the rules found; "needs judgement" is departed from by either. */
function departs(outcome: ThresholdOutcome, finding: Finding): boolean {
  switch (outcome) {
    case 'MET':
      return finding.verdict !== 'met';
    case 'NOT_MET':
      return finding.verdict !== 'not_met';
    case 'DECLINED':
      return false;
  }
}

function checkDecision(
  input: DecideThreshold,
  { finding, policy }: { finding: Finding | undefined; policy: StoredPolicy },
): Problem[] {
  const reason = { path: 'reason', limit: textLimits.long };
  if (input.outcome === 'DECLINED') {
    const grounds = policy.version.declineGrounds.map((ground) => ground.id);
    const known = input.declineGround !== undefined && grounds.includes(input.declineGround);
    return [
      ...(known ? [] : [{ path: 'declineGround', message: groundMessage(grounds) }]),
      ...checkText(input.reason, { ...reason, required: true }),
    ];
  }
  const problems: Problem[] = [];
  if (input.declineGround !== undefined)
    problems.push({
      path: 'declineGround',
      message: `is given though the outcome is ${input.outcome}: expected none.`,
    });
  if (!finding)
    return [
      ...problems,
      { path: 'proposalId', message: 'is not a proposal of this case: propose a decision first.' },
    ];
  return [...problems, ...checkText(input.reason, { ...reason, required: departs(input.outcome, finding) })];
}

function groundMessage(grounds: readonly string[]): string {
  return grounds.length === 0
    ? 'cannot be given: this partnership publishes no ground for declining.'
    : `is not a ground of this partnership: expected one of ${grounds.join(', ')}.`;
}
