import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { registerServiceAccount } from '#casework/register-service-account.js';
import { AllowedTo, memberOf } from '../access.js';
import type { OperationContext } from '../context.js';
import { fromNodeId } from '../node-id.js';
import { presentResult } from '../present-result.js';
import { RegisterServiceAccountInput } from './member.input.js';
import { MembershipResult } from './member.resolver.js';
import { presentChanged } from './present-member.js';

@Resolver()
export class ServiceAccountResolver {
  @AllowedTo('members.appoint', 'agency_members.manage')
  @Mutation(() => MembershipResult, {
    description:
      'Gives a program of an agency an account, which holds scopes and no roles. It signs in with tokens of its own; endMembership ends it.',
  })
  async registerServiceAccount(
    @Arg('input', () => RegisterServiceAccountInput, { description: 'Which program, and what it may do.' })
    input: RegisterServiceAccountInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof MembershipResult> {
    const outcome = await registerServiceAccount(context.casework, memberOf(context), {
      ...input,
      agencyId: fromNodeId('Agency', input.agencyId),
    });
    return presentResult(outcome, (changed) => presentChanged(changed, context));
  }
}
