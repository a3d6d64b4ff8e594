import type { Principal } from '#casework/principal.js';
import { leadsReview } from '#casework/principal.js';
import type {
  CaseView,
  ClockView,
  ComplaintView,
  IncidentView,
  PersonView,
  RequestView,
} from '#casework/views.js';
import { availableActions } from '#domain/review/stage.js';
import { discloseIncident } from '#domain/sharing/disclose-incident.js';
import { disclosePerson, type Viewer } from '#domain/sharing/disclose-person.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { stepsOf } from '#domain/policy/steps-of.js';
import type { OperationContext } from '../context.js';
import { toNodeId } from '../node-id.js';
import type { ApplicantKindEnum, CaseActionEnum, Holding, RequestStatus } from './case.enum.js';
import type { AuthorityKindEnum, Case, CaseClock, CasePerson, PersonRole } from './case.type.js';
import { presentDisclosure } from './present-disclosure.js';
import type { Complaint, Incident, InformationRequest } from './incident.type.js';

export function presentCase(view: CaseView, principal: Principal): Case {
  // Written out: a copy of a row by spreading it costs several times as much, and a page has a hundred.
  return {
    id: toNodeId('Case', view.id),
    caseId: view.id,
    reference: view.reference,
    version: view.version,
    receivedAt: view.receivedAt,
    receivedOn: view.receivedOn,
    policyVersionId: view.policyVersionId,
    areaTeam: view.areaTeam,
    relationship: view.relationship,
    dissatisfied: view.dissatisfied,
    dissatisfaction: view.dissatisfaction,
    leadsReview: leadsReview(principal),
    stage: view.stage,
    availableActions: availableActions[view.stage] as readonly CaseActionEnum[] as CaseActionEnum[],
    applicantKind: view.applicantKind as ApplicantKindEnum,
  };
}

export function presentPerson(view: PersonView, viewer: Viewer): CasePerson {
  const { person, disclosure } = disclosePerson(view, viewer);
  return {
    ...person,
    id: toNodeId('CasePerson', person.id),
    personId: person.id,
    role: person.role as PersonRole,
    authorityKind: person.authorityKind as AuthorityKindEnum | null,
    disclosure: disclosure.map(presentDisclosure),
  };
}

export function presentIncident(view: IncidentView, viewer: Viewer): Incident {
  const { incident, disclosure } = discloseIncident(view, viewer);
  return {
    ...incident,
    id: toNodeId('Incident', incident.id),
    incidentId: incident.id,
    behaviours: incident.behaviours && [...incident.behaviours],
    agreedBehaviours: incident.agreedBehaviours && [...incident.agreedBehaviours],
    match: incident.match,
    disclosure: disclosure.map(presentDisclosure),
  };
}

export function presentComplaint(view: ComplaintView): Complaint {
  return { ...view, id: toNodeId('Complaint', view.id) };
}

export function presentRequest(view: RequestView): InformationRequest {
  return {
    ...view,
    id: toNodeId('InformationRequest', view.id),
    status: view.status as RequestStatus,
    holds: view.holds as Holding | null,
  };
}

/** A clock with what is said of its step in the policy that the case was opened with. */
function presentClock(view: ClockView, policy: PolicyVersion | undefined): CaseClock {
  const step = policy && stepsOf(policy).find(({ id }) => id === view.step);
  return {
    ...view,
    id: toNodeId('Clock', view.id),
    words: step?.words ?? view.step,
    soft: step?.usually === true,
  };
}

/** The clocks of a case, earliest due first. */
export async function listClocks(
  { caseId, policyVersionId }: Pick<Case, 'caseId' | 'policyVersionId'>,
  { loaders }: OperationContext,
): Promise<CaseClock[]> {
  const [clocks, policy] = await Promise.all([
    loaders.clocks.load(caseId),
    loaders.policy.load(policyVersionId),
  ]);
  return clocks.map((clock) => presentClock(clock, policy?.version));
}
