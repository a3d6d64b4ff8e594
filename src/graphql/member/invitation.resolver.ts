import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { inviteMember } from '#casework/invite-member.js';
import { withdrawInvitation } from '#casework/withdraw-invitation.js';
import { AllowedTo, memberOf } from '../access.js';
import type { OperationContext } from '../context.js';
import { pageOfFirst } from '../guard/prices.js';
import { fromNodeId } from '../node-id.js';
import { checkFirst, openPage, pageOf } from '../paging.js';
import { presentResult, resultUnion } from '../present-result.js';
import { InvitationChanged, InvitationConnection } from './invitation.type.js';
import { InvitationInput, InvitationsArgs, InviteMemberInput } from './member.input.js';
import { presentingInvitations } from './present-member.js';

export const InvitationResult = resultUnion(
  'InvitationResult',
  'What came of inviting somebody, or of withdrawing an invitation.',
  InvitationChanged,
);

@Resolver()
export class InvitationResolver {
  @AllowedTo('members.read', 'agency_members.manage')
  @Query(() => InvitationConnection, {
    complexity: pageOfFirst,
    description:
      'Invitations that nobody has accepted or withdrawn, newest first; for an agency’s manager, to their own agency. Reading it is recorded.',
  })
  async invitations(
    @Args(() => InvitationsArgs) { first, after }: InvitationsArgs,
    @Ctx() context: OperationContext,
  ): Promise<InvitationConnection> {
    const position = openPage(after, 'instant');
    const page = await context.reads.pageInvitations({
      first: checkFirst(first),
      ...(position && { after: { at: position.key, id: position.id } }),
    });
    if (page.nodes.length > 0)
      context.reads.consulted({
        action: 'INVITATIONS_READ',
        kind: 'CONSULTATION',
        subjectType: 'INVITATION',
        subjectIds: page.nodes.map(({ id }) => id),
      });
    return {
      nodes: page.nodes.map(await presentingInvitations(context)),
      pageInfo: pageOf(page, ({ invitedAt, id }) => ({ key: invitedAt, id })),
    };
  }

  @AllowedTo('members.invite', 'agency_members.manage')
  @Mutation(() => InvitationResult, {
    description:
      'Asks somebody to become a member. They are one when they first sign in with that address; tell them where, for no letter is sent.',
  })
  async inviteMember(
    @Arg('input', () => InviteMemberInput, { description: 'Whom, and as what.' }) input: InviteMemberInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof InvitationResult> {
    const { agencyId, ...rest } = input;
    const outcome = await inviteMember(context.casework, memberOf(context), {
      ...rest,
      ...(agencyId !== undefined && { agencyId: fromNodeId('Agency', agencyId) }),
    });
    return presentResult(outcome, (changed) => presentChanged(changed, context));
  }

  @AllowedTo('members.invite', 'agency_members.manage')
  @Mutation(() => InvitationResult, { description: 'Withdraws an invitation that nobody has accepted.' })
  async withdrawInvitation(
    @Arg('input', () => InvitationInput, { description: 'Which one.' }) input: InvitationInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof InvitationResult> {
    const outcome = await withdrawInvitation(context.casework, memberOf(context), {
      invitationId: fromNodeId('Invitation', input.invitationId),
    });
    return presentResult(outcome, (changed) => presentChanged(changed, context));
  }
}

async function presentChanged(
  { invitationId }: { readonly invitationId: string },
  context: OperationContext,
): Promise<InvitationChanged> {
  const view = await context.reads.findInvitation(invitationId);
  if (!view) throw new Error('Whoever changed an invitation can read it.');
  const present = await presentingInvitations(context);
  return Object.assign(new InvitationChanged(), { invitation: present(view) });
}
