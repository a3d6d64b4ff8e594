import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { InstantText } from '#casework/views.js';
import { listOf } from '../guard/prices.js';
import { InstantScalar, LocalDateScalar } from '../scalars.js';

export enum PolicyProposalState {
  OPEN = 'OPEN',
  LAPSED = 'LAPSED',
  ADOPTED = 'ADOPTED',
  REJECTED = 'REJECTED',
  REPLACED = 'REPLACED',
}
registerEnumType(PolicyProposalState, {
  name: 'PolicyProposalState',
  description: 'Where a proposed version of the rules stands.',
  valuesConfig: {
    OPEN: { description: 'It waits for the approval of two people.' },
    LAPSED: { description: 'Its day came before two people had approved it.' },
    ADOPTED: { description: 'Two people approved it: it is in force from its day.' },
    REJECTED: { description: 'Somebody rejected it, with a reason.' },
    REPLACED: { description: 'Another version was proposed for the same day.' },
  },
});

@ObjectType({ description: 'One place in which a proposed version differs.', simpleResolvers: true })
export class PolicyChange {
  @Field(() => String, {
    description: 'Where in the document, such as "threshold.criteria[three-incidents].atLeast".',
  })
  path!: string;

  @Field(() => String, { description: 'What changes, in a sentence.' })
  words!: string;
}

@ObjectType({ description: 'Something that the files do not say.', simpleResolvers: true })
export class PolicyNote {
  @Field(() => String, { description: 'Where it would stand.' })
  path!: string;

  @Field(() => String, { description: 'What the law or a reader would expect.' })
  message!: string;
}

@ObjectType({ description: "One person's approval.", simpleResolvers: true })
export class PolicyApproval {
  @Field(() => String, { description: 'Who approved it, as the identity provider names them.' })
  name!: string;

  @Field(() => InstantScalar, { description: 'When.' })
  approvedAt!: InstantText;

  @Field(() => Boolean, {
    description: 'Whether it is your own, which you may withdraw while the proposal is open.',
  })
  isYours!: boolean;
}

@ObjectType({ description: 'A version of the rules that was proposed.', simpleResolvers: true })
export class PolicyProposal {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => String, {
    description: 'SHA-256 of the version: give it with your approval, as what you read.',
  })
  digest!: string;

  @Field(() => PolicyProposalState, { description: 'Where it stands.' })
  state!: PolicyProposalState;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day in force; null for a first version.',
  })
  inForceFrom!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the rules are published.' })
  source!: string | null;

  @Field(() => InstantScalar, { description: 'When it was proposed.' })
  proposedAt!: InstantText;

  @Field(() => String, { description: 'Who proposed it: "operator", from the command line.' })
  proposedBy!: string;

  @Field(() => [PolicyChange], {
    complexity: listOf(10),
    description:
      'What it changes against the version that it would follow or replace, as the rules stand today.',
  })
  difference!: PolicyChange[];

  @Field(() => [PolicyNote], { complexity: listOf(5), description: 'What it does not say.' })
  notes!: PolicyNote[];

  @Field(() => [PolicyApproval], {
    complexity: listOf(2),
    description: 'Oldest first. Two are needed, of two people.',
  })
  approvals!: PolicyApproval[];

  @Field(() => InstantScalar, { nullable: true, description: 'When it was adopted, rejected or replaced.' })
  endedAt!: InstantText | null;

  @Field(() => String, { nullable: true, description: 'Who rejected it.' })
  rejectedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected.' })
  rejectedBecause!: string | null;
}

@InputType({ description: 'Which proposal.' })
export class PolicyProposalInput {
  @Field(() => ID, { description: 'Of the proposal.' })
  proposalId!: string;
}

@InputType({ description: 'The proposal that is approved, as it was read.' })
export class ApprovePolicyInput extends PolicyProposalInput {
  @Field(() => String, { description: 'Its digest, as you read it.' })
  digest!: string;
}

@InputType({ description: 'The proposal that is rejected, and why.' })
export class RejectPolicyInput extends PolicyProposalInput {
  @Field(() => String, { description: 'The reason, for those who proposed it.' })
  reason!: string;
}

@ObjectType({ description: 'The proposal was approved, rejected, or an approval withdrawn.' })
export class PolicyProposalChanged {
  @Field(() => PolicyProposal, { description: 'As it stands now.' })
  proposal!: PolicyProposal;
}
