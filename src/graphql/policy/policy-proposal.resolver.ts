import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { approvePolicy, withdrawApproval } from '#casework/approve-policy.js';
import { rejectPolicy } from '#casework/reject-policy.js';
import { AllowedTo, memberOf } from '../access.js';
import type { OperationContext } from '../context.js';
import { listOf } from '../guard/prices.js';
import { fromNodeId } from '../node-id.js';
import { presentResult, resultUnion } from '../present-result.js';
import {
  ApprovePolicyInput,
  PolicyProposal,
  PolicyProposalChanged,
  PolicyProposalInput,
  RejectPolicyInput,
} from './policy-proposal.type.js';
import { presentProposal } from './present-proposal.js';

export const PolicyProposalResult = resultUnion(
  'PolicyProposalResult',
  'What came of approving or rejecting a proposal, or of withdrawing an approval.',
  PolicyProposalChanged,
);

@Resolver()
export class PolicyProposalResolver {
  @AllowedTo('policies.approve')
  @Query(() => [PolicyProposal], {
    complexity: listOf(5),
    description: 'Versions of the rules that were proposed, newest first; the last fifty.',
  })
  async policyProposals(@Ctx() context: OperationContext): Promise<PolicyProposal[]> {
    const views = await context.reads.listPolicyProposals();
    const present = await presenting(context);
    return views.map((view) => presentProposal(view, present));
  }

  @AllowedTo('policies.approve')
  @Mutation(() => PolicyProposalResult, {
    description:
      'Approves a proposed version of the rules. With the approval of a second person it is in force from its day.',
  })
  async approvePolicy(
    @Arg('input', () => ApprovePolicyInput, { description: 'What is approved.' }) input: ApprovePolicyInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof PolicyProposalResult> {
    const outcome = await approvePolicy(context.casework, memberOf(context), {
      ...input,
      proposalId: fromNodeId('PolicyProposal', input.proposalId),
    });
    return presentResult(outcome, (changed) => presentChanged(changed, context));
  }

  @AllowedTo('policies.approve')
  @Mutation(() => PolicyProposalResult, {
    description: 'Takes your approval back, which is possible while the proposal is open.',
  })
  async withdrawPolicyApproval(
    @Arg('input', () => PolicyProposalInput, { description: 'Of which proposal.' })
    input: PolicyProposalInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof PolicyProposalResult> {
    const outcome = await withdrawApproval(context.casework, memberOf(context), {
      proposalId: fromNodeId('PolicyProposal', input.proposalId),
    });
    return presentResult(outcome, (changed) => presentChanged(changed, context));
  }

  @AllowedTo('policies.approve')
  @Mutation(() => PolicyProposalResult, { description: 'Rejects a proposed version of the rules, for good.' })
  async rejectPolicy(
    @Arg('input', () => RejectPolicyInput, { description: 'What is rejected, and why.' })
    input: RejectPolicyInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof PolicyProposalResult> {
    const outcome = await rejectPolicy(context.casework, memberOf(context), {
      ...input,
      proposalId: fromNodeId('PolicyProposal', input.proposalId),
    });
    return presentResult(outcome, (changed) => presentChanged(changed, context));
  }
}

async function presentChanged(
  { proposalId }: { readonly proposalId: string },
  context: OperationContext,
): Promise<PolicyProposalChanged> {
  const view = await context.reads.findPolicyProposal(proposalId);
  if (!view) throw new Error('Whoever changed a proposal can read it.');
  const proposal = presentProposal(view, await presenting(context));
  return Object.assign(new PolicyProposalChanged(), { proposal });
}

async function presenting(context: OperationContext) {
  const versions = (await context.reads.listPolicies()).map((stored) => stored.version);
  return { versions, now: context.casework.clock.now(), userId: memberOf(context).userId };
}
