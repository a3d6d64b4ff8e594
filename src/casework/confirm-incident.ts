import type { CaseVersion } from './case-version.js';
import { changeCase } from './change-case.js';
import { checkMatching } from './check-matching.js';
import type { ConfirmIncident } from './incident-match-input.js';
import { nameLabels, settledOf } from './name-labels.js';
import { nameComplainants } from './name-complainants.js';
import { done, invalid, notFound, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';

export type { Affected, Complainant, ConfirmIncident } from './incident-match-input.js';

/**
 * Records a person's judgement of how an incident that the applicant named compares with the agencies' records.
 * It may be made again until the threshold is decided; the last one stands.
 */
export async function confirmIncident(
  casework: Casework,
  principal: Member,
  input: ConfirmIncident,
): Promise<Outcome<CaseVersion>> {
  const { caseId, version } = input;
  const change = { caseId, version, action: 'MATCH_INCIDENT' } as const;
  return changeCase(casework, { principal, change }, async (scope) => {
    const incident = await scope.stores.incidents.find(input.incidentId);
    if (incident?.caseId !== caseId) return notFound('incident');
    const problems = await checkMatching(casework, scope, { input, incident });
    if (problems.length > 0) return invalid(problems);
    const labels = await nameLabels(casework, scope, input);
    await scope.stores.incidents.match(caseId, {
      incidentId: input.incidentId,
      match: input.match,
      agreedOn: input.agreedOn ?? null,
      causedHarassment: input.causedHarassment ?? null,
      note: input.note ?? null,
      settled: settledOf(input, labels),
      ...(await nameComplainants(casework, scope, { input, incident, labels })),
      matchedBy: principal.userId,
      matchedAt: casework.clock.now(),
    });
    return done({
      type: 'INCIDENT_MATCHED',
      subjectId: input.incidentId,
      body: { match: input.match },
      audit: { kind: 'ALTERATION', subjectType: 'INCIDENT', subjectIds: [input.incidentId] },
      value: {},
    });
  });
}
