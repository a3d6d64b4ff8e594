import { Field, Int, ObjectType } from 'type-graphql';
import { listOf } from '../guard/prices.js';
import { LocalDateScalar } from '../scalars.js';

@ObjectType({ description: 'Something that a policy says to people.', simpleResolvers: true })
export class PublishedWords {
  @Field(() => String, { description: 'In plain English.' })
  words!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh; null where the policy has none.' })
  welsh?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is published, if not where the policy is.' })
  source?: string | null;
}

@ObjectType({ description: 'One test of the threshold.', simpleResolvers: true })
export class ThresholdTest extends PublishedWords {
  @Field(() => String, { description: 'Its id in the policy.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The test of which it is a part; null for the whole threshold.',
  })
  parentId!: string | null;

  @Field(() => Int, { description: 'How deep it stands in the tree; 0 for the whole threshold.' })
  depth!: number;

  @Field(() => String, { description: 'What is tested, such as "any_of", "count" or "condition".' })
  test!: string;

  @Field(() => [String], { description: 'Ids of its parts, in order; empty for one without.' })
  childIds!: string[];
}

@ObjectType({
  description: 'One step of the procedure with the time that it may take.',
  simpleResolvers: true,
})
export class PublishedTimescale extends PublishedWords {
  @Field(() => String, { description: 'Its id in the policy.' })
  step!: string;

  @Field(() => String, {
    description: 'The time in words, such as "14 days" or "the next meeting of the board".',
  })
  within!: string;

  @Field(() => String, { description: 'From when it is counted, or before what, in words.' })
  from!: string;

  @Field(() => String, { description: 'Who has to act.' })
  actor!: string;

  @Field(() => Boolean, { description: 'Whether it is promised only as the usual time.' })
  usually!: boolean;

  @Field(() => PublishedWords, {
    nullable: true,
    description: 'How the time may be extended; null where it may not.',
  })
  extension!: PublishedWords | null;
}

@ObjectType({ description: 'A ground, as for declining an application.', simpleResolvers: true })
export class DeclineGround extends PublishedWords {
  @Field(() => String, { description: 'Its id in the policy.' })
  id!: string;
}

@ObjectType({
  description: 'A kind of anti-social behaviour, as tests may count it and applications may name it.',
  simpleResolvers: true,
})
export class PublishedBehaviour extends PublishedWords {
  @Field(() => String, { description: 'Its id in the policy.' })
  id!: string;

  @Field(() => String, { description: 'personal, nuisance or environmental.' })
  heading!: string;
}

@ObjectType({ description: 'Who may apply.', simpleResolvers: true })
export class PublishedApplicants extends PublishedWords {
  @Field(() => Boolean, { description: 'Whether somebody may apply for a victim.' })
  thirdParties!: boolean;

  @Field(() => Boolean, { description: 'Whether one person may apply for several victims.' })
  severalVictims!: boolean;
}

@ObjectType({ description: 'How to have the handling or the review looked at again.', simpleResolvers: true })
export class PublishedAppeal extends PublishedWords {
  @Field(() => String, { description: 'Its id in the policy.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'To whom; null where the policy does not say.' })
  to!: string | null;

  @Field(() => String, { nullable: true, description: 'Who hears it.' })
  heardBy!: string | null;

  @Field(() => String, { nullable: true, description: 'By when it must be lodged, such as "28 days".' })
  within!: string | null;

  @Field(() => [DeclineGround], { complexity: listOf(3), description: 'The only grounds; empty for any.' })
  grounds!: readonly DeclineGround[];

  @Field(() => [String], { description: 'Against what, such as "threshold not met"; empty for all.' })
  against!: readonly string[];

  @Field(() => String, { nullable: true, description: 'What it can bring about, such as "refers back".' })
  effect!: string | null;

  @Field(() => [String], { description: 'Papers that go with it.' })
  papers!: readonly string[];
}

@ObjectType({ description: 'Who decides whether the threshold is met.', simpleResolvers: true })
export class PublishedDeciders extends PublishedWords {
  @Field(() => Int, { nullable: true, description: 'So many people at least; null where it is not said.' })
  atLeastPeople!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of so many agencies at least; null where it is not said.',
  })
  atLeastAgencies!: number | null;

  @Field(() => String, { nullable: true, description: 'In which role.' })
  role!: string | null;
}

@ObjectType({ description: 'What holds for the panel.', simpleResolvers: true })
export class PublishedPanel extends PublishedWords {
  @Field(() => Int, { nullable: true, description: 'So many people at least.' })
  atLeastPeople!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of so many agencies at least.' })
  atLeastAgencies!: number | null;

  @Field(() => String, { nullable: true, description: 'Who chairs it.' })
  chairedBy!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the chair has no part in the case; null where it is not said.',
  })
  chairIsIndependentOfCase!: boolean | null;

  @Field(() => String, { description: 'How the victim takes part, such as "invited" or "not said".' })
  victim!: string;
}

@ObjectType({ description: 'How the outcome is told.', simpleResolvers: true })
export class PublishedOutcome extends PublishedWords {
  @Field(() => String, { description: 'Who writes it to the applicant.' })
  writtenBy!: string;
}

@ObjectType({ description: 'When a version of the rules is in force.', simpleResolvers: true })
export class PolicyPeriod {
  @Field(() => LocalDateScalar, { nullable: true, description: 'The first day; null for since ever.' })
  inForceFrom!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The last day; null while no end is known.' })
  inForceThrough!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is published.' })
  source!: string | null;
}

@ObjectType({ description: 'Rules in the words that the public reads.', simpleResolvers: true })
export class PublicPolicy extends PolicyPeriod {
  @Field(() => [String], {
    description: 'The threshold, one line a test; an indented line belongs to the one above.',
  })
  threshold!: string[];

  @Field(() => [ThresholdTest], {
    complexity: listOf(10),
    description: 'The threshold as a tree, from the top down, each test after the one that it is part of.',
  })
  tests!: ThresholdTest[];

  @Field(() => [PublishedTimescale], { complexity: listOf(5), description: 'How long each step may take.' })
  timescales!: PublishedTimescale[];

  @Field(() => [DeclineGround], {
    complexity: listOf(5),
    description: 'Grounds for declining; empty where none is published.',
  })
  declineGrounds!: readonly DeclineGround[];

  @Field(() => [PublishedBehaviour], {
    complexity: listOf(5),
    description:
      'Kinds of behaviour that applications and reports may name; empty where the policy names none.',
  })
  behaviours!: readonly PublishedBehaviour[];

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
}
