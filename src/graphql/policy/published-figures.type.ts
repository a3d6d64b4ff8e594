import { Field, Int, ObjectType } from 'type-graphql';
import { listOf } from '../guard/prices.js';
import { LocalDateScalar } from '../scalars.js';

@ObjectType({ description: 'One row of the figures as it is printed.', simpleResolvers: true })
export class FiguresLabel {
  @Field(() => String, { description: 'Its id in the policy.' })
  id!: string;

  @Field(() => String, { description: 'What it is called.' })
  words!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh.' })
  welsh?: string | null;

  @Field(() => [String], { description: 'What is added up in it, such as "threshold not met".' })
  counts!: readonly string[];

  @Field(() => [String], {
    description: 'Of declined applications only those on these grounds, by their ids; empty for all.',
  })
  grounds!: readonly string[];
}

@ObjectType({
  description: 'What puts a case into a period, in words; null for the event itself.',
  simpleResolvers: true,
})
export class FiguresDates {
  @Field(() => String, { nullable: true, description: 'For applications.' })
  applications!: string | null;

  @Field(() => String, { nullable: true, description: 'For times the threshold was not met.' })
  thresholdNotMet!: string | null;

  @Field(() => String, { nullable: true, description: 'For reviews.' })
  reviews!: string | null;

  @Field(() => String, { nullable: true, description: 'For reviews that resulted in recommendations.' })
  reviewsWithRecommendations!: string | null;
}

@ObjectType({ description: 'How figures are counted and printed. s.104(9)', simpleResolvers: true })
export class FiguresRules {
  @Field(() => String, { nullable: true, description: 'In plain English.' })
  words?: string | null;

  @Field(() => String, { nullable: true, description: 'The same in Welsh.' })
  welsh?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is published.' })
  source?: string | null;

  @Field(() => String, { description: 'For what periods, such as "financial year".' })
  basis!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'For periods of so many months; null for those of the basis.',
  })
  periodMonths!: number | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The first day of the first such period.' })
  periodFrom!: string | null;

  @Field(() => FiguresDates, {
    nullable: true,
    description: 'By which event cases are dated; null for their own.',
  })
  datedBy!: FiguresDates | null;

  @Field(() => Int, { nullable: true, description: 'Counts below this are not shown; null where all are.' })
  smallNumbersBelow!: number | null;

  @Field(() => String, { nullable: true, description: 'What is shown in their place.' })
  smallNumbersShownAs!: string | null;

  @Field(() => [FiguresLabel], {
    complexity: listOf(5),
    description: 'The rows; empty for the four of the Act.',
  })
  labels!: readonly FiguresLabel[];

  @Field(() => String, {
    nullable: true,
    description: 'What the difference between applications and outcomes is called.',
  })
  remainder!: string | null;

  @Field(() => String, { nullable: true, description: 'How soon after a period, such as "3 months".' })
  publishedWithin!: string | null;
}
