import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { InstantText } from '#casework/views.js';
import { PageInfo } from '../case/case.type.js';
import { nodesOfPage, pageInfo } from '../guard/prices.js';
import { Agency } from '../partnership/partnership.type.js';
import { InstantScalar } from '../scalars.js';

export enum InvitationState {
  OPEN = 'OPEN',
  EXPIRED = 'EXPIRED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(InvitationState, {
  name: 'InvitationState',
  description: 'Where an invitation stands that nobody has accepted.',
  valuesConfig: {
    OPEN: { description: 'Whoever signs in by its address is a member.' },
    EXPIRED: { description: 'Its time is over: invite them again.' },
    WITHDRAWN: { description: 'It was withdrawn, or whoever invited them is a member no more.' },
  },
});

@ObjectType({ description: 'Somebody who was asked to become a member.', simpleResolvers: true })
export class Invitation {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => String, { description: 'The address that their identity provider must name.' })
  mail!: string;

  @Field(() => String, { description: 'Who it is.' })
  name!: string;

  @Field(() => Agency, {
    nullable: true,
    description: 'The agency they are to act for; null for partnership staff.',
  })
  agency!: Agency | null;

  @Field(() => [String], { description: 'The roles they will have.' })
  roles!: readonly string[];

  @Field(() => String, { description: 'Who invited them.' })
  invitedBy!: string;

  @Field(() => InstantScalar, { description: 'When.' })
  invitedAt!: InstantText;

  @Field(() => InstantScalar, { description: 'From this moment on nobody can accept it.' })
  expiresAt!: InstantText;

  @Field(() => InvitationState, { description: 'Where it stands.' })
  state!: InvitationState;
}

@ObjectType({ description: 'A page of invitations, newest first.' })
export class InvitationConnection {
  @Field(() => [Invitation], { complexity: nodesOfPage, description: 'The invitations of this page.' })
  nodes!: readonly Invitation[];

  @Field(() => PageInfo, { complexity: pageInfo, description: 'Where it ends.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'Somebody was invited, or an invitation withdrawn.' })
export class InvitationChanged {
  @Field(() => Invitation, { description: 'As it stands now.' })
  invitation!: Invitation;
}
