import { localDateOf, isBefore, inWords, type LocalDate } from '#domain/calendar/local-date.js';
import type { CaseVersion } from './case-version.js';
import { changeCase, type ChangeScope } from './change-case.js';
import { moveClocks } from './move-clocks.js';
import { done, invalid, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';
import { getPolicy } from './propose-decision.js';

export interface RequestInformation extends CaseVersion {
  /** Every agency that is asked becomes a party: it may see the case from now on. */
  readonly agencyIds: readonly string[];
  /** Last local day for the answer, inclusive, where the coordinator sets one. */
  readonly answerBy?: LocalDate | undefined;
}

/** Whoever is asked becomes a party and sees the application, which is thereby passed on. */
const MOMENTS = ['information_requested', 'passed_to_agencies'] as const;

/**
 * Asks agencies what they hold and did. An agency that was asked before is not asked twice.
 * @source ASB, Crime and Policing Act 2014, s.104(3) and Schedule 4 paragraph 7
 */
export function requestInformation(
  casework: Casework,
  principal: Member,
  input: RequestInformation,
): Promise<Outcome<CaseVersion>> {
  const { caseId, version } = input;
  const change = { caseId, version, action: 'REQUEST_INFORMATION' } as const;
  return changeCase(casework, { principal, change }, async (scope) => {
    const problems = await checkRequest(casework, scope, input);
    if (problems.length > 0) return invalid(problems);
    const newParties = input.agencyIds.filter((id) => !scope.locked.agencyIds.includes(id));
    if (newParties.length === 0)
      return invalid([
        { path: 'agencyIds', message: 'names only agencies that were asked before: expected another one.' },
      ]);
    await ask(casework, scope, { newParties, answerBy: input.answerBy, requestedBy: principal.userId });
    const policy = await getPolicy(scope.stores, scope.locked.policyVersionId);
    return done({
      type: 'INFORMATION_REQUESTED',
      newParties,
      body: await moveClocks(casework, scope.stores, { caseId, policy, moments: MOMENTS }),
      audit: { kind: 'DISCLOSURE', subjectType: 'CASE', subjectIds: [caseId, ...newParties] },
      value: {},
    });
  });
}

async function checkRequest(casework: Casework, { stores }: ChangeScope, input: RequestInformation) {
  const known = new Set((await stores.partnership.listAgencies()).map((agency) => agency.id));
  const today = localDateOf(casework.clock.now());
  const problems = input.agencyIds.flatMap((id, index) =>
    known.has(id)
      ? []
      : [{ path: `agencyIds[${String(index)}]`, message: 'is not an agency of this partnership.' }],
  );
  if (input.agencyIds.length === 0)
    problems.push({ path: 'agencyIds', message: 'is empty: expected at least one agency.' });
  if (new Set(input.agencyIds).size !== input.agencyIds.length)
    problems.push({ path: 'agencyIds', message: 'names an agency twice: expected each once.' });
  if (input.answerBy && isBefore(input.answerBy, today))
    problems.push({
      path: 'answerBy',
      message: `is ${inWords(input.answerBy)}, in the past: expected today or later.`,
    });
  return problems;
}

async function ask(
  casework: Casework,
  { stores, locked }: ChangeScope,
  asked: { newParties: readonly string[]; answerBy: LocalDate | undefined; requestedBy: string },
): Promise<void> {
  const now = casework.clock.now();
  for (const agencyId of asked.newParties) {
    await stores.cases.addParty(locked.id, agencyId, now);
    await stores.requests.add({
      id: casework.ids.newId(),
      caseId: locked.id,
      agencyId,
      status: 'OPEN',
      dueOn: asked.answerBy ?? null,
      requestedAt: now,
      requestedBy: asked.requestedBy,
    });
  }
}
