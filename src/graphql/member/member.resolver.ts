import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql';
import { changeMemberRoles } from '#casework/change-member-roles.js';
import { endMembership, leavePartnership } from '#casework/end-membership.js';
import { AllowedTo, memberOf } from '../access.js';
import type { OperationContext } from '../context.js';
import { listOf, pageOfFirst } from '../guard/prices.js';
import { fromNodeId, toNodeId } from '../node-id.js';
import { checkFirst, openPage, pageOf } from '../paging.js';
import { Viewer } from '../partnership/partnership.type.js';
import { presentResult, resultUnion } from '../present-result.js';
import {
  ChangeMemberRolesInput,
  EndMembershipInput,
  LeavePartnershipInput,
  MembershipsArgs,
} from './member.input.js';
import { MembershipChanged, MembershipConnection, OwnMembership, PartnershipLeft } from './member.type.js';
import { presentChanged, presentingMembers, presentingOwn } from './present-member.js';

export const MembershipResult = resultUnion(
  'MembershipResult',
  'What came of ending a membership or changing its roles.',
  MembershipChanged,
);

export const LeavePartnershipResult = resultUnion(
  'LeavePartnershipResult',
  'What came of leaving the partnership.',
  PartnershipLeft,
);

@Resolver()
export class MemberResolver {
  @AllowedTo('members.read', 'agency_members.manage')
  @Query(() => MembershipConnection, {
    complexity: pageOfFirst,
    description:
      'Who is a member, newest first; for an agency’s manager, of their own agency. Reading it is recorded.',
  })
  async memberships(
    @Args(() => MembershipsArgs) { first, after, filter }: MembershipsArgs,
    @Ctx() context: OperationContext,
  ): Promise<MembershipConnection> {
    const { reads } = context;
    const position = openPage(after, 'instant');
    const page = await reads.pageMembers({
      first: checkFirst(first),
      ...(position && { after: { at: position.key, id: position.id } }),
      ...(filter?.agencyId !== undefined && { agencyId: fromNodeId('Agency', filter.agencyId) }),
      ended: filter?.ended ?? false,
      ...(filter?.serviceAccounts !== undefined && { service: filter.serviceAccounts }),
    });
    consulted(context, page.nodes);
    return {
      nodes: page.nodes.map(await presentingMembers(context)),
      pageInfo: pageOf(page, ({ since, id }) => ({ key: since, id })),
    };
  }

  @AllowedTo('members.end', 'agency_members.manage')
  @Mutation(() => MembershipResult, {
    description: 'Ends a membership at once, with every stream that runs under it.',
  })
  async endMembership(
    @Arg('input', () => EndMembershipInput, { description: 'Whose, and why.' }) input: EndMembershipInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof MembershipResult> {
    const outcome = await endMembership(context.casework, memberOf(context), {
      ...input,
      membershipId: fromNodeId('Membership', input.membershipId),
    });
    return presentResult(outcome, (changed) => presentChanged(changed, context));
  }

  @AllowedTo('members.invite', 'agency_members.manage')
  @Mutation(() => MembershipResult, {
    description: 'Gives a member other roles. What ran under the old ones ends: they sign in anew.',
  })
  async changeMemberRoles(
    @Arg('input', () => ChangeMemberRolesInput, { description: 'Whose, and which.' })
    input: ChangeMemberRolesInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof MembershipResult> {
    const outcome = await changeMemberRoles(context.casework, memberOf(context), {
      ...input,
      membershipId: fromNodeId('Membership', input.membershipId),
    });
    return presentResult(outcome, (changed) => presentChanged(changed, context));
  }

  @AllowedTo('member')
  @Mutation(() => LeavePartnershipResult, {
    description:
      'Ends your own membership, the one under which you ask. There is no way back but an invitation.',
  })
  async leavePartnership(
    @Arg('input', () => LeavePartnershipInput, { description: 'Under which membership you ask.' })
    input: LeavePartnershipInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof LeavePartnershipResult> {
    const outcome = await leavePartnership(context.casework, memberOf(context), {
      membershipId: fromNodeId('Membership', input.membershipId),
    });
    return presentResult(outcome, ({ membershipId }) =>
      Object.assign(new PartnershipLeft(), { membershipId: toNodeId('Membership', membershipId) }),
    );
  }
}

@Resolver(() => Viewer)
export class OwnMembershipResolver {
  @FieldResolver(() => [OwnMembership], {
    complexity: listOf(2),
    description: 'Your memberships in this partnership, this one included.',
  })
  async memberships(@Ctx() context: OperationContext): Promise<OwnMembership[]> {
    const views = await context.reads.listOwnMemberships();
    return views.map(await presentingOwn(context));
  }
}

function consulted({ reads }: OperationContext, members: readonly { readonly id: string }[]): void {
  if (members.length === 0) return;
  reads.consulted({
    action: 'MEMBERS_READ',
    kind: 'CONSULTATION',
    subjectType: 'MEMBERSHIP',
    subjectIds: members.map(({ id }) => id),
  });
}
