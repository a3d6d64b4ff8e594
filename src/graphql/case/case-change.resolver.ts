import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { acknowledgeApplication } from '#casework/acknowledge-application.js';
import { confirmIncident, type Affected, type Complainant } from '#casework/confirm-incident.js';
import { extendClock } from '#casework/extend-clock.js';
import { requestInformation } from '#casework/request-information.js';
import { respondToRequest } from '#casework/respond-to-request.js';
import { AllowedTo, memberOf } from '../access.js';
import type { OperationContext } from '../context.js';
import { fromNodeId } from '../node-id.js';
import { presentResult, resultUnion } from '../present-result.js';
import { CaseChanged, presentCaseChanged } from './case-changed.type.js';
import {
  CaseVersionInput,
  ConfirmIncidentInput,
  ExtendClockInput,
  RequestInformationInput,
  RespondToRequestInput,
  type AffectedPersonInput,
  type ComplainantInput,
} from './case.input.js';

export const CaseChangeResult = resultUnion('CaseChangeResult', 'What came of changing a case.', CaseChanged);

@Resolver()
export class CaseChangeResolver {
  @AllowedTo('cases.lead')
  @Mutation(() => CaseChangeResult, { description: 'The applicant was told that the application arrived.' })
  async acknowledgeApplication(
    @Arg('input', () => CaseVersionInput, { description: 'Which case.' }) input: CaseVersionInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const outcome = await acknowledgeApplication(context.casework, memberOf(context), caseVersionOf(input));
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }

  @AllowedTo('requests.ask')
  @Mutation(() => CaseChangeResult, { description: 'Asks agencies what they hold and did.' })
  async requestInformation(
    @Arg('input', () => RequestInformationInput, { description: 'Whom to ask.' })
    input: RequestInformationInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const outcome = await requestInformation(context.casework, memberOf(context), {
      ...caseVersionOf(input),
      agencyIds: input.agencyIds.map((id) => fromNodeId('Agency', id)),
      answerBy: input.answerBy,
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }

  @AllowedTo('requests.answer')
  @Mutation(() => CaseChangeResult, { description: "Answers your agency's request." })
  async respondToRequest(
    @Arg('input', () => RespondToRequestInput, { description: 'The answer.' }) input: RespondToRequestInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const outcome = await respondToRequest(context.casework, memberOf(context), {
      ...input,
      requestId: fromNodeId('InformationRequest', input.requestId),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }

  @AllowedTo('cases.lead')
  @Mutation(() => CaseChangeResult, {
    description: "Records how an incident compares with the agencies' records.",
  })
  async confirmIncident(
    @Arg('input', () => ConfirmIncidentInput, { description: 'The match.' }) input: ConfirmIncidentInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const outcome = await confirmIncident(context.casework, memberOf(context), {
      ...input,
      ...caseVersionOf(input),
      incidentId: fromNodeId('Incident', input.incidentId),
      reports: input.reports.map(({ reportId, madeBy }) => ({
        reportId: fromNodeId('Report', reportId),
        madeBy: complainantOf(madeBy),
      })),
      acceptedComplaints: input.acceptedComplaints.map(({ complaintId, madeBy }) => ({
        complaintId: fromNodeId('Complaint', complaintId),
        ...(madeBy && { madeBy: complainantOf(madeBy) }),
      })),
      affected: input.affected?.map(affectedOf),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }

  @AllowedTo('cases.lead')
  @Mutation(() => CaseChangeResult, {
    description: 'Gives a timescale more time, where the policy allows it.',
  })
  async extendClock(
    @Arg('input', () => ExtendClockInput, { description: 'Which clock, until when and why.' })
    input: ExtendClockInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const outcome = await extendClock(context.casework, memberOf(context), {
      ...input,
      ...caseVersionOf(input),
      clockId: fromNodeId('Clock', input.clockId),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }
}

function caseVersionOf({ caseId, version }: CaseVersionInput) {
  return { caseId: fromNodeId('Case', caseId), version };
}

/** Exactly one way to say who; anything else is an empty label, which the use case refuses by its path. */
function complainantOf({ household, ...who }: ComplainantInput): Complainant {
  const told = household === undefined ? {} : { household };
  if (!who.unknown) return { ...affectedOf(who), ...told };
  const isAlone = who.personId === undefined && who.label === undefined;
  return { ...(isAlone ? { kind: 'UNKNOWN' } : { kind: 'LABEL', label: '' }), ...told };
}

function affectedOf({ personId, label }: AffectedPersonInput): Affected {
  if ((personId === undefined) === (label === undefined)) return { kind: 'LABEL', label: '' };
  if (personId !== undefined) return { kind: 'PERSON', personId: fromNodeId('CasePerson', personId) };
  return { kind: 'LABEL', label: label ?? '' };
}
