import { Field, ID, ObjectType } from 'type-graphql';
import type { ConflictView, OwnConflictView } from '#casework/conflict-views.js';
import type { InstantText } from '#casework/views.js';
import { toNodeId } from '../node-id.js';
import { CursorScalar, InstantScalar } from '../scalars.js';

@ObjectType({
  description:
    'That a member cannot be independent in a case. It closes the case to them until it is lifted.',
  simpleResolvers: true,
})
export class Conflict {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => ID, { description: 'The membership that it was declared of; it holds for the person.' })
  membershipId!: string;

  @Field(() => String, { nullable: true, description: 'Whose it is; null if you may not read members.' })
  name!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The person of the case who they are; null where that is not the conflict.',
  })
  personId!: string | null;

  @Field(() => String, { description: 'Why.' })
  reason!: string;

  @Field(() => InstantScalar, { description: 'Since when.' })
  declaredAt!: InstantText;

  @Field(() => InstantScalar, { nullable: true, description: 'Until when; null while it stands.' })
  liftedAt!: InstantText | null;

  @Field(() => String, { nullable: true, description: 'Why it was lifted.' })
  liftedReason!: string | null;
}

@ObjectType({
  description: 'A case in which you have a conflict of interest: you see no more of it.',
  simpleResolvers: true,
})
export class OwnConflict {
  @Field(() => ID, { description: 'The conflict.' })
  id!: string;

  @Field(() => String, { description: 'The reference of the case.' })
  caseReference!: string;

  @Field(() => InstantScalar, { description: 'Since when.' })
  declaredAt!: InstantText;
}

@ObjectType({ description: 'The conflict stands, and closes the case to whose it is.' })
export class ConflictDeclared {
  @Field(() => ID, { description: 'The conflict.' })
  conflictId!: string;

  @Field(() => CursorScalar, { description: 'The place in the log that this answer stands at.' })
  cursor!: string;
}

export function presentConflict({ caseId: _case, ...view }: ConflictView): Conflict {
  return {
    ...view,
    id: toNodeId('Conflict', view.id),
    membershipId: toNodeId('Membership', view.membershipId),
    personId: view.personId === null ? null : toNodeId('CasePerson', view.personId),
  };
}

export function presentOwnConflict({ id, reference, declaredAt }: OwnConflictView): OwnConflict {
  return { id: toNodeId('Conflict', id), caseReference: reference, declaredAt };
}
