import type { IncidentView } from '#casework/views.js';
import type { Criterion } from '#domain/policy/criterion.js';
import { mayDo } from '#domain/review/stage.js';
import type { OperationContext } from '../context.js';
import type { Case } from './case.type.js';
import type { StillOwed } from './incident.type.js';
import { leadsReview } from '#casework/principal.js';

type Loaders = OperationContext['loaders'];

/**
 * What a viewer can see to be owed: answers of agencies that were asked, requests to agencies that were told of an
 * incident but never asked, incidents that nobody matched, and judgements that the policy asks for. An agency sees its
 * own open request and what the coordinator owes. What the stage of the case no longer allows is no longer owed.
 */
export async function listStillOwed(
  root: Case,
  { loaders, principal }: OperationContext,
): Promise<StillOwed[]> {
  const owed: StillOwed[] = [];
  if (mayDo('ANSWER_REQUEST', root.stage)) owed.push(...(await listOpenRequests(root, loaders)));
  if (mayDo('REQUEST_INFORMATION', root.stage) && leadsReview(principal))
    owed.push(...(await listNeverAsked(root, loaders)));
  if (mayDo('MATCH_INCIDENT', root.stage)) owed.push(...(await listMatching(root, loaders)));
  return owed;
}

async function listOpenRequests({ caseId }: Case, loaders: Loaders): Promise<StillOwed[]> {
  const open = (await loaders.requests.load(caseId)).filter((request) => request.status === 'OPEN');
  return Promise.all(
    open.map(async ({ agencyId, dueOn }) => ({
      by: await nameOf(agencyId, loaders),
      what: 'an answer to the information request',
      dueOn,
    })),
  );
}

async function listNeverAsked({ caseId }: Case, loaders: Loaders): Promise<StillOwed[]> {
  const asked = new Set((await loaders.requests.load(caseId)).map((request) => request.agencyId));
  const incidents = await loaders.incidents.load(caseId);
  const complaints = (await Promise.all(incidents.map(({ id }) => loaders.complaints.load(id)))).flat();
  const told = [...new Set(complaints.map((complaint) => complaint.agencyId))].filter((id) => !asked.has(id));
  const names = (await Promise.all(told.map((id) => nameOf(id, loaders)))).sort();
  return names.map((name) =>
    ofCoordinator(`an information request to ${name}, which the applicant says was told`),
  );
}

async function listMatching({ caseId, policyVersionId }: Case, loaders: Loaders): Promise<StillOwed[]> {
  const incidents = await loaders.incidents.load(caseId);
  const policy = await loaders.policy.load(policyVersionId);
  const isJudged = policy !== undefined && asksForJudgement(policy.version.threshold);
  return incidents.flatMap((incident) => {
    const number = String(incident.number);
    if (incident.match === 'UNMATCHED')
      return [ofCoordinator(`a comparison of incident ${number} with the agencies' records`)];
    if (!isJudged || !awaitsJudgement(incident)) return [];
    return [ofCoordinator(`a judgement whether incident ${number} caused harassment, alarm or distress`)];
  });
}

function awaitsJudgement({ match, causedHarassment }: IncidentView): boolean {
  return match !== 'NOT_FOUND' && causedHarassment === null;
}

function asksForJudgement(criterion: Criterion): boolean {
  if ('criteria' in criterion) return criterion.criteria.some(asksForJudgement);
  return criterion.test === 'count' && criterion.judgement !== undefined;
}

function ofCoordinator(what: string): StillOwed {
  return { by: 'The coordinator', what, dueOn: null };
}

async function nameOf(agencyId: string, loaders: Loaders): Promise<string> {
  return (await loaders.agencies()).get(agencyId)?.name ?? 'An agency';
}
