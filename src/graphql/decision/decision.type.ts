import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { InstantText } from '#casework/views.js';
import { VERDICTS } from '#domain/threshold/finding.js';
import { ThresholdOutcomeEnum } from '../case/case.enum.js';
import { CaseVersionInput } from '../case/case.input.js';
import { InstantScalar } from '../scalars.js';
import { enumOf } from '../enum-of.js';
import { listOf } from '../guard/prices.js';

export const VerdictEnum = enumOf(VERDICTS);
export type VerdictEnum = keyof typeof VerdictEnum;
registerEnumType(VerdictEnum, {
  name: 'Verdict',
  description: 'What the rules found. What needs judgement waits for an answer, a match or a decision.',
});

export enum CriterionTestEnum {
  ANY_OF = 'ANY_OF',
  ALL_OF = 'ALL_OF',
  COUNT = 'COUNT',
  INITIAL_COMPLAINT_WITHIN = 'INITIAL_COMPLAINT_WITHIN',
  APPLIED_WITHIN = 'APPLIED_WITHIN',
  APPLIED_AFTER = 'APPLIED_AFTER',
  CONDITION = 'CONDITION',
  JUDGEMENT = 'JUDGEMENT',
  RISK = 'RISK',
  DISCRETION = 'DISCRETION',
}
registerEnumType(CriterionTestEnum, {
  name: 'CriterionTest',
  description: 'The kinds of tests that a threshold is made of. The first two stand over others.',
});

export enum FindingFlagKindEnum {
  MEETS_ACT_FAILS_LOCAL = 'MEETS_ACT_FAILS_LOCAL',
  ACT_OPEN_LOCAL_NOT_MET = 'ACT_OPEN_LOCAL_NOT_MET',
  FAILS_ACT_MEETS_LOCAL = 'FAILS_ACT_MEETS_LOCAL',
}
registerEnumType(FindingFlagKindEnum, {
  name: 'FindingFlagKind',
  description: 'How the local threshold and the mandatory limb of the Act part.',
});

@ObjectType({
  description: 'One thing that a test looked at, and why it counted or did not.',
  simpleResolvers: true,
})
export class FindingItem {
  @Field(() => String, { description: 'incident, complaint or person.' })
  subject!: string;

  @Field(() => ID, { description: 'Its id within the case.' })
  id!: string;

  @Field(() => String, { description: 'The reason in words.' })
  reason!: string;
}

@ObjectType({ description: 'Something that a test waits for.', simpleResolvers: true })
export class Awaited {
  @Field(() => String, {
    description:
      'agency_answer, match, judgement, complainant, condition, relation, question, risk_assessment or detail.',
  })
  kind!: string;

  @Field(() => String, { description: 'What is awaited, in words.' })
  what!: string;
}

@ObjectType({
  description: 'The answer of one test of the threshold, with its reasons.',
  simpleResolvers: true,
})
export class Finding {
  @Field(() => String, { description: "The test's id in the policy." })
  criterionId!: string;

  @Field(() => String, { nullable: true, description: 'The test above it; null for the whole threshold.' })
  parentId!: string | null;

  @Field(() => Int, { description: 'How deep it stands in the tree; 0 for the whole threshold.' })
  depth!: number;

  @Field(() => CriterionTestEnum, { description: 'What kind of test it is.' })
  test!: CriterionTestEnum;

  @Field(() => String, { description: "The test in the policy's words." })
  words!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh, where the policy has it.' })
  welsh!: string | null;

  @Field(() => VerdictEnum, { description: 'What it found.' })
  verdict!: VerdictEnum;

  @Field(() => String, { description: 'Why, in a sentence.' })
  sentence!: string;

  @Field(() => String, { nullable: true, description: 'Where the rule is published.' })
  source!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many are needed; counts only.' })
  needed!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many surely count.' })
  countedAtLeast!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many count if everything still open does.' })
  countedAtMost!: number | null;

  @Field(() => [FindingItem], { complexity: listOf(3), description: 'What counted.' })
  counted!: FindingItem[];

  @Field(() => [FindingItem], { complexity: listOf(3), description: 'What did not, and why.' })
  notCounted!: FindingItem[];

  @Field(() => [FindingItem], { complexity: listOf(3), description: 'What may still count.' })
  undecided!: FindingItem[];

  @Field(() => [Awaited], { complexity: listOf(1), description: 'What is awaited before it can be told.' })
  awaits!: Awaited[];
}

@ObjectType({
  description: 'Something about the verdict that a person should look at.',
  simpleResolvers: true,
})
export class FindingFlag {
  @Field(() => FindingFlagKindEnum, { description: 'How the threshold and the Act part.' })
  kind!: FindingFlagKindEnum;

  @Field(() => String, { description: 'What it is, naming the local tests that fail.' })
  sentence!: string;

  @Field(() => String, { description: 'The section of the Act.' })
  source!: string;
}

@ObjectType({ description: 'What the rules found over the facts as they stood.' })
export class DecisionProposal {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => Int, { description: 'The version of the case that it was made at.' })
  caseVersion!: number;

  @Field(() => VerdictEnum, { description: 'The verdict on the whole threshold.' })
  verdict!: VerdictEnum;

  @Field(() => [Finding], {
    complexity: listOf(6),
    description: 'The finding tree from the top down, each test after the one above it.',
  })
  findings!: Finding[];

  @Field(() => Finding, {
    nullable: true,
    description:
      'What the mandatory limb of the Act comes to, beside the local threshold; null where it was not computed then.',
  })
  statutory!: Finding | null;

  @Field(() => [FindingFlag], {
    complexity: listOf(1),
    description: 'Where the local threshold and the Act part, for a person to look at.',
  })
  flags!: FindingFlag[];

  @Field(() => String, { description: 'The finding tree as indented text.' })
  inWords!: string;

  @Field(() => InstantScalar, { description: 'When it was made.' })
  proposedAt!: InstantText;
}

@ObjectType({ description: 'The threshold decision that a person made.', simpleResolvers: true })
export class ThresholdDecision {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => ThresholdOutcomeEnum, { description: 'Met, not met or declined.' })
  outcome!: ThresholdOutcomeEnum;

  @Field(() => String, { nullable: true, description: "Id of the policy's ground; when declined." })
  declineGround!: string | null;

  @Field(() => String, { description: 'The reason.' })
  reason!: string;

  @Field(() => Boolean, { description: 'Whether it departs from what the rules found.' })
  departsFromRules!: boolean;

  @Field(() => InstantScalar, { description: 'When it was made.' })
  decidedAt!: InstantText;
}

@InputType({ description: 'The threshold decision.' })
export class DecideThresholdInput extends CaseVersionInput {
  @Field(() => ThresholdOutcomeEnum, { description: 'The outcome.' })
  outcome!: ThresholdOutcomeEnum;

  @Field(() => ID, { nullable: true, description: 'The proposal that you read; needed for MET and NOT_MET.' })
  proposalId?: string;

  @Field(() => String, { nullable: true, description: 'Needed to depart from the proposal, and to decline.' })
  reason?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Id of one of the grounds of the policy; for DECLINED.',
  })
  declineGround?: string;
}
