import { Field, ObjectType } from 'type-graphql';
import { listOf } from '../guard/prices.js';
import { LocalDateScalar } from '../scalars.js';
import {
  PublishedAppeal,
  PublishedApplicants,
  PublishedBehaviour,
  PublishedDeciders,
  PublishedDraftPlan,
  PublishedOutcome,
  PublishedPanel,
  PublishedSecondReport,
  PublishedStatutoryLimb,
} from './published-bodies.type.js';
import { FiguresRules } from './published-figures.type.js';
import { PublishedRiskMatrix } from './published-risk.type.js';
import {
  ClosingDay,
  PublishedCompleteForm,
  PublishedMeetings,
  PublishedTimescale,
} from './published-times.type.js';
import { DeclineGround, PublishedItem } from './published-words.type.js';
import { ThresholdTest } from './threshold-test.type.js';

@ObjectType({ description: 'When a version of the rules is in force.', simpleResolvers: true })
export class PolicyPeriod {
  @Field(() => LocalDateScalar, { nullable: true, description: 'The first day; null for since ever.' })
  inForceFrom!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The last day; null while no end is known.' })
  inForceThrough!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is published.' })
  source!: string | null;
}

@ObjectType({ description: 'The law that the rules were held against.', simpleResolvers: true })
export class CheckedLaw {
  @Field(() => String, { description: 'Which law.' })
  law!: string;

  @Field(() => LocalDateScalar, { description: 'The day on which it was last looked up.' })
  on!: string;
}

@ObjectType({ description: 'Rules in the words that the public reads.', simpleResolvers: true })
export class PublicPolicy extends PolicyPeriod {
  @Field(() => CheckedLaw, {
    nullable: true,
    description: 'The law, and when it was last looked up; null where it is not said.',
  })
  checkedAgainst!: CheckedLaw | null;

  @Field(() => [String], {
    description: 'The threshold, one line a test; an indented line belongs to the one above.',
  })
  threshold!: string[];

  @Field(() => [ThresholdTest], {
    complexity: listOf(10),
    description: 'The threshold as a tree, from the top down, each test after the one that it is part of.',
  })
  tests!: ThresholdTest[];

  @Field(() => PublishedStatutoryLimb, {
    nullable: true,
    description: "How the Act's own test is computed; null where the policy leaves it at the Act's terms.",
  })
  statutory!: PublishedStatutoryLimb | null;

  @Field(() => PublishedRiskMatrix, {
    nullable: true,
    description: 'How risk is assessed; null where the policy has no matrix.',
  })
  riskMatrix!: PublishedRiskMatrix | null;

  @Field(() => [PublishedBehaviour], {
    complexity: listOf(2),
    description: 'The kinds of behaviour that the partnership names; empty where it names none.',
  })
  behaviours!: readonly PublishedBehaviour[];

  @Field(() => [PublishedItem], {
    complexity: listOf(2),
    description: 'The characteristics by which it knows hate; empty where it lists none.',
  })
  hateCharacteristics!: readonly PublishedItem[];

  @Field(() => [PublishedTimescale], { complexity: listOf(5), description: 'How long each step may take.' })
  timescales!: PublishedTimescale[];

  @Field(() => String, {
    nullable: true,
    description: 'What comes in after this time of day counts as of the next working day; null for midnight.',
  })
  workingDayEndsAt!: string | null;

  @Field(() => [ClosingDay], {
    complexity: listOf(2),
    description: 'Days without work beside the bank holidays; empty where there are none.',
  })
  closingDays!: readonly ClosingDay[];

  @Field(() => [PublishedMeetings], {
    complexity: listOf(1),
    description: 'Meetings that steps wait for; empty where there are none.',
  })
  meetings!: readonly PublishedMeetings[];

  @Field(() => PublishedCompleteForm, {
    nullable: true,
    description: 'When a form is complete; null where it is not said.',
  })
  completeForm!: PublishedCompleteForm | null;

  @Field(() => [DeclineGround], {
    complexity: listOf(5),
    description: 'Grounds for declining; empty where none is published.',
  })
  declineGrounds!: readonly DeclineGround[];

  @Field(() => String, { description: 'Who may apply.' })
  applicants!: string;

  @Field(() => PublishedApplicants, { description: 'Who may apply, point by point.' })
  applicantRules!: PublishedApplicants;

  @Field(() => String, { nullable: true, description: 'How to appeal; null where the policy does not say.' })
  appeal?: string | null;

  @Field(() => [PublishedAppeal], {
    complexity: listOf(2),
    description:
      'Levels of appeal in the order in which they are gone through; empty where none is published.',
  })
  appeals!: PublishedAppeal[];

  @Field(() => String, {
    nullable: true,
    description: 'Who writes the outcome to the applicant; null where the policy does not say.',
  })
  outcomeWrittenBy?: string | null;

  @Field(() => PublishedOutcome, {
    nullable: true,
    description: 'How the outcome is told; null where it is not said.',
  })
  outcome!: PublishedOutcome | null;

  @Field(() => PublishedDeciders, { nullable: true, description: 'Who decides; null where it is not said.' })
  deciders!: PublishedDeciders | null;

  @Field(() => PublishedPanel, {
    nullable: true,
    description: 'The panel; null where nothing is said of it.',
  })
  panel!: PublishedPanel | null;

  @Field(() => PublishedSecondReport, {
    nullable: true,
    description: 'What happens at the second report; null where it is not said.',
  })
  secondReport!: PublishedSecondReport | null;

  @Field(() => PublishedDraftPlan, {
    nullable: true,
    description: 'What say the victim has on the plan; null where it is not said.',
  })
  draftPlan!: PublishedDraftPlan | null;

  @Field(() => FiguresRules, {
    nullable: true,
    description: 'How figures are counted and printed; null where it is not said.',
  })
  figures!: FiguresRules | null;
}
