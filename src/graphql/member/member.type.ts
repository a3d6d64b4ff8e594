import { Field, ID, ObjectType } from 'type-graphql';
import type { InstantText } from '#casework/views.js';
import { PageInfo } from '../case/case.type.js';
import { nodesOfPage, pageInfo } from '../guard/prices.js';
import { Agency } from '../partnership/partnership.type.js';
import { InstantScalar } from '../scalars.js';

@ObjectType({
  description: 'How a program of an agency signs in, and what it may do.',
  simpleResolvers: true,
})
export class ServiceAccount {
  @Field(() => String, { description: 'The identity provider that gives it tokens.' })
  issuer!: string;

  @Field(() => String, { description: 'The program as its tokens name it.' })
  subject!: string;

  @Field(() => [String], { description: 'What it may do, such as "record_reports".' })
  scopes!: readonly string[];

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'From when on it opens nothing by itself; null: until somebody ends it.',
  })
  endsAt!: InstantText | null;
}

@ObjectType({ description: "Somebody's place in this partnership.", simpleResolvers: true })
export class Membership {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => String, { description: 'Who it is; of a service account what its agency calls the program.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The mail address by which they were invited; null where nobody invited them.',
  })
  mail!: string | null;

  @Field(() => Agency, {
    nullable: true,
    description: 'The agency they act for; null for partnership staff.',
  })
  agency!: Agency | null;

  @Field(() => [String], { description: 'Its roles, such as "agency_officer"; a service account has none.' })
  roles!: readonly string[];

  @Field(() => ServiceAccount, {
    nullable: true,
    description: 'What a program signs in as and may do; null for people.',
  })
  serviceAccount!: ServiceAccount | null;

  @Field(() => InstantScalar, { description: 'Since when.' })
  since!: InstantText;

  @Field(() => InstantScalar, { nullable: true, description: 'When it ended; null while it stands.' })
  endedAt!: InstantText | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was ended; null while it stands, and where somebody left.',
  })
  endedBecause!: string | null;

  @Field(() => Boolean, { description: 'Whether it is your own, under which you ask.' })
  isYours!: boolean;
}

@ObjectType({ description: 'A page of memberships, newest first.' })
export class MembershipConnection {
  @Field(() => [Membership], { complexity: nodesOfPage, description: 'The memberships of this page.' })
  nodes!: readonly Membership[];

  @Field(() => PageInfo, { complexity: pageInfo, description: 'Where it ends.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'A membership was ended or given other roles.' })
export class MembershipChanged {
  @Field(() => Membership, { description: 'As it stands now.' })
  membership!: Membership;
}

@ObjectType({ description: 'You are a member of this partnership no more.', simpleResolvers: true })
export class PartnershipLeft {
  @Field(() => ID, { description: 'The membership that has ended.' })
  membershipId!: string;
}

@ObjectType({ description: 'One of your own memberships in this partnership.', simpleResolvers: true })
export class OwnMembership {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => String, {
    description: 'Send it in the header Concord-Membership, or as "membership" when a socket opens.',
  })
  membershipId!: string;

  @Field(() => Agency, { nullable: true, description: 'The agency you act for; null for partnership staff.' })
  agency!: Agency | null;

  @Field(() => [String], { description: 'Its roles.' })
  roles!: readonly string[];

  @Field(() => InstantScalar, { description: 'Since when.' })
  since!: InstantText;

  @Field(() => Boolean, { description: 'Whether you ask under it now.' })
  isInUse!: boolean;
}
