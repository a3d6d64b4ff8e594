import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { declareConflict } from '#casework/declare-conflict.js';
import { liftConflict } from '#casework/lift-conflict.js';
import { may } from '#casework/principal.js';
import { AllowedTo, forbidden, memberOf } from '../access.js';
import { CaseChangeResult } from '../case/case-change.resolver.js';
import { presentCaseChanged } from '../case/case-changed.type.js';
import { Case } from '../case/case.type.js';
import { consultCase } from '../case/consult-case.js';
import type { OperationContext } from '../context.js';
import { listOf } from '../guard/prices.js';
import { fromNodeId, toNodeId } from '../node-id.js';
import { presentResult, resultUnion } from '../present-result.js';
import { DeclareConflictInput, LiftConflictInput } from './conflict.input.js';
import {
  Conflict,
  ConflictDeclared,
  OwnConflict,
  presentConflict,
  presentOwnConflict,
} from './conflict.type.js';

export const DeclareConflictResult = resultUnion(
  'DeclareConflictResult',
  'What came of declaring a conflict of interest.',
  ConflictDeclared,
);

@Resolver(() => Case)
export class ConflictResolver {
  @FieldResolver(() => [Conflict], {
    nullable: true,
    complexity: listOf(2),
    description:
      'Conflicts of interest that members have or had in it, earliest first. Null for all but who leads the review. Reading them is recorded.',
  })
  async conflicts(@Root() root: Case, @Ctx() context: OperationContext): Promise<Conflict[] | null> {
    if (!may(context.principal, 'cases.lead')) return null;
    consultCase(context.reads, root, ['conflicts']);
    return (await context.loaders.conflicts.load(root.caseId)).map(presentConflict);
  }

  @AllowedTo('member')
  @Query(() => [OwnConflict], {
    complexity: listOf(2),
    description: 'The cases that are closed to you because of a conflict of interest, newest first.',
  })
  async ownConflicts(@Ctx() { reads }: OperationContext): Promise<OwnConflict[]> {
    return (await reads.listOwnConflicts()).map(presentOwnConflict);
  }

  @AllowedTo('cases.read_all', 'cases.read_asked')
  @Mutation(() => DeclareConflictResult, {
    description: 'Says that you, or somebody of whom you know it, cannot be independent in a case.',
  })
  async declareConflict(
    @Arg('input', () => DeclareConflictInput, { description: 'In which case, whose, and why.' })
    input: DeclareConflictInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof DeclareConflictResult> {
    const { membershipId, personId } = input;
    const member = memberOf(context);
    // Independence is a person's; a program that may read cases says nothing of it.
    if (member.isService === true) throw forbidden();
    const outcome = await declareConflict(context.casework, member, {
      ...input,
      caseId: fromNodeId('Case', input.caseId),
      membershipId: membershipId === undefined ? undefined : fromNodeId('Membership', membershipId),
      personId: personId === undefined ? undefined : fromNodeId('CasePerson', personId),
    });
    return presentResult(outcome, async ({ conflictId }) =>
      Object.assign(new ConflictDeclared(), {
        conflictId: toNodeId('Conflict', conflictId),
        cursor: context.cursors.seal(await context.reads.lastPosition()),
      }),
    );
  }

  @AllowedTo('cases.lead')
  @Mutation(() => CaseChangeResult, {
    description: 'Ends a conflict of interest of somebody else. What they did on the case still counts.',
  })
  async liftConflict(
    @Arg('input', () => LiftConflictInput, { description: 'Which, and why.' }) input: LiftConflictInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const outcome = await liftConflict(context.casework, memberOf(context), {
      ...input,
      caseId: fromNodeId('Case', input.caseId),
      conflictId: fromNodeId('Conflict', input.conflictId),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }
}
