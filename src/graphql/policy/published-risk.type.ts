import { Field, Int, ObjectType } from 'type-graphql';
import { listOf } from '../guard/prices.js';
import { PublishedItem, PublishedWords } from './published-words.type.js';

@ObjectType({ description: 'One answer to a question of the risk matrix.', simpleResolvers: true })
export class RiskAnswer extends PublishedItem {
  @Field(() => Int, { description: 'What it adds, before the weight of its question.' })
  points!: number;
}

@ObjectType({ description: 'One question of the risk matrix.', simpleResolvers: true })
export class RiskQuestion extends PublishedItem {
  @Field(() => Int, { description: 'By how much the points of its answer are multiplied.' })
  weight!: number;

  @Field(() => [RiskAnswer], { complexity: listOf(2), description: 'The answers to choose from.' })
  answers!: readonly RiskAnswer[];
}

@ObjectType({ description: 'A band of risk.', simpleResolvers: true })
export class RiskBand extends PublishedItem {
  @Field(() => Int, { description: 'From how many points on.' })
  from!: number;
}

@ObjectType({ description: 'How the risk to a victim is assessed.', simpleResolvers: true })
export class PublishedRiskMatrix extends PublishedWords {
  @Field(() => [RiskQuestion], { complexity: listOf(5), description: 'The questions, in order.' })
  questions!: readonly RiskQuestion[];

  @Field(() => [RiskBand], {
    complexity: listOf(3),
    description: 'The bands, from the lowest to the highest.',
  })
  bands!: readonly RiskBand[];
}
