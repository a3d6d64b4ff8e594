import { Arg, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { decideThreshold } from '#casework/decide-threshold.js';
import { proposeDecision } from '#casework/propose-decision.js';
import { may } from '#casework/principal.js';
import type { ProposalView } from '#casework/views.js';
import { discloseFinding } from '#domain/sharing/disclose-finding.js';
import { AllowedTo, memberOf } from '../access.js';
import { CaseChanged, presentCaseChanged } from '../case/case-changed.type.js';
import { CaseVersionInput } from '../case/case.input.js';
import { Case } from '../case/case.type.js';
import type { OperationContext } from '../context.js';
import { fromNodeId } from '../node-id.js';
import { presentResult, resultUnion } from '../present-result.js';
import { DecideThresholdInput, DecisionProposal, ThresholdDecision } from './decision.type.js';
import { presentDecision, presentProposal } from './present-decision.js';

@ObjectType({ description: 'The rules were evaluated.' })
class DecisionProposed extends CaseChanged {
  @Field(() => DecisionProposal, { description: 'What they found.' })
  proposal!: DecisionProposal;
}

export const ProposeDecisionResult = resultUnion(
  'ProposeDecisionResult',
  'What came of evaluating the rules.',
  DecisionProposed,
);
export const DecideThresholdResult = resultUnion(
  'DecideThresholdResult',
  'What came of deciding.',
  CaseChanged,
);

@Resolver(() => Case)
export class DecisionResolver {
  @AllowedTo('cases.decide')
  @Mutation(() => ProposeDecisionResult, {
    description: 'Evaluates the policy that the case was opened with, and keeps the finding with its facts.',
  })
  async proposeDecision(
    @Arg('input', () => CaseVersionInput, { description: 'Which case.' }) input: CaseVersionInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof ProposeDecisionResult> {
    const outcome = await proposeDecision(context.casework, memberOf(context), {
      caseId: fromNodeId('Case', input.caseId),
      version: input.version,
    });
    return presentResult(outcome, async (proposed) => {
      const proposal = await context.loaders.latestProposal.load(proposed.caseId);
      if (!proposal) throw new Error('A proposal that was made can be read.');
      const changed = await presentCaseChanged(proposed, context);
      const disclosed = presentProposal(await discloseProposal(proposal, context));
      return Object.assign(new DecisionProposed(), { ...changed, proposal: disclosed });
    });
  }

  @AllowedTo('cases.decide')
  @Mutation(() => DecideThresholdResult, {
    description: 'Confirms what the rules found, departs from it with a reason, or declines on a ground.',
  })
  async decideThreshold(
    @Arg('input', () => DecideThresholdInput, { description: 'The decision.' }) input: DecideThresholdInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof DecideThresholdResult> {
    const outcome = await decideThreshold(context.casework, memberOf(context), {
      ...input,
      caseId: fromNodeId('Case', input.caseId),
      proposalId:
        input.proposalId === undefined ? undefined : fromNodeId('DecisionProposal', input.proposalId),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }

  @FieldResolver(() => DecisionProposal, { nullable: true, description: 'The newest finding of the rules.' })
  async latestProposal(
    @Root() root: Case,
    @Ctx() context: OperationContext,
  ): Promise<DecisionProposal | null> {
    const proposal = await context.loaders.latestProposal.load(root.caseId);
    return proposal ? presentProposal(await discloseProposal(proposal, context)) : null;
  }

  @FieldResolver(() => ThresholdDecision, {
    nullable: true,
    description: 'The threshold decision; null until it is made.',
  })
  async decision(
    @Root() root: Case,
    @Ctx() { loaders }: OperationContext,
  ): Promise<ThresholdDecision | null> {
    const decision = await loaders.decision.load(root.caseId);
    return decision ? presentDecision(decision) : null;
  }
}

/** An agency of the case finds nothing in it of records that are not open to it. */
async function discloseProposal(
  proposal: ProposalView,
  { principal, loaders }: OperationContext,
): Promise<ProposalView> {
  if (may(principal, 'cases.read_all')) return proposal;
  const [links, incidents] = await Promise.all([
    loaders.linkedReports.load(proposal.caseId),
    loaders.incidents.load(proposal.caseId),
  ]);
  const complaints = await Promise.all(incidents.map(({ id }) => loaders.complaints.load(id)));
  const known = new Set([...links.map(({ reportId }) => reportId), ...complaints.flat().map(({ id }) => id)]);
  const knows = (id: string) => known.has(id);
  const { finding, statutory } = proposal;
  return {
    ...proposal,
    finding: discloseFinding(finding, knows),
    statutory: statutory && discloseFinding(statutory, knows),
  };
}
