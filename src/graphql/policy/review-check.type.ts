import { Field, Int, ObjectType } from 'type-graphql';
import { Finding, VerdictEnum } from '../decision/decision.type.js';
import { listOf } from '../guard/prices.js';
import { Contact, WayToApply } from '../partnership/contact.type.js';
import { LocalDateScalar } from '../scalars.js';
import { RiskBand } from './published-risk.type.js';

@ObjectType({
  description: 'Something that is still missing before the threshold can be told.',
  simpleResolvers: true,
})
export class MissingFact {
  @Field(() => String, { description: 'What kind of thing, such as "condition" or "question".' })
  kind!: string;

  @Field(() => String, { description: 'What is missing, in words.' })
  what!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Give this as "question" with your answer; null where it is for somebody else to say.',
  })
  question!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Which incident ("2" for the second) or complaint ("2.1" for its first) it is about; null for the whole.',
  })
  about!: string | null;
}

@ObjectType({ description: 'What the risk matrix makes of your answers.', simpleResolvers: true })
export class CheckedRisk {
  @Field(() => Int, { description: 'The points of your answers, and the fewest that the open ones add.' })
  pointsAtLeast!: number;

  @Field(() => Int, { description: 'The same with the most that the open ones add.' })
  pointsAtMost!: number;

  @Field(() => RiskBand, {
    nullable: true,
    description: 'The band; null while it depends on the open questions.',
  })
  band!: RiskBand | null;

  @Field(() => [String], { description: 'Ids of the questions that you have not answered.' })
  openQuestions!: string[];
}

@ObjectType({ description: 'A step that would follow an application made today.', simpleResolvers: true })
export class ExpectedClock {
  @Field(() => String, { description: "The step's id in the policy." })
  step!: string;

  @Field(() => String, { description: 'The step in the words of the policy.' })
  words!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh.' })
  welsh!: string | null;

  @Field(() => String, { description: 'Who has to act.' })
  actor!: string;

  @Field(() => Boolean, {
    description: 'Whether it would run at once; otherwise it would follow another step.',
  })
  startsAtOnce!: boolean;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The last day in time; null where it cannot be told yet.',
  })
  dueOn!: string | null;

  @Field(() => String, { description: 'How that day is reckoned.' })
  arithmetic!: string;

  @Field(() => Boolean, { description: 'Whether it is promised only as the usual time.' })
  usually!: boolean;
}

@ObjectType({ description: 'How to apply for a review here.', simpleResolvers: true })
export class HowToApply {
  @Field(() => String, { description: 'Who may apply.' })
  applicants!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh.' })
  applicantsInWelsh!: string | null;

  @Field(() => [WayToApply], {
    complexity: listOf(4),
    description: 'Ways to apply; empty where none is published.',
  })
  ways!: readonly WayToApply[];

  @Field(() => Contact, {
    nullable: true,
    description: 'The single point of contact; null where none is published.',
  })
  contact!: Contact | null;
}

@ObjectType({
  description: 'Whether somebody could ask for a review, as far as they have told.',
  simpleResolvers: true,
})
export class ReviewCheck {
  @Field(() => VerdictEnum, { description: "What the partnership's rules find, if it is as you say." })
  verdict!: VerdictEnum;

  @Field(() => String, { description: 'The answer in plain words. You may apply whatever it is.' })
  sentence!: string;

  @Field(() => [Finding], {
    complexity: listOf(6),
    description: "The partnership's threshold from the top down, each test after the one above it.",
  })
  local!: Finding[];

  @Field(() => [Finding], {
    complexity: listOf(2),
    description: 'The test of section 104 of the Act, which must lead to a review when it is met.',
  })
  statutory!: Finding[];

  @Field(() => [String], { description: "Where the partnership's rules and the Act part." })
  flags!: string[];

  @Field(() => [MissingFact], {
    complexity: listOf(3),
    description: 'What is still missing; empty once it can be told.',
  })
  missing!: MissingFact[];

  @Field(() => CheckedRisk, {
    nullable: true,
    description: 'How the risk would be assessed; null where the policy has no risk matrix.',
  })
  risk!: CheckedRisk | null;

  @Field(() => [String], {
    description:
      'Questions that you answered and that others will answer: the check rests on what you suppose.',
  })
  supposed!: readonly string[];

  @Field(() => HowToApply, { description: 'How to apply.' })
  howToApply!: HowToApply;

  @Field(() => [ExpectedClock], {
    complexity: listOf(4),
    description: 'What would follow an application made today, and by when.',
  })
  clocks!: ExpectedClock[];
}
