import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import type { LocalDate } from '#domain/calendar/local-date.js';
import { LocalDateScalar } from '../scalars.js';

@InputType({ description: 'Which memberships; all that stand unless told.' })
export class MembershipFilter {
  @Field(() => ID, { nullable: true, description: 'Only of this agency.' })
  agencyId?: string;

  @Field(() => Boolean, { nullable: true, description: 'Those that have ended instead of those that stand.' })
  ended?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True for service accounts only, false for people only; left out, both.',
  })
  serviceAccounts?: boolean;
}

@ArgsType()
export class MembershipsArgs {
  @Field(() => Int, { description: 'How many at most: 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string;

  @Field(() => MembershipFilter, { nullable: true, description: 'Which memberships.' })
  filter?: MembershipFilter;
}

@ArgsType()
export class InvitationsArgs {
  @Field(() => Int, { description: 'How many at most: 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string;
}

@InputType({ description: 'Who is asked to become a member, and as what.' })
export class InviteMemberInput {
  @Field(() => String, { description: 'Chosen by you, 8 to 100 letters, digits or hyphens.' })
  clientKey!: string;

  @Field(() => String, {
    description: 'The address that their own identity provider knows them by; capitals do not matter.',
  })
  mail!: string;

  @Field(() => String, { description: 'Their name, as colleagues will see it.' })
  name!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The agency they are to act for; left out, the partnership itself.',
  })
  agencyId?: string;

  @Field(() => [String], { description: 'Their roles, such as "agency_officer".' })
  roles!: string[];

  @Field(() => Int, {
    nullable: true,
    description: 'For how many days the invitation holds, 1 to 60; 14 unless told.',
  })
  days?: number;
}

@InputType({ description: 'Which invitation.' })
export class InvitationInput {
  @Field(() => ID, { description: 'Of the invitation.' })
  invitationId!: string;
}

@InputType({ description: 'Whose membership ends, and why.' })
export class EndMembershipInput {
  @Field(() => ID, { description: 'Of the membership.' })
  membershipId!: string;

  @Field(() => String, { description: 'Why, for those who look after members.' })
  reason!: string;
}

@InputType({ description: 'Which membership you leave.' })
export class LeavePartnershipInput {
  @Field(() => ID, {
    description: 'Of your own membership under which you ask, so that nobody leaves by the wrong one.',
  })
  membershipId!: string;
}

@InputType({ description: 'Whose roles change.' })
export class ChangeMemberRolesInput {
  @Field(() => ID, { description: 'Of the membership.' })
  membershipId!: string;

  @Field(() => [String], {
    description: 'Its roles as you read them: where they are others now, nothing changes.',
  })
  rolesBefore!: string[];

  @Field(() => [String], { description: 'All the roles that it is to have.' })
  roles!: string[];
}

@InputType({ description: 'A program of an agency, how it signs in, and what it may do.' })
export class RegisterServiceAccountInput {
  @Field(() => String, { description: 'Chosen by you, 8 to 100 letters, digits or hyphens.' })
  clientKey!: string;

  @Field(() => String, { description: 'What you call the program; the audit trail names it so.' })
  name!: string;

  @Field(() => ID, { description: 'The agency for whose records it works.' })
  agencyId!: string;

  @Field(() => String, {
    description:
      'The identity provider that gives it tokens, as they name it in "iss": one that the partnership trusts for the agency.',
  })
  issuer!: string;

  @Field(() => String, {
    description: 'The program as its tokens name it in "sub": mostly its client id.',
  })
  subject!: string;

  @Field(() => [String], {
    description:
      'What it may do, such as "record_reports". A token that names scopes itself opens no more than those.',
  })
  scopes!: string[];

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Its last day; left out, it stands until somebody ends it.',
  })
  endsOn?: LocalDate;
}
