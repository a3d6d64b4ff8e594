import { changeCase } from './change-case.js';
import type { CaseVersion } from './case-version.js';
import { done, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';
import { getPolicy } from './propose-decision.js';
import { moveClocks } from './move-clocks.js';

/**
 * Records that the applicant was told that the application arrived; ends the acknowledgement clock. Where agencies were
 * asked first, it may be made up for as long as that clock runs.
 */
export function acknowledgeApplication(
  casework: Casework,
  principal: Member,
  input: CaseVersion,
): Promise<Outcome<CaseVersion>> {
  const change = { ...input, action: 'ACKNOWLEDGE' } as const;
  return changeCase(casework, { principal, change }, async ({ stores, locked }) => {
    const policy = await getPolicy(stores, locked.policyVersionId);
    const happening = { caseId: locked.id, policy, moments: ['acknowledged'] } as const;
    const moved = await moveClocks(casework, stores, happening);
    if (locked.stage !== 'RECEIVED' && moved.clocksStopped === undefined)
      return notPossibleNow('No acknowledgement is owed on this case any more.');
    return done({
      type: 'APPLICATION_ACKNOWLEDGED',
      body: moved,
      audit: { kind: 'ALTERATION', subjectType: 'CASE', subjectIds: [locked.id] },
      value: {},
    });
  });
}
